import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

const TICK_MS = 5;
const OF_THIS_THREAD = '/proc/thread-self/schedstat';
const NS_PER_MS = 1_000_000;

/** What the system says this thread has worked, in milliseconds; `undefined` where it does not say. */
const ofThisThread = (): number | undefined => {
  try {
    return Number(readFileSync(OF_THIS_THREAD, 'utf8').split(' ', 1)[0]) / NS_PER_MS;
  } catch {
    return undefined;
  }
};

const ofTheProcess = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Some systems have the file but keep no account in it: a figure that has never moved tells nothing. */
const threadIsCounted = (ofThisThread() ?? 0) > 0;

/**
 * Milliseconds the event loop's thread has worked: neither its waiting for a turn on a busy machine is in it, nor what
 * other threads do. Where the system does not tell, that of the whole process, which is more.
 */
export const worked = (): number => (threadIsCounted ? ofThisThread() : undefined) ?? ofTheProcess();

/** How many milliseconds of its work nobody may be kept waiting for. */
export const MOST_STALL_MS = 50;

/** The longest time the event loop was kept busy between two ticks, by its own work. */
export class StallWatch {
  private last = performance.now();
  private spent = worked();
  private worst = 0;
  private readonly timer: NodeJS.Timeout;

  constructor() {
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  /** The longest stall since the last question, in milliseconds. */
  longest(): number {
    this.tick();
    const { worst } = this;
    this.worst = 0;
    return worst;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private tick(): void {
    const [now, spent] = [performance.now(), worked()];
    this.worst = Math.max(this.worst, Math.min(now - this.last - TICK_MS, spent - this.spent));
    [this.last, this.spent] = [now, spent];
  }
}

import { performance } from 'node:perf_hooks';

const TICK_MS = 5;

/**
 * The longest time the event loop was kept busy between two ticks. What counts is the smaller of wall and processor
 * time: on a busy machine a process that merely waits for its turn has blocked nobody.
 */
export class StallWatch {
  private last = performance.now();
  private spent = process.cpuUsage();
  private worst = 0;
  private readonly timer: NodeJS.Timeout;

  constructor() {
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  /** The longest stall since the last question, in milliseconds. */
  longest(): number {
    const { worst } = this;
    this.worst = 0;
    return worst;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private tick(): void {
    const now = performance.now();
    const spent = process.cpuUsage();
    const busy = (spent.user - this.spent.user + spent.system - this.spent.system) / 1000;
    this.worst = Math.max(this.worst, Math.min(now - this.last - TICK_MS, busy));
    [this.last, this.spent] = [now, spent];
  }
}

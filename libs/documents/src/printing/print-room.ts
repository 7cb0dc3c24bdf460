import { Worker } from 'node:worker_threads';
import { threadProgram } from '../thread-program.js';
import type { PrintOrder } from './print-order.js';
import type { PrintWord } from './worker.js';

const HEAP_MB = 256;
const TIME_MS = 30_000;
/** Who comes after so many is sent away rather than kept waiting. */
const MOST_WAITING = 50;

/** Why no file was made: it takes more memory or time than it may have, too many wait, or the service ends. */
type PrintTrouble = 'TOO_LARGE' | 'TOO_SLOW' | 'TOO_MANY' | 'CLOSED';

/** A file that was not made; the next one is made as ever. */
export class UnprintedFile extends Error {
  constructor(readonly trouble: PrintTrouble) {
    super(`the file was not made: ${trouble}`);
  }
}

const troubleOf = (error: Error): Error =>
  'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new UnprintedFile('TOO_LARGE') : error;

interface Job {
  readonly order: string;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

export interface PrintLimits {
  readonly heapMb?: number;
  readonly timeMs?: number;
}

/**
 * 印制室：makes files one after another in a thread of its own with a heap of its own, so that nobody else waits while
 * a paper is drawn or a long list is written. The thread starts with the first order and stays, its typeface loaded;
 * when one order is too much for it, that order fails, and the next begins in a new thread.
 */
export class PrintRoom {
  private readonly waiting: Job[] = [];
  private thread: Worker | undefined;
  private current: Job | undefined;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(private readonly limits: PrintLimits = {}) {}

  /** Errors: UnprintedFile; Error for a defect in the drawing itself. */
  print(order: PrintOrder): Promise<Uint8Array> {
    if (this.closed) return Promise.reject(new UnprintedFile('CLOSED'));
    if (this.waiting.length >= MOST_WAITING) return Promise.reject(new UnprintedFile('TOO_MANY'));
    return new Promise((resolve, reject) => {
      // As text: handing over the records themselves would take several times as long.
      this.waiting.push({ order: JSON.stringify(order), resolve, reject });
      this.next();
    });
  }

  /** Takes no more orders; those that wait fail. */
  async close(): Promise<void> {
    this.closed = true;
    for (const job of this.waiting.splice(0)) job.reject(new UnprintedFile('CLOSED'));
    await this.abandon(new UnprintedFile('CLOSED'));
  }

  private next(): void {
    if (this.current !== undefined) return;
    const job = this.waiting.shift();
    if (job === undefined) return;
    this.current = job;
    const tooSlow = (): void => void this.abandon(new UnprintedFile('TOO_SLOW'));
    this.timer = setTimeout(tooSlow, this.limits.timeMs ?? TIME_MS).unref();
    try {
      this.thread ??= this.opened();
      this.thread.postMessage(job.order, []);
    } catch (error) {
      this.done()?.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private opened(): Worker {
    const program = threadProgram('printing');
    if (program === undefined) throw new Error('the printer of files was not built');
    const thread = new Worker(program, {
      resourceLimits: { maxOldGenerationSizeMb: this.limits.heapMb ?? HEAP_MB, maxYoungGenerationSizeMb: 16 },
      execArgv: [],
      env: {},
    });
    thread.on('message', (word: PrintWord) => {
      if (thread !== this.thread) return;
      const job = this.done();
      if ('bytes' in word) job?.resolve(word.bytes);
      else job?.reject(new Error(word.defect));
    });
    thread.on('error', (error: Error) => {
      if (thread === this.thread) void this.abandon(troubleOf(error));
    });
    thread.unref();
    return thread;
  }

  /** Ends the thread with what it is at. */
  private async abandon(reason: Error): Promise<void> {
    const { thread } = this;
    this.thread = undefined;
    this.done()?.reject(reason);
    await thread?.terminate();
  }

  /** The order at hand, off the table; the next one begins. */
  private done(): Job | undefined {
    const job = this.current;
    this.current = undefined;
    clearTimeout(this.timer);
    queueMicrotask(() => this.next());
    return job;
  }
}

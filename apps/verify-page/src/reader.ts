import type { LogStanding, PackReport } from '#libs/audit';
import type { Questions } from './book.js';

declare const WORKER_SOURCE: string;

interface Told {
  readonly kind: 'progress' | 'report' | 'answer';
  readonly events: number;
  readonly report: PackReport;
  readonly standing: readonly LogStanding[];
  readonly milliseconds: number;
  readonly id: number;
  readonly answer: never;
}

export interface Verified {
  readonly report: PackReport;
  readonly standing: readonly LogStanding[];
  readonly milliseconds: number;
}

/**
 * The worker that reads packs and is asked about them, so that the page stays alive meanwhile; while it decides the
 * commands of a pack again, a second one proves the bytes.
 */
export class Reader {
  private readonly source = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: 'text/javascript' }));
  /** Of the pack chosen last. */
  private workers: readonly Worker[] = [];
  private readonly waiting = new Map<number, (answer: never) => void>();
  private next = 1;
  private settle: { resolve(verified: Verified): void; reject(error: Error): void } | undefined;

  constructor(private readonly onProgress: (events: number) => void) {}

  /** Verifies a pack with workers of its own: whatever an earlier one is still busy with is no longer heard. */
  verify(file: Blob, trustedKeys: readonly string[]): Promise<Verified> {
    for (const former of this.workers) former.terminate();
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      const [reader, prover] = [this.start(), this.start()];
      this.workers = [reader, prover];
      reader.addEventListener('message', ({ data }: MessageEvent<Told>) => this.hear(data));
      prover.addEventListener('message', ({ data: report }: MessageEvent<PackReport>) => {
        prover.terminate();
        reader.postMessage({ kind: 'proved', report });
      });
      reader.postMessage({ kind: 'verify', file, trustedKeys });
      prover.postMessage({ kind: 'prove', file, trustedKeys });
    });
  }

  private start(): Worker {
    const worker = new Worker(this.source);
    worker.addEventListener('error', ({ message }) => this.settle?.reject(new Error(message)));
    return worker;
  }

  ask<Name extends keyof Questions>(
    name: Name,
    ask: Questions[Name]['ask'],
  ): Promise<Questions[Name]['answer']> {
    const id = this.next;
    this.next += 1;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.workers[0]?.postMessage({ kind: 'ask', id, name, ask });
    });
  }

  private hear(told: Told): void {
    if (told.kind === 'progress') this.onProgress(told.events);
    if (told.kind === 'report') this.settle?.resolve(told);
    if (told.kind === 'answer') {
      this.waiting.get(told.id)?.(told.answer);
      this.waiting.delete(told.id);
    }
  }
}

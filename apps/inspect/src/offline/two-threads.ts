import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import {
  joined,
  openPack,
  PackBroken,
  SharedPack,
  verifyOpened,
  verifyPack,
  type Follower,
  type KeptElsewhere,
  type Manifest,
  type PackReport,
  type PackSource,
  type ToldFile,
} from '#libs/audit';
import { nodeTools } from '#module/audit';

/** What the second thread says: that it took another file, read one and returns its memory, or has come to the end. */
export type FromThread =
  | { readonly kind: 'TAKEN' }
  | { readonly kind: 'READ'; readonly memory: ArrayBuffer }
  | { readonly kind: 'DONE'; readonly report: PackReport };

/** What the second thread is told before any file. */
export interface Beginning {
  readonly manifest: Manifest;
  readonly kept: KeptElsewhere;
}

/** How much memory a file is given, for a slightly larger one to have it next. */
const ROOMY = 1.2;

/** A thread that proves the pack it is told of and decides one side of the commands again. */
class SecondThread implements Follower {
  private count = 0;
  /** Memory of files that it has read, for those to come. */
  private readonly spare: ArrayBuffer[] = [];
  readonly report: Promise<PackReport>;

  constructor(private readonly worker: Worker) {
    this.report = new Promise((resolve, reject) => {
      this.worker.on('error', reject);
      this.worker.on('message', (said: FromThread) => {
        if (said.kind === 'TAKEN') this.count += 1;
        else if (said.kind === 'READ') this.spare.push(said.memory);
        else {
          this.count = Number.POSITIVE_INFINITY;
          resolve(said.report);
        }
      });
    });
    // Heard by whoever awaits it; it may come before somebody does.
    this.report.catch(() => undefined);
  }

  begin(beginning: Beginning): void {
    this.worker.postMessage(beginning, []);
  }

  tell(file: ToldFile): void {
    if (!('bytes' in file)) return this.worker.postMessage(file, []);
    const bytes = this.memoryFor(file.bytes.length);
    bytes.set(file.bytes);
    this.worker.postMessage({ path: file.path, bytes }, [bytes.buffer]);
  }

  taken(): number {
    return this.count;
  }

  async takesAnother(): Promise<void> {
    await once(this.worker, 'message');
  }

  /** Files of events are of nearly the same size, one after the other. */
  private memoryFor(length: number): Uint8Array<ArrayBuffer> {
    const fitting = this.spare.findIndex(
      ({ byteLength }) => length <= byteLength && byteLength <= 2 * length,
    );
    // Where none fits, one is let go for the new one.
    const [spare] = this.spare.splice(Math.max(fitting, 0), 1);
    const memory = fitting < 0 || spare === undefined ? new ArrayBuffer(Math.ceil(ROOMY * length)) : spare;
    return new Uint8Array(memory, 0, length);
  }
}

/**
 * 核验 by two threads: the other one proves the events and decides one side of the commands again while this one decides
 * the other. The report is that of one.
 */
export const verifyByTwo = async (
  source: PackSource,
  kept: KeptElsewhere,
  worker: Worker,
): Promise<PackReport> => {
  const thread = new SecondThread(worker);
  try {
    const pack = await openPack(source, nodeTools);
    const shared = new SharedPack(pack, thread);
    thread.begin({ manifest: pack.manifest, kept });
    const decide = async (): Promise<PackReport> => {
      const report = await verifyOpened(async () => shared, nodeTools, { parts: ['ORDER', 'POOLS'] });
      await shared.end();
      return report;
    };
    return joined(...(await Promise.all([thread.report, decide()])));
  } catch (error) {
    // One that cannot be opened is no work for two.
    if (error instanceof PackBroken) return verifyPack(source, nodeTools, kept);
    throw error;
  }
};

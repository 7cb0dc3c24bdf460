import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
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

/**
 * How much of a function runs before the compiler looks at it again. Deciding a log runs every function often enough to
 * be compiled well; looking early compiles many of them twice, on the two cores that the threads need.
 */
const COMPILE_LATE = '--interrupt-budget=800000';
/** What a thread will need to remember a ledger, at once: else it clears up time and again while it grows to that. */
const BEGIN_LARGE = ['--min-semi-space-size=16', '--initial-old-space-size=128'];

/** How much memory a file is given, for a slightly larger one to have it next. */
const ROOMY = 1.2;

/** A thread that proves the pack it is told of and decides one side of the commands again. */
class SecondThread implements Follower {
  private readonly worker: Worker;
  private count = 0;
  /** Memory of files that it has read, for those to come. */
  private readonly spare: ArrayBuffer[] = [];
  readonly report: Promise<PackReport>;

  constructor(kept: KeptElsewhere) {
    for (const flag of [COMPILE_LATE, ...BEGIN_LARGE]) setFlagsFromString(flag);
    this.worker = new Worker(new URL('./second-thread.js', import.meta.url), { workerData: kept });
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

  begin(manifest: Manifest): void {
    this.worker.postMessage(manifest, []);
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

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}

/**
 * 核验 by two threads: one proves the events and decides one side of the commands again while the other decides the
 * other. The report is that of one.
 */
export const verifyByTwo = async (source: PackSource, kept: KeptElsewhere): Promise<PackReport> => {
  const thread = new SecondThread(kept);
  try {
    const pack = await openPack(source, nodeTools);
    const shared = new SharedPack(pack, thread);
    thread.begin(pack.manifest);
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
  } finally {
    await thread.end();
  }
};

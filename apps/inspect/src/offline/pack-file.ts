import { once } from 'node:events';
import { open, stat } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import {
  checkedFrame,
  joined,
  LEDGER_EVENTS,
  verifyPack,
  type KeptElsewhere,
  type PackReport,
  type PackSource,
  type VerifyOptions,
} from '#libs/audit';
import type { LoggedEvent } from '#kernel';
import { decode } from '#contract/event-store';
import { nodeTools } from '#module/audit';

const ZIP = 'PK';

/** Lends a file to one reading and closes it. Errors: those of the file system. */
const withFile = async <T>(path: string, work: (source: PackSource) => Promise<T>): Promise<T> => {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    return await work({
      size,
      read: async (start, end) => {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
        return buffer.subarray(0, bytesRead);
      },
    });
  } finally {
    await file.close();
  }
};

/** Whether a file is a pack and not an exported log. */
export const isPack = (path: string): Promise<boolean> =>
  withFile(path, async ({ read }) => Buffer.from(await read(0, ZIP.length)).toString('latin1') === ZIP);

export const verifyHere = (path: string, options: VerifyOptions): Promise<PackReport> =>
  withFile(path, (source) => verifyPack(source, nodeTools, options));

/** A pack below this size is verified before a second thread has started. */
const WORTH_A_THREAD = 2 ** 20;

/**
 * How much of a function runs before the compiler looks at it again. Deciding a log runs every function often enough to
 * be compiled well; looking early compiles many of them twice, on the two cores that the threads need.
 */
const COMPILE_LATE = '--interrupt-budget=800000';

const isLarge = async (path: string): Promise<boolean> => (await stat(path)).size >= WORTH_A_THREAD;

/** A thread that proves the pack at a path once it is told the frame, and answers with its report. */
const startThread = (path: string): Worker =>
  new Worker(new URL('./second-thread.js', import.meta.url), { workerData: path });

/**
 * 核验：what is wrong with a pack on disk. Of a large one a thread proves the events and decides one side of the commands
 * again while this one decides the other; each reads the file for itself, and the report is the same. While the thread
 * starts, this one checks what stands around the events.
 */
export const verifyPackFile = async (
  path: string,
  options: KeptElsewhere & Pick<VerifyOptions, 'rules'>,
): Promise<PackReport> => {
  const { rules, ...kept } = options;
  if (rules === false || !(await isLarge(path))) return verifyHere(path, options);
  setFlagsFromString(COMPILE_LATE);
  const thread = startThread(path);
  const frame = await withFile(path, (source) => checkedFrame(source, nodeTools, kept));
  if (frame === undefined) {
    await thread.terminate();
    return verifyHere(path, options);
  }
  thread.postMessage(frame, []);
  const [[proved], decided] = await Promise.all([
    once(thread, 'message') as Promise<[PackReport]>,
    verifyHere(path, { proof: false, rules: 'POOLS', frame }),
  ]);
  return joined(proved, decided);
};

/** Reads the events of a pack after proving them; the report says whether they may be believed. */
export const readPackFile = (path: string, read: (event: LoggedEvent) => void): Promise<PackReport> =>
  verifyHere(path, { rules: false, onEvent: (stored) => read(decode(stored, LEDGER_EVENTS)) });

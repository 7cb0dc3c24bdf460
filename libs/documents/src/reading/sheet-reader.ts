import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { RawSheet } from './raw-sheet.js';
import { RefusedFile, type FileFault } from './refused-file.js';

/** Larger files are not looked at. */
export const MOST_UPLOADED = 8 * 1024 * 1024;
const TIME_MS = 10_000;
const HEAP_MB = 160;

/** The thread's program as it was built; run from the sources, the build lies elsewhere. */
const PROGRAM = ['.', '../../../../dist/libs/documents/src/reading']
  .map((folder) => join(import.meta.dirname, folder, 'worker.js'))
  .find((file) => existsSync(file));

interface Answer {
  readonly sheets?: readonly RawSheet[];
  readonly fault?: FileFault;
}

/**
 * Reads a file somebody sent, in a thread of its own with a heap of its own: whatever the file does, the service's
 * memory and its other requests do not feel it. Errors: RefusedFile.
 */
export const readSheets = (bytes: Uint8Array): Promise<readonly RawSheet[]> => {
  if (bytes.length > MOST_UPLOADED) return Promise.reject(new RefusedFile('TOO_LARGE'));
  if (PROGRAM === undefined) return Promise.reject(new Error('the reader of sheets was not built'));
  const worker = new Worker(PROGRAM, {
    workerData: new Uint8Array(bytes),
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    execArgv: [],
    env: {},
  });
  return new Promise<readonly RawSheet[]>((resolve, reject) => {
    const timer = setTimeout(() => reject(new RefusedFile('TOO_SLOW')), TIME_MS);
    worker.once('message', ({ sheets, fault }: Answer) => {
      if (sheets === undefined) reject(new RefusedFile(fault ?? 'DAMAGED'));
      else resolve(sheets);
    });
    worker.once('error', () => reject(new RefusedFile('TOO_LARGE')));
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new RefusedFile('DAMAGED'));
    });
  }).finally(() => void worker.terminate());
};

import { Worker } from 'node:worker_threads';
import type { CellFault, IntakeForm } from '../intake/form.js';
import type { TakenRow, TakenSheet } from '../intake/take-in.js';
import { threadProgram } from '../thread-program.js';
import { RefusedFile } from './refused-file.js';
import type { SheetTask, SheetWord } from './worker.js';

/** Larger files are not looked at. */
export const MOST_UPLOADED = 8 * 1024 * 1024;
const TIME_MS = 10_000;
const HEAP_MB = 128;

type LastWord = Exclude<SheetWord, { readonly rows: unknown }>;

/**
 * Looks at a file in a thread of its own with a heap of its own: whatever the file does, the service's memory and its
 * other requests do not feel it. Errors: RefusedFile.
 */
const looked = (task: SheetTask, takeRows: (rows: readonly TakenRow[]) => void): Promise<LastWord> => {
  if (task.bytes.length > MOST_UPLOADED) return Promise.reject(new RefusedFile('TOO_LARGE'));
  const program = threadProgram('reading');
  if (program === undefined) return Promise.reject(new Error('the reader of sheets was not built'));
  const bytes = new Uint8Array(task.bytes);
  const worker = new Worker(program, {
    workerData: { ...task, bytes },
    transferList: [bytes.buffer],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
    execArgv: [],
    env: {},
  });
  return new Promise<LastWord>((resolve, reject) => {
    const timer = setTimeout(() => reject(new RefusedFile('TOO_SLOW')), TIME_MS);
    worker.on('message', (word: SheetWord) => {
      if ('rows' in word) {
        takeRows(word.rows);
        worker.postMessage('more', []);
      } else if ('fault' in word) reject(new RefusedFile(word.fault));
      else resolve(word);
    });
    worker.once('error', () => reject(new RefusedFile('TOO_LARGE')));
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new RefusedFile('DAMAGED'));
    });
  }).finally(() => void worker.terminate());
};

/** What a file says, read by the headers of a form. Errors: RefusedFile. */
export const takeSheet = async (form: IntakeForm, bytes: Uint8Array): Promise<TakenSheet> => {
  const rows: TakenRow[] = [];
  const word = await looked({ form, bytes, faults: null }, (some) => rows.push(...some));
  if (!('sheet' in word)) throw new RefusedFile('DAMAGED');
  return { ...word.sheet, rows };
};

/** A copy of a file with what is wrong on its cells. Errors: RefusedFile. */
export const markSheet = async (
  form: IntakeForm,
  bytes: Uint8Array,
  faults: readonly CellFault[],
): Promise<Uint8Array> => {
  const word = await looked({ form, bytes, faults }, () => undefined);
  if (!('marked' in word)) throw new RefusedFile('DAMAGED');
  return word.marked;
};

import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { CellFault, IntakeForm } from '../intake/form.js';
import { markedFile } from '../intake/marked-file.js';
import { takeIn, type TakenRow, type TakenSheet } from '../intake/take-in.js';
import { readFile } from './read-file.js';
import { RefusedFile, type FileFault } from './refused-file.js';

/** A file somebody sent, the sheet it should be, and what to write onto it where something is wrong. */
export interface SheetTask {
  readonly bytes: Uint8Array;
  readonly form: IntakeForm;
  readonly faults: readonly CellFault[] | null;
}

/** Rows come some at a time, the next when they are asked for, so that whoever takes them in is not kept long. */
export type SheetWord =
  | { readonly rows: readonly TakenRow[] }
  | { readonly sheet: TakenSheet }
  | { readonly marked: Uint8Array }
  | { readonly fault: FileFault };

const ROWS_AT_ONCE = 200;
const say = (word: SheetWord): void => parentPort?.postMessage(word, []);

const work = async ({ bytes, form, faults }: SheetTask): Promise<void> => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (faults !== null) return say({ marked: markedFile(file, form, faults) });
  const { rows, ...sheet } = takeIn(form, readFile(file));
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    say({ rows: rows.slice(at, at + ROWS_AT_ONCE) });
    if (parentPort !== null) await once(parentPort, 'message');
  }
  say({ sheet: { ...sheet, rows: [] } });
};

try {
  await work(workerData as SheetTask);
} catch (error) {
  say({ fault: error instanceof RefusedFile ? error.fault : 'DAMAGED' });
}

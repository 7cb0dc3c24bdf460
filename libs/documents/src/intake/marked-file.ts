import { readFile, isWorkbook } from '../reading/read-file.js';
import type { CellFault, IntakeForm } from './form.js';
import { markedBook } from './marked-book.js';
import { markedCopy } from './marked-copy.js';
import { takeIn } from './take-in.js';

/** A copy of what was sent with what is wrong on its cells: a workbook keeps its look, CSV becomes a workbook. */
export const markedFile = (bytes: Buffer, form: IntakeForm, faults: readonly CellFault[]): Uint8Array => {
  const sheets = readFile(bytes);
  const { sheet } = takeIn(form, sheets);
  return isWorkbook(bytes) ? markedBook(bytes, sheet, faults) : markedCopy(sheets, sheet, faults);
};

import { readCsv } from './csv-reader.js';
import type { RawSheet } from './raw-sheet.js';
import { RefusedFile } from './refused-file.js';
import { readWorkbook } from './workbook-reader.js';

const ZIP = 'PK\u0003\u0004';
/** 复合文档：what encrypted workbooks and old ones are. */
const COMPOUND = 'd0cf11e0a1b11ae1';
/** Papers, pictures, programs and other packages, by how they begin; `<` is a web page or a sheet in XML. */
const FOREIGN = [
  '%PDF',
  '\u007FELF',
  'MZ',
  'GIF8',
  '\u0089PNG',
  '\u00FF\u00D8\u00FF',
  'Rar!',
  '7z',
  '\u001F\u008B',
  '<',
];

/** Whether a file is a workbook, by how it begins. */
export const isWorkbook = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 4) === ZIP;

/** The sheets of a file, by what it is rather than by its name. Errors: RefusedFile. */
export const readFile = (bytes: Buffer): readonly RawSheet[] => {
  const start = bytes.toString('latin1', 0, 8);
  if (bytes.toString('hex', 0, 8) === COMPOUND) throw new RefusedFile('ENCRYPTED');
  if (isWorkbook(bytes)) return readWorkbook(bytes);
  const words = start.replace('\u00EF\u00BB\u00BF', '');
  if (start.startsWith('PK') || FOREIGN.some((mark) => words.startsWith(mark)))
    throw new RefusedFile('NOT_A_SHEET');
  return [readCsv(bytes)];
};

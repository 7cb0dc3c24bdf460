import { NOTES_SHEET, type Note, type Table } from './table.js';
import type { Cell, Sheet } from './sheet.js';
import { workbook } from './workbook.js';

const NUMBERS = new Set(['AMOUNT', 'FIGURE', 'WHOLE']);

const rowOf = ({ columns }: Table, texts: readonly string[], look: Cell['look']): readonly Cell[] =>
  texts.map((text, index) => ({
    text,
    ...(look && { look }),
    number: NUMBERS.has(columns[index]?.kind ?? 'TEXT'),
  }));

/** A table as a sheet: header in view, filters over the list, sums below it. */
const tableSheet = (table: Table): Sheet => ({
  name: table.name,
  frozen: 1,
  ...(table.columns.length > 0 && { filterTo: table.rows.length + 1 }),
  rows: [
    table.columns.map(({ header }): Cell => ({ text: header, look: 'HEADER' })),
    ...table.rows.map((texts) => rowOf(table, texts, undefined)),
    ...table.totals.map((texts) => rowOf(table, texts, 'TOTAL')),
  ],
});

const notesSheet = (notes: readonly Note[]): Sheet => ({
  name: NOTES_SHEET,
  rows: notes.map(([name, text]) => [{ text: name, look: 'HEADER' }, { text }]),
});

/** Lists as a workbook, one sheet each, and a last sheet that says where they come from. */
export const listBook = (tables: readonly Table[], notes: readonly Note[]): Uint8Array =>
  workbook([...tables.map(tableSheet), notesSheet(notes)]);

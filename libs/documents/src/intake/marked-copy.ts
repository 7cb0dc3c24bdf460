import type { RawSheet } from '../reading/raw-sheet.js';
import type { Cell, Comment, Sheet } from '../sheet/sheet.js';
import { workbook } from '../sheet/workbook.js';
import type { CellFault } from './form.js';

/** Several faults of one cell stand in one comment. */
export const commentsOf = (faults: readonly CellFault[]): readonly Comment[] => {
  const byCell = new Map<string, Comment>();
  for (const { row, column, text } of faults) {
    const known = byCell.get(`${row} ${column}`);
    byCell.set(`${row} ${column}`, { row, column, text: known ? `${known.text}\n${text}` : text });
  }
  return [...byCell.values()];
};

const cellsOf = (cells: RawSheet['rows'][number], marked: readonly Comment[]): readonly Cell[] => {
  const width = Math.max(cells.length, ...marked.map(({ column }) => column + 1));
  return Array.from({ length: width }, (_, column): Cell => {
    const cell = cells[column];
    const fault = marked.some((comment) => comment.column === column);
    return {
      text: cell?.text ?? '',
      ...(fault && { look: 'FAULT' as const }),
      ...(!fault && cell?.kind === 'NUMBER' && { number: true }),
    };
  });
};

/** A copy of what was sent, every cell where it stood, with what is wrong written onto the cells of one sheet. */
export const markedCopy = (
  sheets: readonly RawSheet[],
  marked: number,
  faults: readonly CellFault[],
): Uint8Array =>
  workbook(
    sheets.map(({ name, rows }, index): Sheet => {
      const comments = index === marked ? commentsOf(faults) : [];
      const byRow: Comment[][] = [];
      for (const comment of comments) (byRow[comment.row] ??= []).push(comment);
      return { name, comments, rows: rows.map((cells, row) => cellsOf(cells, byRow[row] ?? [])) };
    }),
  );

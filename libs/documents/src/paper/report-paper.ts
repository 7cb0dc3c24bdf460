import type { Note, Table } from '../sheet/table.js';
import { SheetOfPaper } from './sheet-of-paper.js';

/** More columns than this cannot be read side by side on a page: such rows are written one under another. */
const MOST_BESIDE = 9;

/** A report to be printed and signed: the tables of its workbook, with the same texts. */
export const reportPaper = (
  title: string,
  tables: readonly Table[],
  notes: readonly Note[],
): Promise<Uint8Array> => {
  const [head, ...lists] = tables;
  const foot = notes
    .filter(([name]) => name === '台账位置' || name === '检查点')
    .map(([name, text]) => `${name} ${text}`)
    .join('　');
  const paper = new SheetOfPaper({ title, foot, dated: new Date(0), landscape: true });
  paper.heading(title);
  paper.facts((head?.rows ?? []).map(([name = '', text = '']) => [name, text] as const));
  for (const { name, columns, rows, totals } of lists) {
    paper.subheading(name);
    const all = [...rows, ...totals];
    if (all.length === 0) paper.paragraph('无');
    else if (columns.length <= MOST_BESIDE)
      paper.table(
        columns.map(({ header, kind }) => ({ title: header, share: 1, figures: kind !== 'TEXT' })),
        all,
      );
    else
      for (const row of all)
        paper.facts(
          columns.flatMap(({ header }, index) => (row[index] ? [[header, row[index]] as const] : [])),
        );
  }
  paper.signatures(['填报人', '审核人', '负责人', '日期']);
  for (const [name, text] of notes) if (text !== '') paper.paragraph(`${name}：${text}`, { small: true });
  return paper.bytes();
};

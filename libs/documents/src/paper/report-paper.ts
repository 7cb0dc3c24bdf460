import { isPollutant, pollutantFacts, POLLUTANTS, type Pollutant } from '#kernel';
import { officialTime } from '../sheet/code-words.js';
import { labelOf } from '../sheet/labels.js';
import { TOTAL, type Column, type Note, type Table } from '../sheet/table.js';
import { SheetOfPaper, type PaperRow } from './sheet-of-paper.js';

/** More columns than this cannot be read side by side on a page; fewer, where pollutants stand beside each other. */
const MOST_BESIDE = 14;
const MOST_WITH_POLLUTANTS = 9;
const ORDINALS = '一二三四五六七八九十';

/** 一、二、… 十、十一、…: how sections are numbered. */
const ordinal = (index: number): string =>
  index < 10 ? ORDINALS.charAt(index) : `十${index % 10 === 0 ? '' : ORDINALS.charAt((index % 10) - 1)}`;

const pollutantOf = ({ key }: Column): Pollutant | undefined => key.split('.').find(isPollutant);
/** Which figure of a pollutant a column holds: `lines.COD.verified` is `lines.verified`. */
const figureOf = ({ key }: Column): string =>
  key
    .split('.')
    .filter((name) => !isPollutant(name))
    .join('.');

/** What of a row is no figure of a pollutant, in one line. */
const inOneLine = (columns: readonly Column[], row: readonly string[]): string =>
  columns
    .flatMap((column, index) => {
      const text = row[index] ?? '';
      return text === '' || pollutantOf(column) !== undefined ? [] : [`${column.header} ${text}`];
    })
    .join('　');

/** The figures of a wide row, pollutant by pollutant. */
const figuresOf = (
  { columns }: Table,
  figures: readonly string[],
  row: readonly string[],
): readonly PaperRow[] => {
  const own = (pollutant: Pollutant, figure: string): string => {
    const at = columns.findIndex((one) => pollutantOf(one) === pollutant && figureOf(one) === figure);
    return row[at] ?? '';
  };
  const lines = POLLUTANTS.map((pollutant) => [
    `${pollutantFacts(pollutant).zh} ${pollutant}`,
    ...figures.map((figure) => own(pollutant, figure)),
  ]);
  return lines.filter((line) => line.slice(1).some((text) => text !== ''));
};

/** Each row written out: a line across the page, and below it the figures of each pollutant. */
const wideTable = (paper: SheetOfPaper, table: Table): void => {
  const { columns, rows, totals } = table;
  const figures = [...new Set(columns.filter(pollutantOf).map(figureOf))];
  if (figures.length === 0) {
    for (const row of rows) paper.paragraph(inOneLine(columns, row));
    return;
  }
  const titles = figures.map((figure) => ({ title: labelOf(figure), share: 1, figures: true }));
  paper.table(
    [{ title: '污染物（吨/年）', share: 1.6 }, ...titles],
    [
      ...rows.flatMap((row) => [inOneLine(columns, row), ...figuresOf(table, figures, row)]),
      ...totals.flatMap((row) => [TOTAL, ...figuresOf(table, figures, row)]),
    ],
  );
};

/** Where each figure comes from stands in the JSON and the workbook: on paper it would bury the figures. */
const withoutSources = (table: Table): Table => {
  const kept = table.columns.flatMap(({ key }, index) => (key.endsWith('positions') ? [] : [index]));
  const cut = <T>(cells: readonly T[]): T[] => cells.filter((_, index) => kept.includes(index));
  return { ...table, columns: cut(table.columns), rows: table.rows.map(cut), totals: table.totals.map(cut) };
};

const tableOnPaper = (paper: SheetOfPaper, table: Table): void => {
  const { columns, rows, totals } = table;
  if (rows.length === 0) paper.paragraph('无');
  else if (columns.length > (columns.some(pollutantOf) ? MOST_WITH_POLLUTANTS : MOST_BESIDE))
    wideTable(paper, table);
  else {
    const titles = columns.map(({ header, kind }) => ({ title: header, share: 1, figures: kind !== 'TEXT' }));
    paper.table(titles, [...rows, ...totals]);
  }
};

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
  paper.facts(
    (head?.rows ?? []).flatMap(([name = '', text = '']) => (text === '' ? [] : [[name, text] as const])),
    2,
  );
  lists.forEach((table, index) => {
    paper.subheading(`${ordinal(index)}、${table.name}`);
    tableOnPaper(paper, withoutSources(table));
  });
  paper.signatures(['填报人', '审核人', '负责人', '日期']);
  const origin = notes.flatMap(([name, text]) => (text === '' ? [] : [`${name}：${officialTime(text)}`]));
  return paper.paragraph(origin.join('　'), { small: true }).bytes();
};

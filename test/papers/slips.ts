import { must } from '#kernel';
import { listBook, type IntakeColumn, type IntakeForm } from '#libs/documents';
import { importKind } from '#apps/api';
import { slip, type Filled, type Row, type Slip } from './kinds.js';

const LONG = '长'.repeat(2_100);
const REQUIRED: readonly (readonly [string, RegExp])[] = [['', /必填|须有/]];
/** What may be wrong with a cell, whatever the column is about. */
const WRONG: Readonly<Record<IntakeColumn['kind'], readonly (readonly [string, RegExp])[]>> = {
  TEXT: [[LONG, /：/]],
  LIST: [[LONG, /：/]],
  AMOUNT: [
    ['约3', /不是数量/],
    ['1,23', /不是数量/],
    ['3 斤', /单位/],
    ['0.0000000001', /九位小数/],
    ['1234567890123', /十二位/],
    ['-1', /不得为负/],
  ],
  DATE: [
    ['3月1日', /不能确定/],
    ['31/3/2026', /不能确定/],
    ['2026-02-30', /日历|日期|：/],
  ],
  MONTH: [
    ['3月', /不能确定/],
    ['3/2025', /不能确定/],
    ['2025-13', /：/],
  ],
  FLAG: [['也许', /应为“是”或“否”/]],
  CHOICE: [
    ['土壤', /不在可选项内/],
    ['999999', /不在可选项内/],
  ],
  WHOLE: [
    ['五', /应为整数/],
    ['1.5', /应为整数/],
  ],
};

/** Twenty sorts of slips: first those that only the rules find, then some of every column that is filled in. */
const slipsOf = ({ kind, row, slips }: Filled): readonly Slip[] => {
  const good = row(0, '0');
  const columns = importKind(kind).form.columns.filter(({ key }) => key in good);
  const general = columns.flatMap(({ key, kind: type, required = false }) =>
    [...(required ? REQUIRED : []), ...WRONG[type]].map(([value, says]) => slip(key, value, says)),
  );
  const most = 20 - slips.length;
  const step = general.length / most;
  const chosen = Array.from({ length: most }, (_, index) => general[Math.floor(index * step)]);
  return [...slips, ...chosen.map((one) => must(one, 'slip'))];
};

/** The columns of a sheet in which something stands, in the order of its template. */
const columnsOf = ({ columns }: IntakeForm, rows: readonly Row[]): readonly IntakeColumn[] => {
  const used = new Set(rows.flatMap((row) => Object.keys(row)));
  return columns.filter(({ key }) => used.has(key));
};

/** A workbook with these rows, and where a column of it stands, counted from 1. */
export const sheetOfKind = (
  kind: string,
  rows: readonly Row[],
): { readonly bytes: Uint8Array; readonly columnOf: (key: string) => number } => {
  const { form } = importKind(kind);
  const columns = columnsOf(form, rows);
  const table = {
    name: form.title,
    columns: columns.map(({ key, header, kind: type }) => ({
      key,
      header,
      unit: null,
      kind: type === 'AMOUNT' ? ('AMOUNT' as const) : ('TEXT' as const),
    })),
    rows: rows.map((row) => columns.map(({ key }) => row[key] ?? '')),
    totals: [],
  };
  return {
    bytes: listBook([table], []),
    columnOf: (key) => columns.findIndex((column) => column.key === key) + 1,
  };
};

/** What somebody wrote in a row; nobody writes the same long text twice. */
const setIn = ({ set }: Slip, index: number): Row =>
  Object.fromEntries(
    Object.entries(set).map(([key, text]) => [key, text === LONG ? `${text}${index}` : text]),
  );

/** Good rows with slips among them, and what is to be found where. */
export const withSlips = (filled: Filled, good: number, bad: number) => {
  const slips = slipsOf(filled);
  const every = good / bad;
  const rows = Array.from({ length: good }, (_, index) => {
    const row = filled.row(index, '1');
    return index % every === 0
      ? { ...row, ...setIn(must(slips[(index / every) % slips.length], 'slip'), index) }
      : row;
  });
  const { bytes, columnOf } = sheetOfKind(filled.kind, rows);
  const expected = Array.from({ length: bad }, (_, index) => {
    const { key, says } = must(slips[index % slips.length], 'slip');
    return { row: index * every + 2, column: columnOf(key), says };
  });
  return { bytes, expected };
};

interface Marked {
  readonly row: number;
  readonly column: number;
  readonly message: string;
}
/** Slips that are not on their cell with their rule, and what is said in their rows instead. */
export const missedOf = (
  errors: readonly Marked[],
  expected: readonly (Omit<Marked, 'message'> & { readonly says: RegExp })[],
) =>
  expected
    .filter(
      ({ row, column, says }) =>
        !errors.some((one) => one.row === row && one.column === column && says.test(one.message)),
    )
    .map((missed) => ({ ...missed, instead: errors.filter(({ row }) => row === missed.row) }));

import type { BodyOf } from '../../api/routes.js';
import type { PlaceView } from '../../api/views.js';
import { isAmount } from '../../parts/tonnes.js';

/** A row of the grid as typed or pasted: text in every cell. */
export const COLUMNS = [
  'place',
  'month',
  'medium',
  'indicator',
  'value',
  'unit',
  'target',
  'lastYear',
  'valid',
] as const;
export type ColumnName = (typeof COLUMNS)[number];
export type GridRow = Readonly<Record<ColumnName, string>>;

/** A row begins as monitoring hands most of them in. */
export const BLANK: GridRow = {
  place: '',
  month: '',
  medium: '大气',
  indicator: 'PM2.5',
  value: '',
  unit: 'μg/m³',
  target: '',
  lastYear: '',
  valid: '是',
};

/** Text of a clipboard as rows of cells; spreadsheets part cells by tabs and rows by line ends. */
export const cellsOf = (text: string): readonly (readonly string[])[] =>
  text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => line.split('\t').map((cell) => cell.trim()));

/** The grid with a block of cells laid over it from a cell on; rows are added where it reaches past the end. */
export const laidOver = (
  rows: readonly GridRow[],
  at: { readonly row: number; readonly column: number },
  block: readonly (readonly string[])[],
): readonly GridRow[] => {
  const length = Math.max(rows.length, at.row + block.length);
  return Array.from({ length }, (_, index) => {
    const cells = block[index - at.row] ?? [];
    const names = COLUMNS.slice(at.column);
    const members = cells.flatMap((cell, offset) =>
      names[offset] === undefined ? [] : [[names[offset], cell]],
    );
    return { ...(rows[index] ?? BLANK), ...Object.fromEntries(members) } as GridRow;
  });
};

const MEDIA: Readonly<Record<string, string>> = {
  水: 'WATER',
  大气: 'AIR',
  气: 'AIR',
  WATER: 'WATER',
  AIR: 'AIR',
};
const NO = ['否', '无效', 'no', 'false', '0', 'n'];

/** `2026年10月`, `2026/10` and `2026-10` are the same month. */
const monthOf = (text: string): string => {
  const [, year, month] = /^(\d{4})\D+(\d{1,2})\D*$/.exec(text) ?? [];
  return year === undefined || month === undefined ? text : `${year}-${month.padStart(2, '0')}`;
};
const placeOf = (text: string, places: readonly PlaceView[]): string | undefined =>
  places.find(({ code, name }) => code === text || name === text)?.code;

export type GridFault = 'needed' | 'unknownPlace' | 'unknownMedium' | 'badMonth' | 'badAmount';
export type RowFaults = Readonly<Partial<Record<ColumnName, GridFault>>>;

/** Nobody has begun with it: it is left alone. */
export const isBlank = ({ place, month, value }: GridRow): boolean =>
  place === '' && month === '' && value === '';

const REQUIRED = ['place', 'month', 'medium', 'indicator', 'value', 'unit'] as const;
const AMOUNTS = ['value', 'target', 'lastYear'] as const;

/** What is wrong with a row before the ledger is asked, cell by cell. */
export const faultsOf = (row: GridRow, places: readonly PlaceView[]): RowFaults => {
  const faults: [ColumnName, GridFault][] = [];
  if (placeOf(row.place, places) === undefined) faults.push(['place', 'unknownPlace']);
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(monthOf(row.month))) faults.push(['month', 'badMonth']);
  if (MEDIA[row.medium] === undefined) faults.push(['medium', 'unknownMedium']);
  for (const name of AMOUNTS) if (row[name] !== '' && !isAmount(row[name])) faults.push([name, 'badAmount']);
  for (const name of REQUIRED) if (row[name] === '') faults.push([name, 'needed']);
  return Object.fromEntries(faults);
};

type Reading = BodyOf<'/api/v1/readings'>;
/** A row as the interface takes it. */
export const readingOf = (row: GridRow, places: readonly PlaceView[]): Reading => ({
  place: placeOf(row.place, places) ?? row.place,
  month: monthOf(row.month),
  medium: MEDIA[row.medium] as 'AIR',
  indicator: row.indicator,
  value: row.value,
  unit: row.unit,
  ...(row.target !== '' && { target: row.target }),
  ...(row.lastYear !== '' && { lastYear: row.lastYear }),
  valid: !NO.includes(row.valid.toLowerCase()),
});

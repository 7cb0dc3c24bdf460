import type { Merge, RawCell, RawSheet } from '../reading/raw-sheet.js';
import { RefusedFile } from '../reading/refused-file.js';
import { NOTES_SHEET, TOTAL } from '../sheet/table.js';
import { cellValue } from './cell-value.js';
import { exampleOf, type CellFault, type IntakeColumn, type IntakeForm } from './form.js';
import { unitPower } from './units.js';

/** How far down a header may stand, below titles. */
const HEADER_WITHIN = 10;

/** A row of a sheet as values by key; a cell without anything in it has none. */
export interface TakenRow {
  /** Counted from 0. */
  readonly row: number;
  readonly values: Readonly<Record<string, string>>;
  readonly faults: readonly CellFault[];
}

/** What a sheet says, read by its headers. */
export interface TakenSheet {
  readonly sheet: number;
  readonly headerRow: number;
  /** Where each column of the form stands. */
  readonly columns: ReadonlyMap<string, number>;
  /** Headers that the form does not know. */
  readonly ignored: readonly string[];
  readonly rows: readonly TakenRow[];
}

interface Placed {
  readonly column: IntakeColumn;
  readonly at: number;
  readonly power: number | undefined;
}

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s|\*/g, '')
    .replace(/[:：]$/, '')
    .toLowerCase();

const UNIT = /\(([^()]*)\)$/;

/** A header without its unit, and that unit's power of ten. */
const titleOf = (
  text: string,
): { readonly title: string; readonly power: number | undefined; readonly unit: string } => {
  const whole = bare(text);
  const unit = UNIT.exec(whole)?.[1] ?? '';
  const power = unitPower(unit);
  return power === undefined
    ? { title: whole, power, unit: '' }
    : { title: whole.replace(UNIT, ''), power, unit };
};

const namesOf = ({ key, header, synonyms = [] }: IntakeColumn): readonly string[] =>
  [key, header, ...synonyms].map((name) => titleOf(name).title);

interface Header {
  readonly row: number;
  readonly placed: readonly Placed[];
  readonly ignored: readonly string[];
}

const readHeader = (form: IntakeForm, cells: readonly (RawCell | undefined)[], row: number): Header => {
  const placed: Placed[] = [];
  const ignored: string[] = [];
  cells.forEach((cell, at) => {
    if (cell === undefined) return;
    const { title, power } = titleOf(cell.text);
    const column = form.columns.find(
      (one) => namesOf(one).includes(title) && placed.every((known) => known.column !== one),
    );
    if (column === undefined) ignored.push(cell.text);
    else
      placed.push({
        column,
        at,
        power: column.kind === 'AMOUNT' && column.unit !== null ? power : undefined,
      });
  });
  return { row, placed, ignored };
};

/** The row that names most of the form's columns; titles and notes above it are passed over. */
const headerOf = (form: IntakeForm, { rows }: RawSheet): Header | undefined => {
  const candidates = rows.slice(0, HEADER_WITHIN).map((cells, row) => readHeader(form, cells, row));
  const [best] = candidates.toSorted((a, b) => b.placed.length - a.placed.length || a.row - b.row);
  const needed = Math.min(2, form.columns.length);
  return best !== undefined && best.placed.length >= needed ? best : undefined;
};

/** A cell that others were merged into speaks for those below it; across columns nobody can tell. */
const mergedInto = (merges: readonly Merge[], row: number, column: number): Merge | undefined =>
  merges.find(
    ({ top, left, bottom, right }) => row >= top && row <= bottom && column >= left && column <= right,
  );

const takeCell = (
  sheet: RawSheet,
  { column, at, power }: Placed,
  row: number,
): { readonly value?: string; readonly fault?: string } => {
  const merge = sheet.merges.length === 0 ? undefined : mergedInto(sheet.merges, row, at);
  if (merge && merge.left !== merge.right) return { fault: '跨列合并的单元格不能确定含义，请拆分' };
  const cell = sheet.rows[merge?.top ?? row]?.[at];
  if (cell === undefined || (cell.kind === 'TEXT' && cell.text.trim() === '')) return {};
  return cellValue(cell, column, power);
};

const takeRow = (sheet: RawSheet, placed: readonly Placed[], row: number): TakenRow => {
  const values: Record<string, string> = {};
  const faults: CellFault[] = [];
  for (const one of placed) {
    const { value, fault } = takeCell(sheet, one, row);
    if (fault !== undefined) faults.push({ row, column: one.at, text: fault });
    if (value !== undefined) values[one.column.key] = value;
  }
  return { row, values, faults };
};

/** Sums below a list, and rows with nothing in them, are no entries. */
const isEntry = (cells: readonly (RawCell | undefined)[] | undefined): boolean => {
  const first = cells?.find((cell) => cell !== undefined && cell.text.trim() !== '');
  return first !== undefined && first.text !== TOTAL && !first.text.startsWith(`${TOTAL} `);
};

/** The example of a template that somebody left standing. */
const isExample = (
  form: IntakeForm,
  { placed }: Header,
  cells: readonly (RawCell | undefined)[],
): boolean => {
  const example = exampleOf(form);
  return placed.every(({ column, at }) => (cells[at]?.text ?? '') === (example[column.key] ?? ''));
};

/** Reads the first sheet that has the form's header. Errors: RefusedFile when none has. */
export const takeIn = (form: IntakeForm, sheets: readonly RawSheet[]): TakenSheet => {
  for (const [index, sheet] of sheets.entries()) {
    const header = sheet.name === NOTES_SHEET ? undefined : headerOf(form, sheet);
    if (header === undefined) continue;
    const missing = form.columns.filter(
      ({ key, required }) => required === true && header.placed.every(({ column }) => column.key !== key),
    );
    const entries = sheet.rows.flatMap((cells, row) =>
      row > header.row && isEntry(cells) && !isExample(form, header, cells)
        ? [takeRow(sheet, header.placed, row)]
        : [],
    );
    const lacking = missing.map(({ header: title }) => `缺少列：${title}`);
    return {
      sheet: index,
      headerRow: header.row,
      columns: new Map(header.placed.map(({ column, at }) => [column.key, at])),
      ignored: header.ignored,
      rows: entries.map((entry) =>
        lacking.length === 0
          ? entry
          : { ...entry, faults: [...entry.faults, { row: entry.row, column: 0, text: lacking.join('；') }] },
      ),
    };
  }
  throw new RefusedFile('NO_HEADER');
};

import { cellText } from '../sheet/xml.js';
import { MOST_COLUMNS, MOST_ROWS, type Merge, type RawCell, type RawSheet } from './raw-sheet.js';
import { RefusedFile } from './refused-file.js';
import { attribute, readXml } from './xml-reader.js';

/** What the cells of all sheets refer to. */
export interface Shared {
  readonly texts: readonly string[];
  readonly dates: ReadonlySet<number>;
  readonly from1904: boolean;
}

interface OpenCell {
  readonly row: number;
  readonly column: number;
  readonly type: string;
  readonly style: number;
  text: string;
  formula: boolean;
}

const MS_PER_DAY = 86_400_000;
/** Day 0 of the two systems; the first counts a 29 February 1900 that never was. */
const [EPOCH_1900, EPOCH_1904] = [Date.UTC(1899, 11, 30), Date.UTC(1904, 0, 1)];
const LEAP_SLIP = 60;

/** Where a cell of this name is. Errors: RefusedFile. */
export const cellPlace = (name: string | undefined): { readonly row: number; readonly column: number } => {
  const [, letters = '', digits = ''] = /^\$?([A-Z]{1,3})\$?(\d{1,9})$/.exec(name ?? '') ?? [];
  if (letters === '') throw new RefusedFile('DAMAGED');
  const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  const row = Number(digits) - 1;
  if (row >= MOST_ROWS || column >= MOST_COLUMNS || row < 0) throw new RefusedFile('TOO_MANY_ROWS');
  return { row, column };
};

/** Reads one sheet in one pass; what a sheet declares of its size is not believed. */
export class SheetParser {
  private readonly rows: (RawCell | undefined)[][] = [];
  private readonly merges: Merge[] = [];
  private cell: OpenCell | undefined;
  private taking: 'value' | 'formula' | undefined;
  private hint = false;
  private row = -1;
  private column = -1;

  constructor(
    private readonly name: string,
    private readonly shared: Shared,
  ) {}

  parse(xml: string): RawSheet {
    readXml(xml, {
      open: (name, attributes) => this.open(name, attributes),
      close: (name) => this.close(name),
      text: (text) => {
        if (this.cell !== undefined && this.taking === 'value' && !this.hint) this.cell.text += text;
      },
    });
    return {
      name: this.name,
      rows: Array.from(this.rows, (cells) => Array.from(cells ?? [])),
      merges: this.merges,
    };
  }

  private open(name: string, attributes: string): void {
    if (name === 'row') this.openRow(attribute(attributes, 'r'));
    else if (name === 'c') this.openCell(attributes);
    else if (name === 'v' || name === 't') this.taking = 'value';
    else if (name === 'rPh') this.hint = true;
    else if (name === 'f' && this.cell !== undefined) this.cell.formula = true;
    else if (name === 'mergeCell') this.merge(attribute(attributes, 'ref') ?? '');
  }

  private openRow(number: string | undefined): void {
    this.row = number === undefined ? this.row + 1 : Number(number) - 1;
    this.column = -1;
    if (!Number.isInteger(this.row) || this.row < 0) throw new RefusedFile('DAMAGED');
    if (this.row >= MOST_ROWS) throw new RefusedFile('TOO_MANY_ROWS');
  }

  private openCell(attributes: string): void {
    const named = attribute(attributes, 'r');
    const { row, column } =
      named === undefined ? { row: this.row, column: this.column + 1 } : cellPlace(named);
    if (column >= MOST_COLUMNS) throw new RefusedFile('TOO_MANY_ROWS');
    this.column = column;
    this.cell = {
      row,
      column,
      type: attribute(attributes, 't') ?? 'n',
      style: Number(attribute(attributes, 's') ?? 0),
      text: '',
      formula: false,
    };
  }

  private close(name: string): void {
    if (name === 'v' || name === 't') this.taking = undefined;
    if (name === 'rPh') this.hint = false;
    if (name !== 'c' || this.cell === undefined) return;
    const { row, column } = this.cell;
    const read = this.read(this.cell);
    if (read !== undefined) (this.rows[row] ??= [])[column] = read;
    this.cell = undefined;
  }

  private read({ type, text, style, formula }: OpenCell): RawCell | undefined {
    if (formula) return { kind: 'FORMULA', text };
    if (type === 's') return textCell(this.shared.texts[Number(text)] ?? '');
    if (type === 'inlineStr' || type === 'str') return textCell(cellText(text));
    if (text === '') return undefined;
    if (type === 'b') return { kind: 'FLAG', text: text === '1' ? 'true' : 'false' };
    if (type === 'e') return { kind: 'ERROR', text };
    if (type === 'd') return { kind: 'DATE', text: text.slice(0, 10) };
    const day = this.shared.dates.has(style) ? this.dayOf(text) : undefined;
    return day === undefined ? { kind: 'NUMBER', text } : { kind: 'DATE', text: day };
  }

  private dayOf(text: string): string | undefined {
    if (!/^\d{1,6}(\.0+)?$/.test(text)) return undefined;
    const serial = Number(text);
    if (!this.shared.from1904 && serial <= LEAP_SLIP) return undefined;
    const epoch = this.shared.from1904 ? EPOCH_1904 : EPOCH_1900;
    return new Date(epoch + serial * MS_PER_DAY).toISOString().slice(0, 10);
  }

  private merge(range: string): void {
    const [from, to] = range.split(':');
    const [start, end] = [cellPlace(from), cellPlace(to ?? from)];
    this.merges.push({ top: start.row, left: start.column, bottom: end.row, right: end.column });
    if (this.merges.length > MOST_ROWS) throw new RefusedFile('TOO_MANY_ROWS');
  }
}

const textCell = (text: string): RawCell | undefined => (text === '' ? undefined : { kind: 'TEXT', text });

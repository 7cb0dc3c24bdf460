import { zipSync, type Zippable } from 'fflate';
import { commentParts } from './comments.js';
import {
  cellName,
  columnName,
  contentTypes,
  fitsNumber,
  numberCell,
  numberStyle,
  part,
  relations,
  STYLES,
  STYLES_XML,
  textCell,
} from './parts.js';
import type { Cell, Choice, Sheet } from './sheet.js';
import { xml } from './xml.js';

const NARROWEST = 8;
const WIDEST = 48;
/** A Chinese character takes the room of two digits. */
const roomOf = (text: string): number =>
  Array.from(text.slice(0, WIDEST)).reduce((room, character) => room + (character > '\u00FF' ? 2 : 1), 0);

const columnsXml = (rows: Sheet['rows']): string => {
  const widths: number[] = [];
  for (const row of rows.slice(0, 1_000))
    row.forEach(({ text }, column) => {
      widths[column] = Math.max(widths[column] ?? NARROWEST, Math.min(WIDEST, roomOf(text) + 2));
    });
  const cols = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return cols.length === 0 ? '' : `<cols>${cols.join('')}</cols>`;
};

const cellOf = ({ text, look = 'TEXT', number = false }: Cell, place: string): string => {
  if (text === '' && look === 'TEXT') return '';
  if (number && fitsNumber(text)) return numberCell(place, text, numberStyle(text, look === 'TOTAL'));
  return textCell(place, text, STYLES[look]);
};

const rowXml = (cells: readonly Cell[], row: number): string =>
  `<row r="${row + 1}">${cells.map((cell, column) => cellOf(cell, cellName(row, column))).join('')}</row>`;

const viewXml = (frozen: number): string => {
  const pane = `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/>`;
  return `<sheetViews><sheetView workbookViewId="0">${frozen > 0 ? pane : ''}</sheetView></sheetViews>`;
};

const choicesXml = (choices: readonly Choice[], frozen: number): string => {
  if (choices.length === 0) return '';
  const rules = choices.map(({ column, rows, from }) => {
    const name = columnName(column);
    return (
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${name}${frozen + 1}:${name}${rows}">` +
      `<formula1>${xml(from)}</formula1></dataValidation>`
    );
  });
  return `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
};

const sheetXml = ({ rows, frozen = 0, filterTo, comments = [], choices = [] }: Sheet): string => {
  const widest = Math.max(1, ...rows.slice(0, frozen || 1).map(({ length }) => length));
  const filter =
    filterTo === undefined ? '' : `<autoFilter ref="A${frozen}:${columnName(widest - 1)}${filterTo}"/>`;
  return part(
    'worksheet',
    viewXml(frozen) +
      '<sheetFormatPr defaultRowHeight="15"/>' +
      columnsXml(rows) +
      `<sheetData>${rows.map(rowXml).join('')}</sheetData>` +
      filter +
      choicesXml(choices, frozen) +
      (comments.length > 0 ? '<legacyDrawing r:id="rId1"/>' : ''),
  );
};

/** A name a spreadsheet takes: short, without the signs that paths are made of. */
export const sheetName = (name: string): string => name.replace(/[[\]:*?/\\']/g, ' ').slice(0, 31) || '表';

const workbookXml = (names: readonly string[]): string => {
  const sheets = names.map(
    (name, index) => `<sheet name="${xml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return part('workbook', `<sheets>${sheets.join('')}</sheets>`);
};

const ENCODER = new TextEncoder();
/** Local time on purpose: a zip holds local time, and this is the same on every machine. */
const NO_TIME = new Date(1980, 0, 1);

/** Parts by name as one file; the same parts give the same bytes. */
export const packed = (parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array => {
  const files: Zippable = {};
  for (const [name, content] of Object.entries(parts))
    files[name] = [typeof content === 'string' ? ENCODER.encode(content) : content, { mtime: NO_TIME }];
  return zipSync(files, { level: 6 });
};

/** A workbook (ECMA-376) of these sheets; the same sheets give the same bytes, whenever and wherever. */
export const workbook = (sheets: readonly Sheet[]): Uint8Array => {
  const parts: Record<string, string> = {
    'xl/workbook.xml': workbookXml(sheets.map(({ name }) => sheetName(name))),
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map(
        (_, index) => [`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`] as const,
      ),
      [`rId${sheets.length + 1}`, 'styles', 'styles.xml'],
    ]),
    'xl/styles.xml': STYLES_XML,
  };
  sheets.forEach((sheet, index) => {
    parts[`xl/worksheets/sheet${index + 1}.xml`] = sheetXml(sheet);
    Object.assign(parts, commentParts(sheet.comments ?? [], index + 1));
  });
  const all: Readonly<Record<string, string>> = {
    '[Content_Types].xml': contentTypes(Object.keys(parts)),
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    ...parts,
  };
  return packed(all);
};

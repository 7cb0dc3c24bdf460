import { cellXml, xml } from './xml.js';

/** How a cell looks; each is an index into the styles of the workbook. */
export const STYLES = { TEXT: 1, HEADER: 2, FAULT: 3, TOTAL: 4, EXAMPLE: 5 } as const;
const FIRST_NUMBER = 6;
const MOST_DECIMALS = 9;
/** A spreadsheet reckons in binary floating point: a number of more digits would come out changed, so it stays text. */
const SAFE_DIGITS = 15;

/** The style that shows a number with exactly its own decimals. */
export const numberStyle = (text: string, bold: boolean): number =>
  FIRST_NUMBER + (text.split('.')[1]?.length ?? 0) + (bold ? MOST_DECIMALS + 1 : 0);

/** Whether a spreadsheet keeps every digit of it. */
export const fitsNumber = (text: string): boolean =>
  /^-?(0|[1-9]\d*)(\.\d{1,9})?$/.test(text) &&
  text.replace(/\D/g, '').replace(/^0+/, '').length <= SAFE_DIGITS;

/** The letters of a column, from A. */
export const columnName = (index: number): string => {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${columnName(Math.floor(index / 26) - 1)}${letter}`;
};

/** A cell's place, from A1. */
export const cellName = (row: number, column: number): string => `${columnName(column)}${row + 1}`;

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A part of a workbook: an element with its namespace, and what is in it. */
export const part = (element: string, content: string, namespace = MAIN): string =>
  `${DECLARATION}<${element} xmlns="${namespace}" xmlns:r="${OFFICE}">${content}</${element}>`;

const decimals = Array.from({ length: MOST_DECIMALS + 1 }, (_, count) => count);
const formats = decimals.map(
  (count) =>
    `<numFmt numFmtId="${164 + count}" formatCode="${count === 0 ? '0' : `0.${'0'.repeat(count)}`}"/>`,
);
const xf = (format: number, { font = 0, fill = 0, wrap = false } = {}): string =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1"` +
  ` applyFont="1" applyFill="1"${wrap ? ' applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>' : '/>'}`;
const TEXT_FORMAT = 49;
const looks = [
  xf(0),
  xf(TEXT_FORMAT),
  xf(TEXT_FORMAT, { font: 1, fill: 2, wrap: true }),
  xf(TEXT_FORMAT, { fill: 3 }),
  xf(TEXT_FORMAT, { font: 1 }),
  xf(TEXT_FORMAT, { font: 2 }),
  ...decimals.map((count) => xf(164 + count)),
  ...decimals.map((count) => xf(164 + count, { font: 1 })),
];
const solid = (rgb: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${rgb}"/><bgColor indexed="64"/></patternFill></fill>`;
const font = (manner: string): string => `<font>${manner}<sz val="11"/><name val="宋体"/></font>`;

export const STYLES_XML = part(
  'styleSheet',
  `<numFmts count="${formats.length}">${formats.join('')}</numFmts>` +
    `<fonts count="3">${font('')}${font('<b/>')}${font('<i/>')}</fonts>` +
    '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
    `${solid('FFE8EEF4')}${solid('FFFFC7CE')}</fills>` +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${looks.length}">${looks.join('')}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
);

/** The relations of a part: id, kind, target. */
export const relations = (rows: readonly (readonly [id: string, kind: string, target: string])[]): string =>
  part(
    'Relationships',
    rows
      .map(
        ([id, kind, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${xml(target)}"/>`,
      )
      .join(''),
    `${PACKAGE}/relationships`,
  );

const OVERRIDES: readonly (readonly [RegExp, string])[] = [
  [/^xl\/workbook\.xml$/, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'],
  [/^xl\/worksheets\//, 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml'],
  [/^xl\/styles\.xml$/, 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml'],
  [/^xl\/comments/, 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml'],
];

/** `[Content_Types].xml` of the parts with these names. */
export const contentTypes = (names: readonly string[]): string => {
  const overrides = names.flatMap((name) => {
    const type = name.endsWith('.rels') ? undefined : OVERRIDES.find(([form]) => form.test(name))?.[1];
    return type === undefined ? [] : [`<Override PartName="/${name}" ContentType="${type}"/>`];
  });
  const defaults =
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>';
  return part('Types', defaults + overrides.join(''), `${PACKAGE}/content-types`);
};

/** A text cell; white space in it is kept. */
export const textCell = (place: string, text: string, style: number): string =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${cellXml(text)}</t></is></c>`;

export const numberCell = (place: string, text: string, style: number): string =>
  `<c r="${place}" s="${style}"><v>${text}</v></c>`;

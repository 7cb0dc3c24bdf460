import { MOST_COLUMNS, MOST_ROWS, type RawCell, type RawSheet } from './raw-sheet.js';
import { RefusedFile } from './refused-file.js';

/** Spreadsheets of this country write CSV in GB 18030 unless told otherwise. */
const decoded = (bytes: Buffer): string => {
  if (bytes.includes(0)) throw new RefusedFile('NOT_A_SHEET');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    try {
      return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    } catch {
      throw new RefusedFile('NOT_A_SHEET');
    }
  }
};

/** Exports put an apostrophe before what a spreadsheet would run; taking it off is their inverse. */
const unquoted = (text: string): string => (/^'+[=+\-@＝＋－＠\t\r]/u.test(text) ? text.slice(1) : text);

/** CSV (RFC 4180), separated by comma, semicolon or tab as its first line says. Errors: RefusedFile. */
export const readCsv = (bytes: Buffer): RawSheet => {
  const text = decoded(bytes);
  const first = text.slice(0, text.search(/\r?\n|$/));
  const separator =
    [',', ';', '\t'].toSorted((a, b) => first.split(b).length - first.split(a).length)[0] ?? ',';
  const rows: (RawCell | undefined)[][] = [];
  let row: (RawCell | undefined)[] = [];
  const pattern = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^"\\r\\n${separator}][^\\r\\n${separator}]*)|)(${separator}|\\r?\\n|$)`,
    'y',
  );
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (match === null) throw new RefusedFile('DAMAGED');
    const value = unquoted(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    row.push(value === '' ? undefined : { kind: 'TEXT', text: value });
    if (row.length > MOST_COLUMNS) throw new RefusedFile('TOO_MANY_ROWS');
    if (match[3] === separator) continue;
    rows.push(row);
    row = [];
    if (rows.length > MOST_ROWS) throw new RefusedFile('TOO_MANY_ROWS');
    if (match[3] === '') break;
  }
  if (row.length > 0) rows.push([...row, undefined]);
  return { name: 'csv', rows, merges: [] };
};

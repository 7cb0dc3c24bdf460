import type { Json, JsonObject } from '#kernel';

/** Excel reads UTF-8 only behind this mark. */
const BYTE_ORDER_MARK = '\uFEFF';
const FORMULA = /^'*[=+\-@＝＋－＠\t\r]/u;
const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * A list as CSV (RFC 4180, UTF-8 with byte order mark, every cell quoted). The columns are the members of the items in
 * their order, members of a record as `project.name`; a list within an item stays JSON text. A cell that a spreadsheet
 * would run as a formula gets a leading apostrophe, as OWASP advises; plain numbers, negative ones too, stay numbers.
 */
export const csvOf = (items: readonly JsonObject[]): string => {
  const rows = items.map((item) => new Map(cellsOf(item)));
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => row.get(column) ?? ''))];
  return BYTE_ORDER_MARK + lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
};

const cellsOf = (item: JsonObject, prefix = ''): [string, string][] =>
  Object.entries(item).flatMap(([key, value]): [string, string][] =>
    isRecord(value) ? cellsOf(value, `${prefix}${key}.`) : [[`${prefix}${key}`, textOf(value)]],
  );

const isRecord = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: Json | undefined): string => {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const quoted = (text: string): string => {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};

import { isPollutant, type Json, type JsonObject } from '#kernel';
import { wordsOf } from './code-words.js';
import { leavesOf } from './flatten.js';
import { labelOf } from './labels.js';
import { tableOf } from './table-of.js';
import type { Table } from './table.js';

const isRecord = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isRecords = (value: Json | undefined): value is readonly JsonObject[] =>
  Array.isArray(value) && value.some(isRecord) && value.every(isRecord);
const arePollutants = (rows: readonly JsonObject[]): boolean =>
  rows.every(({ pollutant }) => isPollutant(pollutant));

/** What a row that has rows of its own is called in their table. */
const nameIn = (row: JsonObject): JsonObject => {
  const [key] = ['place', 'pool', 'id', 'source'].filter((one) => typeof row[one] === 'string');
  return key === undefined ? {} : { of: row[key] };
};

/** What a list is called where the number of its items has that name too. */
const listName = (key: string): string => labelOf(`list.${key}`);

const FIGURES = new Set(['AMOUNT', 'FIGURE', 'WHOLE']);

/** The texts in words; and no sums where each pollutant has one row, which is its sum. */
const inWords = (table: Table): Table => {
  const { columns, rows, totals } = table;
  const at = columns.findIndex(({ key }) => key === 'pollutant');
  const once = at >= 0 && new Set(rows.map((row) => row[at])).size === rows.length;
  return {
    ...table,
    rows: rows.map((row) =>
      row.map((text, index) => {
        const { key = '', kind = 'TEXT' } = columns[index] ?? {};
        return FIGURES.has(kind) ? text : wordsOf(key, text);
      }),
    ),
    totals: once ? [] : totals,
  };
};

/** A list, and the lists inside its rows as tables of their own. */
const listTables = (name: string, rows: readonly JsonObject[]): readonly Table[] => {
  const inner = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((key) =>
    rows.some((row) => isRecords(row[key]) && !arePollutants(row[key])),
  );
  const own = rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([key]) => !inner.includes(key))),
  );
  const children = inner.flatMap((key) => {
    const entries = rows.flatMap((row) => {
      const value = row[key];
      return isRecords(value) ? value.map((entry) => ({ ...nameIn(row), ...entry })) : [];
    });
    return listTables(`${name} ${listName(key)}`, entries);
  });
  return [inWords(tableOf(name, own)), ...children];
};

const sections = (report: JsonObject, path: string): readonly Table[] =>
  Object.entries(report).flatMap(([key, value]): readonly Table[] => {
    const name = path === '' ? listName(key) : `${path} ${listName(key)}`;
    if (isRecords(value)) return listTables(name, value);
    return isRecord(value) ? sections(value, name) : [];
  });

/** What of a report is no list; its kind stands in the title. */
const heading = (report: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(report).flatMap(([key, value]): [string, Json][] => {
      if (value === undefined || isRecords(value) || key === 'report') return [];
      if (Array.isArray(value) && value.length === 0) return [[key, '无']];
      return [[key, isRecord(value) ? heading(value) : value]];
    }),
  );

/** How many rows a report has in its lists and theirs. */
export const reportRows = (report: Json | undefined): number => {
  if (isRecord(report)) return Object.values(report).reduce((sum: number, one) => sum + reportRows(one), 0);
  if (!isRecords(report)) return 0;
  return report.reduce((sum, row) => sum + 1 + reportRows(row), 0);
};

/** 报表 as tables: its head first, then each of its lists, with the very texts of its JSON. */
export const reportTables = (title: string, report: JsonObject): readonly Table[] => {
  const head = leavesOf(heading(report)).map(([key, text]) => [labelOf(key), wordsOf(key, text)]);
  const columns = ['项目', '内容'].map((header) => ({
    key: header,
    header,
    unit: null,
    kind: 'TEXT' as const,
  }));
  return [{ name: title, columns, rows: head, totals: [] }, ...sections(report, '')];
};

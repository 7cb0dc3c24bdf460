import {
  add,
  isPollutant,
  mgOf,
  parseTonnes,
  pollutantFacts,
  POLLUTANTS,
  tonnes,
  ZERO,
  type JsonObject,
  type Pollutant,
} from '#kernel';
import { leavesOf } from './flatten.js';
import { labelOf } from './labels.js';
import { TOTAL, type CellKind, type Column, type Table } from './table.js';

const UNIT = '吨/年';
const DECIMAL = /^-?(0|[1-9]\d{0,11})(\.\d{1,9})?$/;
const WHOLE = /^(0|[1-9]\d{0,14})$/;

/** The pollutant a column is about, such as COD in `lines.COD.verified`. */
const pollutantIn = (key: string): Pollutant | undefined => key.split('.').find(isPollutant);

/** Figures of a column: the same name means the same thing in every list. */
const NOT_SUMMED = new Set(
  'value target lastYear price coBenefitTCO2e permittedLimit planned plannedWan counted countedWan wanTonnes'.split(
    ' ',
  ),
);

const kindOf = (key: string, texts: readonly string[], perPollutant: boolean): CellKind => {
  const stated = texts.filter((text) => text !== '');
  const name = key.split('.').at(-1) ?? key;
  if (stated.length === 0) return 'TEXT';
  if (stated.every((text) => text === 'true' || text === 'false')) return 'FLAG';
  if (name === 'positions' || !stated.every((text) => DECIMAL.test(text))) return 'TEXT';
  if (NOT_SUMMED.has(name)) return 'FIGURE';
  if (pollutantIn(key) !== undefined && parseTonnes(stated[0]?.replace(/^-/, '')).ok) return 'AMOUNT';
  if (perPollutant && AMOUNTS.has(name)) return 'AMOUNT';
  return WHOLE_NAMES.has(name) && stated.every((text) => WHOLE.test(text)) ? 'WHOLE' : 'TEXT';
};

/** Members that are amounts in t/a where the pollutant stands in a column of its own. */
const AMOUNTS = new Set(
  (
    'amount open available held credited withdrawn retired writtenOff granted required sold bought difference ' +
    'opening closing gross net municipal local provincial obligations creditable left deducted countable ' +
    'TASK PROJECT POOL TRADE IN_HOUSE'
  ).split(' '),
);
/** Members that are counts; every other row of digits is a code and stays text. */
const WHOLE_NAMES = new Set(
  (
    'position vintage year months onTarget offTarget worseThanLastYear count approvals cancellations ' +
    'registrations missing issued givenUp termYears size'
  ).split(' '),
);

/** What the column of a key is called in every sheet, going out or coming in. */
export const headerOf = (key: string, unit: string | null): string => {
  const pollutant = pollutantIn(key);
  const own = labelOf(
    key
      .split('.')
      .filter((name) => !isPollutant(name))
      .join('.'),
  );
  const title = pollutant === undefined ? own : `${pollutantFacts(pollutant).zh} ${own}`;
  return unit === null ? title : `${title}（${unit}）`;
};

/** Members as they come, those of one list of pollutants together and in the scheme's order. */
const ordered = (keys: readonly string[]): readonly string[] => {
  const groups = [...new Set(keys.map((key) => (pollutantIn(key) ? (key.split('.')[0] ?? key) : key)))];
  const within = (group: string): readonly string[] => {
    const own = keys.filter((key) => key === group || (pollutantIn(key) && key.startsWith(`${group}.`)));
    const rank = (key: string): number => POLLUTANTS.indexOf(pollutantIn(key) ?? 'COD');
    return own.toSorted((a, b) => rank(a) - rank(b));
  };
  return groups.flatMap(within);
};

const sums = (
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  label: string,
): readonly string[] => {
  const labelled = columns.findIndex(({ kind }) => kind !== 'AMOUNT');
  return columns.map(({ kind }, index) => {
    if (index === labelled) return label;
    if (kind !== 'AMOUNT') return '';
    const stated = rows.map((row) => row[index] ?? '').filter((text) => text !== '');
    return tonnes(stated.reduce((total, text) => add(total, signed(text)), ZERO));
  });
};

const signed = (text: string): ReturnType<typeof mgOf> =>
  text.startsWith('-') ? (-mgOf(text.slice(1)) as ReturnType<typeof mgOf>) : mgOf(text);

/** One row of sums, or one for each pollutant where it stands in a column of its own. */
const totalsOf = (
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): readonly (readonly string[])[] => {
  if (rows.length === 0 || columns.every(({ kind }) => kind !== 'AMOUNT')) return [];
  const at = columns.findIndex(({ key }) => key === 'pollutant');
  if (at < 0) return [sums(columns, rows, TOTAL)];
  return POLLUTANTS.flatMap((pollutant) => {
    const own = rows.filter((row) => row[at] === pollutant);
    if (own.length === 0) return [];
    const row = [...sums(columns, own, `${TOTAL} ${pollutant}`)];
    if (row[at] === '') row[at] = pollutant;
    return [row];
  });
};

/** What is a record or a list in other items, and here nothing. */
const isParent = (key: string, named: ReadonlySet<string>): boolean =>
  [...named].some((other) => other.startsWith(`${key}.`));

/** A list of items as a table: the one place where columns get their order, their names, units and sums. */
export const tableOf = (name: string, items: readonly JsonObject[]): Table => {
  const records = items.map((item) => new Map(leavesOf(item)));
  const named = new Set(records.flatMap((record) => [...record.keys()]));
  const keys = ordered([...named].filter((key) => !isParent(key, named)));
  const perPollutant = keys.includes('pollutant');
  const columns = keys.map((key): Column => {
    const texts = records.map((record) => record.get(key) ?? '');
    const kind = kindOf(key, texts, perPollutant);
    const unit = kind === 'AMOUNT' ? UNIT : null;
    return { key, header: headerOf(key, unit), unit, kind };
  });
  const rows = records.map((record) => keys.map((key) => record.get(key) ?? ''));
  return { name, columns, rows, totals: totalsOf(columns, rows) };
};

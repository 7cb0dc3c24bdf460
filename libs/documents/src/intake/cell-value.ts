import type { RawCell } from '../reading/raw-sheet.js';
import { listItems, listText } from '../sheet/list-text.js';
import { movedDecimal, shownDecimal } from './decimal.js';
import type { IntakeColumn } from './form.js';
import { unitPower } from './units.js';

/** What a cell means, or why nobody can say. */
export type Meaning = { readonly value: string } | { readonly fault: string };

const meant = (value: string): Meaning => ({ value });
const unclear = (fault: string): Meaning => ({ fault });

/** Full-width signs are the same signs; the text of names is left as it is. */
const narrow = (text: string): string => text.normalize('NFKC').trim();

const SEPARATED = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/;
const FIGURE = /^(-?[\d,]*\.?\d+(?:[eE][+-]?\d+)?)(.*)$/;

/** Digits in groups of three are a number; any other comma might be a decimal one. */
const ungrouped = (text: string): string | undefined => {
  if (!text.includes(',')) return text;
  return SEPARATED.test(text) ? text.replaceAll(',', '') : undefined;
};

const amountOf = (
  cell: RawCell,
  { unit = 't/a' }: IntakeColumn,
  headerPower: number | undefined,
): Meaning => {
  const [, digits = '', words = ''] = FIGURE.exec(narrow(cell.text)) ?? [];
  const number = ungrouped(digits);
  if (digits === '' || number === undefined)
    return unclear(`“${cell.text}”不是数量，请填十进制数，如 3.26434`);
  const plain = cell.kind === 'NUMBER' ? shownDecimal(number) : movedDecimal(number, 0);
  if (plain === undefined) return unclear(`“${cell.text}”不是数量，请填十进制数，如 3.26434`);
  if (unit === null) return words.trim() === '' ? meant(plain) : unclear(`单位“${words}”应填在单位列`);
  const power = words.trim() === '' ? headerPower : unitPower(words);
  if (words.trim() !== '' && power === undefined) return unclear(`不认识的单位“${words}”，请用吨/年`);
  if (words.trim() !== '' && headerPower !== undefined && power !== headerPower)
    return unclear(`单元格单位“${words}”与表头单位不一致`);
  return meant(movedDecimal(plain, power ?? 0) ?? plain);
};

const DATE_FORMS = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];
const MONTH_FORMS = [
  /^(\d{4})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})$/,
  /^(\d{4})\.(\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(?:份)?$/,
  /^(\d{4})(\d{2})$/,
];

const calendarOf = (cell: RawCell, forms: readonly RegExp[], example: string): Meaning => {
  const text = narrow(cell.text).replaceAll(' ', '');
  const match = forms.map((form) => form.exec(text)).find((found) => found !== null);
  if (!match) return unclear(`“${cell.text}”不能确定是哪一天，请写成 ${example}`);
  return meant(
    match
      .slice(1)
      .map((part, index) => part.padStart(index === 0 ? 4 : 2, '0'))
      .join('-'),
  );
};

const FLAGS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['是', '有', '有效', '已', '√', '✓', 'y', 'yes', 'true', '1'].map((word) => [word, 'true']),
  ),
  ...Object.fromEntries(
    ['否', '无', '无效', '未', '×', 'x', 'n', 'no', 'false', '0'].map((word) => [word, 'false']),
  ),
};

const choiceOf = (text: string, choices: Readonly<Record<string, string>>): Meaning => {
  const wanted = narrow(text).replace(/\s/g, '').toLowerCase();
  const found = Object.entries(choices).find(([code, words]) =>
    [code, words].some((name) => name.replace(/\s/g, '').toLowerCase() === wanted),
  );
  if (found) return meant(found[0]);
  const some = Object.values(choices).slice(0, 15).join('、');
  return unclear(`“${text}”不在可选项内，可填：${some}`);
};

const LONGEST_CODE = 15;
/** A code of digits alone that somebody's spreadsheet took for a number. */
const codeOf = (cell: RawCell): Meaning =>
  /^\d+$/.test(cell.text) && cell.text.length <= LONGEST_CODE
    ? meant(cell.text)
    : unclear('此列须为文本：数字已被电子表格改写，请将单元格设为文本后重填');

const textOf = (cell: RawCell): Meaning =>
  cell.kind === 'NUMBER' ? codeOf(cell) : meant(cell.text.replace(/^\s+|\s+$/gu, '').normalize('NFC'));

const listOf = (cell: RawCell): Meaning => {
  const list = textOf(cell);
  return 'fault' in list ? list : meant(listText(listItems(list.value)));
};

const flagOf = ({ text }: RawCell): Meaning => {
  const flag = FLAGS[narrow(text).toLowerCase()];
  return flag === undefined ? unclear(`“${text}”应为“是”或“否”`) : meant(flag);
};

const wholeOf = ({ text }: RawCell): Meaning =>
  /^\d{1,9}$/.test(narrow(text)) ? meant(narrow(text)) : unclear(`“${text}”应为整数`);

const monthOf = (cell: RawCell): Meaning =>
  cell.kind === 'DATE' ? meant(cell.text.slice(0, 7)) : calendarOf(cell, MONTH_FORMS, '2026-03');

type Reading = (cell: RawCell, column: IntakeColumn, headerPower: number | undefined) => Meaning;
const READINGS: Readonly<Record<IntakeColumn['kind'], Reading>> = {
  TEXT: textOf,
  AMOUNT: (cell, column, power) =>
    cell.kind === 'DATE' ? unclear('此处是日期，应为数量') : amountOf(cell, column, power),
  DATE: (cell) => calendarOf(cell, DATE_FORMS, '2026-03-31'),
  MONTH: monthOf,
  FLAG: flagOf,
  CHOICE: ({ text }, { choices = {} }) => choiceOf(text, choices),
  WHOLE: wholeOf,
  LIST: listOf,
};

/** What a cell of a column means; where it could mean two things, nobody guesses. Amounts come out in t/a. */
export const cellValue = (cell: RawCell, column: IntakeColumn, headerPower: number | undefined): Meaning => {
  if (cell.kind === 'FORMULA') return unclear('单元格是公式，请粘贴为数值');
  if (cell.kind === 'ERROR') return unclear(`单元格是错误值 ${cell.text}`);
  return READINGS[column.kind](cell, column, headerPower);
};

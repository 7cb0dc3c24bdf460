import { columnName } from '../sheet/parts.js';
import { NOTES_SHEET } from '../sheet/table.js';
import type { Cell, Sheet } from '../sheet/sheet.js';
import { workbook } from '../sheet/workbook.js';
import { exampleOf, type IntakeColumn, type IntakeForm } from './form.js';

const CHOICES_SHEET = '选项';
const MOST_ENTRIES = 10_000;
const YES_NO: Readonly<Record<string, string>> = { true: '是', false: '否' };
/** What the example is called on the page of instructions. */
const EXAMPLE = '示例';
const EXAMPLE_NOTE = '填报表第二行是示例，可直接改写或删去；原样保留的示例不会导入。';

const choicesOf = ({ kind, choices }: IntakeColumn): readonly string[] =>
  kind === 'FLAG' ? Object.values(YES_NO) : Object.values(choices ?? {});

const headerCell = ({ header, required }: IntakeColumn): Cell => ({
  text: required === true ? `${header} *` : header,
  look: 'HEADER',
});

/** Filled in as an office would; nothing is taken in of it as long as it stands as it is. */
const exampleRow = (form: IntakeForm): readonly Cell[] => {
  const example = exampleOf(form);
  return form.columns.map(({ key }): Cell => ({ text: example[key] ?? '', look: 'EXAMPLE' }));
};

const entrySheet = (form: IntakeForm, chosen: readonly IntakeColumn[]): Sheet => ({
  name: form.title,
  frozen: 1,
  rows: [form.columns.map(headerCell), exampleRow(form)],
  choices: form.columns.flatMap((column, index) => {
    const place = chosen.indexOf(column);
    if (place < 0) return [];
    const letters = columnName(place);
    const from = `${CHOICES_SHEET}!$${letters}$2:$${letters}$${choicesOf(column).length + 1}`;
    return [{ column: index, rows: MOST_ENTRIES + 1, from }];
  }),
});

const choicesSheet = (chosen: readonly IntakeColumn[]): Sheet => {
  const lists = chosen.map(choicesOf);
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return {
    name: CHOICES_SHEET,
    frozen: 1,
    rows: [
      chosen.map(({ header }) => ({ text: header, look: 'HEADER' as const })),
      ...Array.from({ length: longest }, (_, row) => lists.map((list) => ({ text: list[row] ?? '' }))),
    ],
  };
};

const FORMS: Readonly<Record<IntakeColumn['kind'], string>> = {
  TEXT: '文本',
  AMOUNT: '十进制数，最多九位小数',
  DATE: '日期，如 2026-03-31',
  MONTH: '月份，如 2026-03',
  FLAG: '是或否',
  CHOICE: '从下拉列表选',
  WHOLE: '整数',
  LIST: '可多项，用“；”分隔',
};

const notesSheet = ({ title, columns, instructions }: IntakeForm): Sheet => {
  const plain = (...texts: readonly string[]): readonly Cell[] => texts.map((text) => ({ text }));
  return {
    name: NOTES_SHEET,
    rows: [
      [{ text: `${title} 填报说明`, look: 'HEADER' }],
      ...[...instructions, EXAMPLE_NOTE].map((line) => plain(line)),
      [],
      ['列', '必填', '填法', EXAMPLE, '说明'].map((text): Cell => ({ text, look: 'HEADER' })),
      ...columns.map(({ header, required, kind, example, hint }) =>
        plain(header, required === true ? '是' : '', FORMS[kind], example, hint ?? ''),
      ),
    ],
  };
};

/** 导入模板：a sheet with headers, drop-down lists and one example row, the lists, and a page of instructions. */
export const templateBook = (form: IntakeForm): Uint8Array => {
  const chosen = form.columns.filter((column) => choicesOf(column).length > 0);
  return workbook([
    entrySheet(form, chosen),
    notesSheet(form),
    ...(chosen.length > 0 ? [choicesSheet(chosen)] : []),
  ]);
};

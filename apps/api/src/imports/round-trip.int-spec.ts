import fc from 'fast-check';
import { mg, tonnes } from '#kernel';
import {
  listBook,
  listText,
  requestBody,
  tableOf,
  takeSheet,
  type IntakeColumn,
  type IntakeForm,
} from '#libs/documents';
import { naughtyStrings } from '../../../../test/support/naughty.js';
import { lawRuns } from '../../../../test/support/runs.js';
import { IMPORT_KINDS } from './kinds.js';

/** A text as it comes back from a sheet: none that begins or ends with white space, which people add unseen. */
const comesBack = (text: string): boolean =>
  text !== '' && text.trim() === text && text === text.normalize('NFC') && !/^合计( |$)/u.test(text);
const naughty = naughtyStrings().filter((text) => comesBack(text) && text.length <= 200);
const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter(comesBack),
  fc.constantFrom(
    '=HYPERLINK("http://x","y")',
    '+1',
    '-0.5',
    '@SUM(A1)',
    '𬭚㛃䶮',
    '照片、报告；终稿',
    '一；"二";三,四',
    '"',
    ...naughty,
  ),
);
const day = fc
  .date({ min: new Date('2021-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const valueOf = ({ kind, choices = {} }: IntakeColumn): fc.Arbitrary<string> => {
  switch (kind) {
    case 'AMOUNT':
      return fc.bigInt({ min: 0n, max: 10n ** 21n - 1n }).map((amount) => tonnes(mg(amount)));
    case 'WHOLE':
      return fc.nat(9_999).map(String);
    case 'CHOICE':
      return fc.constantFrom(...Object.keys(choices));
    case 'DATE':
      return day;
    case 'MONTH':
      return day.map((date) => date.slice(0, 7));
    case 'FLAG':
      return fc.constantFrom('true', 'false');
    case 'LIST':
      return fc.array(text, { minLength: 2, maxLength: 2 }).map(listText);
    default:
      return text;
  }
};

/** Rows of a sheet by the keys of its columns; columns of one list of records come together. */
const rowsOf = ({ columns }: IntakeForm): fc.Arbitrary<readonly Readonly<Record<string, string>>[]> => {
  const needed = columns.filter(({ kind, required }) => required === true || kind === 'LIST');
  const row = fc.record(Object.fromEntries(columns.map((column) => [column.key, valueOf(column)])), {
    requiredKeys: [...needed, ...columns.slice(0, 1)].map(({ key }) => key),
  });
  return fc.array(row, { minLength: 1, maxLength: 4 });
};

describe('out, in and out again', () => {
  it.each(IMPORT_KINDS.map(({ form }) => [form.kind, form] as const))(
    '%s: what was asked comes back, and the same bytes go out (law)',
    async (_, form) => {
      await fc.assert(
        fc.asyncProperty(rowsOf(form), async (rows) => {
          const items = rows.map((values) => requestBody(form, values));
          const bytes = listBook([tableOf(form.title, items)], [['台账位置', '1']]);
          const taken = await takeSheet(form, bytes);
          expect(taken.rows.flatMap(({ faults }) => faults)).toEqual([]);
          const again = taken.rows.map(({ values }) => requestBody(form, values));
          expect(again).toEqual(items);
          const out = listBook([tableOf(form.title, again)], [['台账位置', '1']]);
          expect(Buffer.from(out).equals(Buffer.from(bytes))).toBe(true);
        }),
        { ...lawRuns(100, 2), endOnFailure: true },
      );
    },
  );
});

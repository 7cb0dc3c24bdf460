import fc from 'fast-check';
import { POLLUTANTS, tonnes, mg, type JsonObject } from '#kernel';
import { readFile } from '../reading/read-file.js';
import type { RawCell, RawSheet } from '../reading/raw-sheet.js';
import { listBook } from '../sheet/list-book.js';
import { headerOf, tableOf } from '../sheet/table-of.js';
import { workbook } from '../sheet/workbook.js';
import { cellValue } from './cell-value.js';
import { movedDecimal, shownDecimal } from './decimal.js';
import type { IntakeColumn, IntakeForm } from './form.js';
import { markedCopy } from './marked-copy.js';
import { columnOf, requestBody } from './request-body.js';
import { takeIn } from './take-in.js';
import { templateBook } from './template.js';

const column = (key: string, kind: IntakeColumn['kind'], more: Partial<IntakeColumn> = {}): IntakeColumn => ({
  key,
  header: key,
  kind,
  example: '',
  ...more,
});
const amounts = POLLUTANTS.map((pollutant) =>
  column(`lines.${pollutant}.verified`, 'AMOUNT', {
    header: headerOf(`lines.${pollutant}.verified`, '吨/年'),
    synonyms: [pollutant],
  }),
);
const FORM: IntakeForm = {
  kind: 'samples',
  title: '样表',
  instructions: ['第三条：不得重复使用。'],
  columns: [
    column('unit.name', 'TEXT', {
      header: '排污单位',
      synonyms: ['企业名称'],
      required: true,
      example: '示例化工',
    }),
    column('place', 'CHOICE', {
      header: '属地代码',
      synonyms: ['属地', '县区'],
      choices: { '320583': '昆山市' },
    }),
    column('formedOn', 'DATE', { header: '形成日期' }),
    column('month', 'MONTH', { header: '月份' }),
    column('valid', 'FLAG', { header: '数据有效' }),
    column('evidence.name', 'LIST', { header: '证据名称' }),
    column('evidence.sha256', 'LIST', { header: '证据SHA-256' }),
    ...amounts,
  ],
};
const text = (value: string): RawCell => ({ kind: 'TEXT', text: value });
const sheet = (
  rows: readonly (readonly (RawCell | string)[])[],
  merges: RawSheet['merges'] = [],
): RawSheet => ({
  name: '一',
  merges,
  rows: rows.map((cells) =>
    cells.map((cell) => (cell === '' ? undefined : typeof cell === 'string' ? text(cell) : cell)),
  ),
});
const valueOf = (cell: RawCell, kind: IntakeColumn['kind'], more: Partial<IntakeColumn> = {}): string => {
  const meaning = cellValue(cell, column('x', kind, more), undefined);
  return 'value' in meaning ? meaning.value : `! ${meaning.fault}`;
};

describe('a number that a spreadsheet stored', () => {
  it.each([
    ['3.2643399999999998', '3.26434'],
    ['0.30000000000000004', '0.3'],
    ['1E-3', '0.001'],
    ['1.0000000000000001E-9', '0.000000001'],
    ['46112', '46112'],
    ['-0.5', '-0.5'],
    ['1.50', '1.5'],
    ['0.0', '0'],
  ])('%s was shown as %s', (stored, shown) => expect(shownDecimal(stored)).toBe(shown));

  it('comes back as it was typed, for all amounts of fifteen digits', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), (milligrams) => {
        const typed = tonnes(mg(milligrams));
        expect(shownDecimal(Number(typed).toPrecision(17))).toBe(typed);
      }),
    ));

  it('is moved between units exactly', () => {
    expect(movedDecimal('3264.34', -3)).toBe('3.26434');
    expect(movedDecimal('0.0001', 4)).toBe('1');
    expect(movedDecimal('abc', 1)).toBeUndefined();
  });
});

describe('what a cell means', () => {
  it.each<[string, string]>([
    ['3.26434', '3.26434'],
    ['３．２６', '3.26'],
    ['1,234.5', '1234.5'],
    ['1，234，567', '1234567'],
    [' 12 t ', '12'],
    ['12 吨/年', '12'],
    ['500kg', '0.5'],
    ['1.5万吨', '15000'],
    ['0.10', '0.1'],
  ])('the amount %p is %s', (written, value) => expect(valueOf(text(written), 'AMOUNT')).toBe(value));

  it.each(['1,23', '约3', '3斤', '3-4', '', 'NaN', '三', '1.2.3'])(
    'the amount %p is nobody’s guess',
    (written) => expect(valueOf(text(written), 'AMOUNT')).toMatch(/^! /),
  );

  it('a unit in the header counts for the column, and may not be gainsaid', () => {
    const inKilograms = column('x', 'AMOUNT');
    expect(cellValue(text('3264.34'), inKilograms, -3)).toEqual({ value: '3.26434' });
    expect(cellValue(text('3264.34kg'), inKilograms, -3)).toEqual({ value: '3.26434' });
    expect(cellValue(text('3.26434t'), inKilograms, -3)).toHaveProperty('fault');
  });

  it.each<[string, string]>([
    ['2026-3-1', '2026-03-01'],
    ['2026/03/01', '2026-03-01'],
    ['2026年3月1日', '2026-03-01'],
    ['２０２６．３．１', '2026-03-01'],
    ['20260301', '2026-03-01'],
  ])('the day %p is %s', (written, value) => expect(valueOf(text(written), 'DATE')).toBe(value));
  it.each(['3/1/2026', '3月1日', '46112', '2026-03'])('the day %p is nobody’s guess', (written) =>
    expect(valueOf(text(written), 'DATE')).toMatch(/^! /),
  );

  it('months, flags, choices, codes and lists are read as offices write them', () => {
    expect(valueOf(text('2026年8月'), 'MONTH')).toBe('2026-08');
    expect(valueOf({ kind: 'DATE', text: '2026-08-01' }, 'MONTH')).toBe('2026-08');
    expect([valueOf(text('√'), 'FLAG'), valueOf(text('无效'), 'FLAG')]).toEqual(['true', 'false']);
    expect(valueOf(text('昆山市 '), 'CHOICE', { choices: { '320583': '昆山市' } })).toBe('320583');
    expect(valueOf({ kind: 'NUMBER', text: '320583' }, 'TEXT')).toBe('320583');
    expect(valueOf({ kind: 'NUMBER', text: '9.13205830000000E+17' }, 'TEXT')).toMatch(/^! /);
    expect(valueOf(text('照片、报告'), 'LIST')).toBe('照片；报告');
    expect(valueOf({ kind: 'FORMULA', text: '2' }, 'AMOUNT')).toMatch(/公式/);
  });
});

describe('a sheet taken in', () => {
  it('finds its header by names below titles, whatever the order, and says what it does not know', () => {
    const taken = takeIn(FORM, [
      sheet([
        ['昆山市2026年台账'],
        [],
        ['COD（kg/年）', '备注', '企业名称 *', '县区'],
        ['500', 'x', ' 示例化工 ', '昆山市'],
        ['合计'],
        [],
      ]),
    ]);
    expect(taken.headerRow).toBe(2);
    expect(taken.ignored).toEqual(['备注']);
    expect(taken.rows).toEqual([
      {
        row: 3,
        faults: [],
        values: { 'lines.COD.verified': '0.5', 'unit.name': '示例化工', place: '320583' },
      },
    ]);
  });

  it('lets a cell merged downwards speak for each row, and none merged across', () => {
    const rows = [
      ['排污单位', '形成日期', '月份'],
      ['甲', '2026-01-02', '2026-01'],
      ['', '2026-01-03', '2026-01'],
      ['乙', '2026-01-04', ''],
    ];
    const merges = [
      { top: 1, left: 0, bottom: 2, right: 0 },
      { top: 3, left: 1, bottom: 3, right: 2 },
    ];
    const taken = takeIn(FORM, [sheet(rows, merges)]);
    expect(taken.rows.map(({ values }) => values['unit.name'])).toEqual(['甲', '甲', '乙']);
    expect(taken.rows[2]?.faults.map(({ row, column: at }) => [row, at])).toEqual([
      [3, 1],
      [3, 2],
    ]);
  });

  it('is refused without a header, and each row without a column it needs', () => {
    expect(() => takeIn(FORM, [sheet([['甲', '乙']])])).toThrow('No header');
    const [row] = takeIn(FORM, [
      sheet([
        ['属地', '月份'],
        ['昆山市', '2026-01'],
      ]),
    ]).rows;
    expect(row?.faults).toEqual([{ row: 1, column: 0, text: '缺少列：排污单位' }]);
  });

  it('becomes a request, and a fault in it finds its cell again', () => {
    const values = {
      'unit.name': '甲',
      valid: 'true',
      'lines.TP.verified': '2',
      'lines.COD.verified': '1',
      'evidence.name': '照片；报告',
      'evidence.sha256': 'a；b',
    };
    const body = requestBody(FORM, values);
    expect(body).toEqual({
      unit: { name: '甲' },
      valid: true,
      lines: [
        { pollutant: 'COD', verified: '1' },
        { pollutant: 'TP', verified: '2' },
      ],
      evidence: [
        { name: '照片', sha256: 'a' },
        { name: '报告', sha256: 'b' },
      ],
    });
    const places = ['lines[1].verified', 'lines[0]', 'evidence[1].sha256', 'unit.name', 'lines', 'unit'];
    expect(places.map((path) => columnOf(FORM, body, path)?.key)).toEqual([
      'lines.TP.verified',
      'lines.COD.verified',
      'evidence.sha256',
      'unit.name',
      'lines.COD.verified',
      'unit.name',
    ]);
  });
});

const words = fc
  .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
  .filter((one) => one.trim() === one && one === one.normalize('NFC') && !one.startsWith('合计'));
const record = fc
  .record({
    unit: fc.record({ name: words }),
    place: fc.constant('320583'),
    formedOn: fc
      .date({ min: new Date('2021-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10)),
    valid: fc.boolean(),
    lines: fc
      .subarray([...POLLUTANTS], { minLength: 1 })
      .chain((codes) =>
        fc.tuple(
          ...codes.map((pollutant) =>
            fc
              .bigInt({ min: 0n, max: 10n ** 21n - 1n })
              .map((amount) => ({ pollutant, verified: tonnes(mg(amount)) })),
          ),
        ),
      ),
  })
  .map((item): JsonObject => item);

describe('out and in again', () => {
  it('is the identity: the same records, the same bytes (property)', () =>
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 8 }), (items) => {
        const bytes = listBook([tableOf('样表', items)], []);
        const taken = takeIn(FORM, readFile(Buffer.from(bytes)));
        expect(taken.rows.flatMap(({ faults }) => faults)).toEqual([]);
        const again = taken.rows.map(({ values }) => requestBody(FORM, values));
        expect(again).toEqual(items);
        expect(Buffer.from(listBook([tableOf('样表', again)], [])).equals(Buffer.from(bytes))).toBe(true);
      }),
      { numRuns: 60 },
    ));
});

describe('papers of an import', () => {
  it('a template has the headers, the lists to choose from, and a page of instructions', () => {
    const [entries, notes, choices] = readFile(Buffer.from(templateBook(FORM)));
    expect(entries?.rows[0]?.slice(0, 2).map((cell) => cell?.text)).toEqual(['排污单位 *', '属地代码']);
    expect(JSON.stringify(notes)).toContain('第三条');
    expect(choices?.rows[1]?.map((cell) => cell?.text)).toEqual(['昆山市', '是']);
    expect(entries?.rows[1]?.[0]?.text).toBe('示例化工');
    expect(takeIn(FORM, readFile(Buffer.from(templateBook(FORM)))).rows).toEqual([]);
    const filled = templateBook({ ...FORM, columns: FORM.columns.map((one) => ({ ...one, example: '甲' })) });
    expect(takeIn(FORM, readFile(Buffer.from(filled))).rows).toHaveLength(1);
  });

  it('a marked copy keeps every cell where it stood', () => {
    const sent = readFile(
      Buffer.from(
        workbook([{ name: '一', rows: [[{ text: 'a' }], [], [{ text: '' }, { text: '5', number: true }]] }]),
      ),
    );
    const copy = readFile(Buffer.from(markedCopy(sent, 0, [{ row: 2, column: 0, text: '第七条' }])));
    expect(copy[0]?.rows[2]?.[1]).toEqual({ kind: 'NUMBER', text: '5' });
    expect(copy[0]?.rows[0]).toEqual(sent[0]?.rows[0]);
  });
});

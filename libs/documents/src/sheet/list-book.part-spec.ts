import { mgOf, sum, tonnes } from '#kernel';
import { partsOf } from '../../../../test/support/sheets.js';
import { listBook } from './list-book.js';
import { reportTables } from './report-tables.js';
import { tableOf } from './table-of.js';

const lots = [
  { lotId: 'lot-1', pollutant: 'COD', vintage: 2025, credited: '3.26434', available: '0.000000001' },
  { lotId: 'lot-2', pollutant: 'COD', vintage: 2026, credited: '0.1', available: '0.2' },
  { lotId: 'lot-3', pollutant: 'TP', vintage: 2026, credited: '123456789012.123456789', available: '5' },
];
const reductions = [
  {
    id: 'r-1',
    unit: { uscc: null, name: '=HYPERLINK("http://x")' },
    lines: [
      { pollutant: 'TP', verified: '2', uses: { TASK: '0.5' } },
      { pollutant: 'COD', verified: '1.5', uses: { TASK: '0' } },
    ],
    evidence: [
      { name: '照片', sha256: 'a' },
      { name: '报告', sha256: 'b' },
    ],
    pools: ['pool-1', 'pool-2'],
    rows: [{ deep: [1] }],
  },
  { id: 'r-2', unit: { uscc: null, name: '\u0001_x0041_ ' }, lines: [], evidence: [], pools: [], rows: [] },
];
const sheetOf = (bytes: Uint8Array, number = 1): string =>
  partsOf(bytes)[`xl/worksheets/sheet${number}.xml`] ?? '';

describe('a list as a table', () => {
  it('puts lines of pollutants beside each other in the scheme’s order, with the unit in the header', () => {
    const { columns, rows } = tableOf('reductions', reductions);
    expect(columns.map(({ header }) => header)).toEqual([
      '编号',
      '统一社会信用代码',
      '排污单位',
      '化学需氧量 核定量（吨/年）',
      '化学需氧量 用于任务（吨/年）',
      '总磷 核定量（吨/年）',
      '总磷 用于任务（吨/年）',
      '证据名称',
      '证据SHA-256',
      '储备库',
      '明细',
    ]);
    expect(rows[0]?.join('|')).toBe(
      'r-1||=HYPERLINK("http://x")|1.5|0|2|0.5|照片；报告|a；b|pool-1；pool-2|[{"deep":[1]}]',
    );
  });

  it('adds up exactly, and each pollutant for itself', () => {
    const { columns, totals } = tableOf('lots', lots);
    expect(columns.map(({ kind }) => kind)).toEqual(['TEXT', 'TEXT', 'WHOLE', 'AMOUNT', 'AMOUNT']);
    expect(totals).toEqual([
      ['合计 COD', 'COD', '', '3.36434', '0.200000001'],
      ['合计 TP', 'TP', '', '123456789012.123456789', '5'],
    ]);
    const [cod] = tableOf('reductions', reductions).totals;
    expect(cod?.slice(3, 7)).toEqual(['1.5', '0', '2', '0.5']);
    expect(tonnes(sum([mgOf('0.1'), mgOf('3.26434')]))).toBe('3.36434');
  });

  it('has no sums where nothing may be added up', () => {
    expect(tableOf('x', [{ id: '1', value: '3', position: 5 }]).totals).toEqual([]);
    expect(tableOf('x', [])).toEqual({ name: 'x', columns: [], rows: [], totals: [] });
  });
});

describe('a workbook of a list', () => {
  const bytes = listBook([tableOf('lots', lots)], [['台账位置', '42']]);

  it('keeps every decimal: as a number where a spreadsheet can, as text where it cannot', () => {
    const sheet = sheetOf(bytes);
    expect(sheet).toContain('<v>3.26434</v>');
    expect(sheet).toContain('<v>0.000000001</v>');
    expect(sheet).toContain('<t xml:space="preserve">123456789012.123456789</t>');
    expect(partsOf(bytes)['xl/styles.xml']).toContain('formatCode="0.000000000"');
  });

  it('keeps the header in view, filters the list but not its sums, and says where it comes from', () => {
    expect(sheetOf(bytes)).toContain(
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    );
    expect(sheetOf(bytes)).toContain('<autoFilter ref="A1:E4"/>');
    expect(sheetOf(bytes, 2)).toContain('台账位置');
    expect(partsOf(bytes)['xl/workbook.xml']).toContain('<sheet name="说明"');
  });

  it('gives the same bytes again, in any time zone', () => {
    const again = listBook([tableOf('lots', lots)], [['台账位置', '42']]);
    expect(Buffer.from(again).equals(Buffer.from(bytes))).toBe(true);
    expect(Buffer.from(bytes).readUInt32LE(10)).toBe(0x00210000);
  });

  it('leaves what looks like a formula text, and writes what XML cannot hold', () => {
    const sheet = sheetOf(listBook([tableOf('reductions', reductions)], []));
    expect(sheet).not.toContain('<f>');
    expect(sheet).toContain('t="inlineStr"><is><t xml:space="preserve">=HYPERLINK(&quot;http://x&quot;)</t>');
    expect(sheet).toContain('_x0001__x005F_x0041_ ');
  });
});

describe('a report as tables', () => {
  it('has its head first, then its lists, those inside a row as tables of their own', () => {
    const report = {
      report: 'X',
      position: 7,
      missing: { filings: [{ place: '320583' }], vouchers: [] },
      areas: [
        { place: '320500', lots: [{ lotId: 'l', lines: [{ pollutant: 'COD', credited: '1' }] }] },
        { place: '320583', lots: [] },
      ],
      totals: [{ pollutant: 'COD', amount: '2' }],
    };
    const tables = reportTables('报告', report);
    expect(tables.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['报告', 2],
      ['缺漏 申报', 1],
      ['区域', 2],
      ['区域 批次', 1],
      ['合计', 1],
    ]);
    expect(tables[3]?.columns.map(({ key }) => key)).toEqual(['of', 'lotId', 'lines.COD.credited']);
  });
});

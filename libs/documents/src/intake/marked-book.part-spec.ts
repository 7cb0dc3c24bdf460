import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readFile } from '../reading/read-file.js';
import { workbook } from '../sheet/workbook.js';
import type { CellFault, IntakeForm } from './form.js';
import { markedFile } from './marked-file.js';

const FORM: IntakeForm = {
  kind: 'samples',
  title: '样表',
  instructions: [],
  columns: [
    { key: 'name', header: '名称', kind: 'TEXT', example: '甲' },
    { key: 'amount', header: '数量', kind: 'AMOUNT', example: '1' },
  ],
};
const partsOf = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
const bookOf = (parts: Readonly<Record<string, string>>): Buffer =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))),
  );
const marked = (bytes: Uint8Array, ...faults: readonly CellFault[]): Uint8Array =>
  markedFile(Buffer.from(bytes), FORM, faults);

const SHEET = 'xl/worksheets/sheet1.xml';
const RULE =
  '<conditionalFormatting sqref="B2"><cfRule type="expression" priority="1"><formula>B2&gt;5</formula>' +
  '<extLst><ext/></extLst></cfRule></conditionalFormatting>';
/** A workbook of an office: its own columns, widths, styles, colouring, page and comments. */
const theirs = (): Buffer => {
  const parts = partsOf(
    workbook([
      { name: '说明', rows: [[{ text: '本局台账' }]] },
      {
        name: '台账',
        rows: [
          [{ text: '名称', look: 'HEADER' }, { text: '数量' }, { text: '本局备注' }],
          [{ text: '甲' }, { text: '1', number: true }, { text: '已核' }],
          [{ text: '乙' }, { text: '2', number: true }, { text: '' }],
        ],
        comments: [
          { row: 1, column: 1, text: '老王：待核' },
          { row: 2, column: 2, text: '老王：补' },
        ],
      },
    ]),
  );
  parts['xl/worksheets/sheet2.xml'] = (parts['xl/worksheets/sheet2.xml'] ?? '')
    .replace('</sheetData>', `</sheetData>${RULE}<pageMargins left="1"/><pageSetup orientation="landscape"/>`)
    .replace('<cols>', '<cols><col min="9" max="9" width="33.3"/>');
  return bookOf(parts);
};
const sheetOf = (bytes: Uint8Array): string => partsOf(bytes)['xl/worksheets/sheet2.xml'] ?? '';
const commentsIn = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(
    [...(partsOf(bytes)['xl/comments2.xml'] ?? '').matchAll(/ref="(\w+)".*?<t xml[^>]*>([^<]*)</gs)].map(
      ([, place = '', text = '']) => [place, text],
    ),
  );

describe('a workbook that comes back marked', () => {
  const fault = (row: number, column: number, text: string): CellFault => ({ row, column, text });

  it('keeps every part, cell, width and style, and carries what is wrong as comments', () => {
    const before = partsOf(theirs());
    const copy = marked(
      theirs(),
      fault(1, 1, 'FORMED_TOO_EARLY …（第三条）'),
      fault(1, 1, '又一处'),
      fault(2, 0, '必填'),
    );
    const after = partsOf(copy);
    expect(Object.keys(after)).toEqual(expect.arrayContaining(Object.keys(before)));
    for (const name of ['xl/worksheets/sheet1.xml', 'xl/workbook.xml', '[Content_Types].xml'])
      expect(after[name]).toBe(before[name]);
    const data = /<cols>.*<\/sheetData>/s;
    expect(data.exec(sheetOf(copy))?.[0]).toBe(data.exec(sheetOf(theirs()))?.[0]);
    expect(sheetOf(copy)).toContain(RULE);
    expect(commentsIn(copy)).toEqual({
      B2: '老王：待核\n【储备库核对】\nFORMED_TOO_EARLY …（第三条）\n又一处',
      C3: '老王：补',
      A3: '【储备库核对】\n必填',
    });
    expect(readFile(Buffer.from(copy))).toEqual(readFile(theirs()));
  });

  it('has its elements in the order that spreadsheets ask for', () => {
    const order = [...sheetOf(marked(theirs(), fault(2, 0, '必填'))).matchAll(/<(\w+)[ >]/g)].map(
      ([, name]) => name,
    );
    const tops = [
      'sheetData',
      'conditionalFormatting',
      'conditionalFormatting',
      'pageMargins',
      'pageSetup',
      'legacyDrawing',
    ];
    expect(order.filter((name) => tops.includes(name ?? ''))).toEqual(tops);
  });

  it('loses the old marks when it is marked again, and nothing that others wrote', () => {
    const once = marked(theirs(), fault(1, 1, '旧'), fault(2, 0, '旧'));
    const again = marked(once, fault(2, 1, '新'));
    expect(commentsIn(again)).toEqual({ B2: '老王：待核', C3: '老王：补', B3: '【储备库核对】\n新' });
    expect(sheetOf(again).match(/ISTEXT/g)).toHaveLength(1);
    const clean = marked(again);
    expect(commentsIn(clean)).toEqual({ B2: '老王：待核', C3: '老王：补' });
    expect(sheetOf(clean)).toBe(sheetOf(theirs()));
    expect(partsOf(again)['xl/styles.xml']).toBe(partsOf(once)['xl/styles.xml']);
  });

  it('is told of comments where it had none', () => {
    const plain = workbook([
      { name: '台账', rows: [[{ text: '名称' }, { text: '数量' }], [{ text: '甲' }]] },
    ]);
    const parts = partsOf(marked(plain, fault(1, 1, '必填')));
    expect(parts['xl/commentsMarked1.xml']).toContain('ref="B2"');
    expect(parts['xl/worksheets/_rels/sheet1.xml.rels']).toContain('Target="/xl/commentsMarked1.xml"');
    expect(parts['[Content_Types].xml']).toContain('PartName="/xl/commentsMarked1.xml"');
    expect(parts[SHEET]).toMatch(/<legacyDrawing [^>]*r:id="rIdMarked-vmlDrawing"\/>/);
    expect(parts['xl/styles.xml']).toMatch(/<dxfs [^>]*count="1"><dxf /);
  });

  it('that came as CSV becomes a workbook with its cells where they stood', () => {
    const copy = marked(Buffer.from('名称,数量,备注\n甲,约3,x'), fault(1, 1, '不是数量'));
    expect(readFile(Buffer.from(copy))[0]?.rows[1]?.map((cell) => cell?.text)).toEqual(['甲', '约3', 'x']);
    expect(partsOf(copy)['xl/comments1.xml']).toContain('ref="B2"');
  });
});

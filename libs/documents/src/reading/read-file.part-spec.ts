import { bookWith as book, cells, HOSTILE } from '../../../../test/support/hostile.js';
import { vectors } from '../../../../test/support/vectors.js';
import { listBook } from '../sheet/list-book.js';
import { tableOf } from '../sheet/table-of.js';
import { workbook } from '../sheet/workbook.js';
import { readFile } from './read-file.js';
import type { RawSheet } from './raw-sheet.js';
import { RefusedFile } from './refused-file.js';
import { atMost } from '../../../../test/support/at-most.js';

const read = (bytes: Uint8Array): readonly RawSheet[] => readFile(Buffer.from(bytes));
const texts = ({ rows }: RawSheet): (string | undefined)[][] =>
  rows.map((row) => row.map((cell) => cell?.text));
const only = (sheets: readonly RawSheet[]): RawSheet => sheets[0] ?? { name: '', rows: [], merges: [] };

describe('a workbook read', () => {
  it('gives the stored text of every cell, and what the file says it is', () => {
    const sheet = cells(
      '<row r="2"><c r="A2"><v>3.2643399999999998</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" s="1"><v>46112</v></c>' +
        '<c r="D2" t="b"><v>1</v></c><c r="E2"><f>1+1</f><v>2</v></c><c r="F2" t="e"><v>#N/A</v></c>' +
        '<c r="H2" t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> &amp;b</t></r></is></c></row>',
    );
    const more = {
      'xl/sharedStrings.xml':
        '<sst><si><t>零</t></si><si><r><t>昆</t></r><rPh><t>kun</t></rPh><r><t>山_x0041_</t></r></si></sst>',
      'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    };
    expect(only(read(book(sheet, more))).rows[1]).toEqual([
      { kind: 'NUMBER', text: '3.2643399999999998' },
      { kind: 'TEXT', text: '昆山A' },
      { kind: 'DATE', text: '2026-03-31' },
      { kind: 'FLAG', text: 'true' },
      { kind: 'FORMULA', text: '2' },
      { kind: 'ERROR', text: '#N/A' },
      undefined,
      { kind: 'TEXT', text: 'a &b' },
    ]);
  });

  it('gives back what was written', () => {
    const items = [{ id: '=1+1', lines: [{ pollutant: 'COD', verified: '0.000000001' }] }];
    const [sheet, notes] = read(listBook([tableOf('减排量', items)], [['台账位置', '1']]));
    expect(sheet && texts(sheet)).toEqual([
      ['编号', '化学需氧量 核定量（吨/年）'],
      ['=1+1', '0.000000001'],
      ['合计', '0.000000001'],
    ]);
    expect(notes?.name).toBe('说明');
  });

  const naughty = vectors('naughty-strings.json') as string[] | undefined;
  (naughty ? it : it.skip)('brings every naughty string back as text', () => {
    const strings = (naughty ?? []).filter((text) => text !== '');
    const sheet = only(read(workbook([{ name: '字', rows: strings.map((text) => [{ text }]) }])));
    expect(sheet.rows.map(([cell]) => cell)).toEqual(strings.map((text) => ({ kind: 'TEXT', text })));
  });
});

describe('a CSV file read', () => {
  it.each<[string, Buffer]>([
    ['UTF-8 with a byte order mark', Buffer.from('\uFEFF县,量\r\n"昆""山",1.5\r\n')],
    ['UTF-8 without', Buffer.from('县,量\n"昆""山",1.5')],
    ['tabs', Buffer.from('县\t量\n"昆""山"\t1.5\n')],
    [
      'GB 18030',
      Buffer.from([
        0xcf, 0xd8, 0x2c, 0xc1, 0xbf, 0x0a, 0x22, 0xc0, 0xa5, 0x22, 0x22, 0xc9, 0xbd, 0x22, 0x2c, 0x31, 0x2e,
        0x35,
      ]),
    ],
  ])('takes %s', (_, bytes) =>
    expect(texts(only(read(bytes))).map((row) => row.slice(0, 2))).toEqual([
      ['县', '量'],
      ['昆"山', '1.5'],
    ]),
  );

  it('takes off the apostrophe that an export put before a formula', () =>
    expect(texts(only(read(Buffer.from(`a,b\n"'=1","''=1"\n"'x","-1"\n`))))).toEqual([
      ['a', 'b'],
      ['=1', "'=1"],
      ["'x", '-1'],
    ]));
});

describe('a hostile file', () => {
  it.each(HOSTILE)('%s is refused at once', (_, make, fault) => {
    const bytes = make();
    const begun = performance.now();
    let refused: unknown;
    try {
      read(bytes);
    } catch (error) {
      refused = error;
    }
    expect(refused).toEqual(new RefusedFile(fault as never));
    expect((refused as RefusedFile).fault).toBe(fault);
    expect(performance.now() - begun).toBeLessThan(atMost(1_000));
  });
});

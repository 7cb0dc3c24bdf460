import { zipSync, strToU8 } from 'fflate';
import { vectors } from '../../../../test/support/vectors.js';
import { listBook } from '../sheet/list-book.js';
import { tableOf } from '../sheet/table-of.js';
import { workbook } from '../sheet/workbook.js';
import { readFile } from './read-file.js';
import type { RawSheet } from './raw-sheet.js';
import { RefusedFile } from './refused-file.js';

const read = (bytes: Uint8Array): readonly RawSheet[] => readFile(Buffer.from(bytes));
const texts = ({ rows }: RawSheet): (string | undefined)[][] =>
  rows.map((cells) => cells.map((cell) => cell?.text));
const only = (sheets: readonly RawSheet[]): RawSheet => sheets[0] ?? { name: '', rows: [], merges: [] };

const NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** A workbook of one sheet, written by hand. */
const book = (sheet: string, more: Readonly<Record<string, string>> = {}): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        '[Content_Types].xml': '<Types/>',
        'xl/workbook.xml': [
          `<workbook ${NAMESPACE}><sheets>`,
          '<sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>',
        ].join(''),
        'xl/_rels/workbook.xml.rels': [
          `<Relationships><Relationship Id="rId1" Type="${RELATIONS}/worksheet"`,
          ' Target="worksheets/sheet1.xml"/></Relationships>',
        ].join(''),
        'xl/worksheets/sheet1.xml': sheet,
        ...more,
      }).map(([name, text]) => [name, strToU8(text)]),
    ),
  );
const cells = (row: string): string => `<worksheet ${NAMESPACE}><sheetData>${row}</sheetData></worksheet>`;

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
  const zeros = '0'.repeat(70 * 1024 * 1024);
  const patched = (bytes: Uint8Array, from: string, to: string): Uint8Array => {
    const text = Buffer.from(bytes).toString('latin1').replaceAll(from, to);
    return Buffer.from(text, 'latin1');
  };
  const plain = book(cells('<row><c><v>1</v></c></row>'));
  const lying = (): Uint8Array => {
    const bytes = Buffer.from(book(cells(`<row><c><v>${'1'.repeat(100_000)}</v></c></row>`)));
    const at = bytes.lastIndexOf('xl/worksheets/sheet1.xml') - 46;
    bytes.writeUInt32LE(100, at + 24);
    return bytes;
  };
  const many = (): Uint8Array =>
    book(cells(''), Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`xl/x${index}.xml`, ''])));
  const table: readonly [string, () => Uint8Array, string][] = [
    ['a bomb', () => book(cells(zeros)), 'TOO_LARGE'],
    ['a dense part', () => book(cells('<!--' + '0'.repeat(40_000_000) + '-->')), 'COMPRESSED_TOO_MUCH'],
    ['a part larger than it says', lying, 'COMPRESSED_TOO_MUCH'],
    ['a thousand parts', many, 'TOO_MANY_PARTS'],
    ['a path that leads out', () => book(cells(''), { '../../etc/passwd': 'x' }), 'BAD_PATH'],
    ['an absolute path', () => book(cells(''), { '/etc/passwd': 'x' }), 'BAD_PATH'],
    ['a path with backslashes', () => book(cells(''), { 'xl\\..\\x': 'x' }), 'BAD_PATH'],
    [
      'an external entity',
      () =>
        book(
          `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${cells('<row><c t="str"><v>&e;</v></c></row>')}`,
        ),
      'ENTITIES',
    ],
    ['a document type', () => book(`<!DOCTYPE x>${cells('')}`), 'ENTITIES'],
    ['an entity nobody declared', () => book(cells('<row><c t="str"><v>&e;</v></c></row>')), 'ENTITIES'],
    [
      'ten million rows declared',
      () => book(cells('<row r="10000000"><c r="A10000000"><v>1</v></c></row>')),
      'TOO_MANY_ROWS',
    ],
    ['a cell far out', () => book(cells('<row r="1"><c r="XFD1"><v>1</v></c></row>')), 'TOO_MANY_ROWS'],
    ['macros', () => book(cells(''), { 'xl/vbaProject.bin': 'x' }), 'MACROS'],
    [
      'a macro type',
      () => book(cells(''), { '[Content_Types].xml': '<Types>macroEnabled</Types>' }),
      'MACROS',
    ],
    [
      'links to other files',
      () => book(cells(''), { 'xl/externalLinks/externalLink1.xml': 'x' }),
      'EXTERNAL_LINKS',
    ],
    [
      'a sheet that lies elsewhere',
      () =>
        book(cells(''), {
          'xl/_rels/workbook.xml.rels':
            '<Relationships><Relationship Id="rId1" TargetMode="External" Target="http://x/s.xml"/></Relationships>',
        }),
      'EXTERNAL_LINKS',
    ],
    ['an encrypted file', () => Buffer.from('d0cf11e0a1b11ae1000000', 'hex'), 'ENCRYPTED'],
    [
      'a zip with a password',
      () => {
        const bytes = Buffer.from(plain);
        bytes.writeUInt16LE(1, bytes.lastIndexOf('[Content_Types].xml') - 46 + 8);
        return bytes;
      },
      'ENCRYPTED',
    ],
    ['a PDF called xlsx', () => Buffer.from('%PDF-1.7 ...'), 'NOT_A_SHEET'],
    ['a web page called csv', () => Buffer.from('\uFEFF<html>'), 'NOT_A_SHEET'],
    ['bytes', () => Buffer.from([1, 2, 0, 4, 5]), 'NOT_A_SHEET'],
    ['half a file', () => plain.slice(0, plain.length - 30), 'NOT_A_SHEET'],
    ['broken bytes', () => patched(plain, 'PK\u0001\u0002', 'PK\u0001\u0003'), 'DAMAGED'],
    [
      'a part that is not there',
      () => book(cells(''), { 'xl/_rels/workbook.xml.rels': '<Relationships/>' }),
      'DAMAGED',
    ],
    ['a tag without an end', () => book(`<worksheet ${NAMESPACE} a="`), 'DAMAGED'],
  ];
  it.each(table)('%s is refused at once', (_, make, fault) => {
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
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});

import { strToU8, zipSync } from 'fflate';
import type { FileFault } from '#libs/documents';

const NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** A workbook of one sheet, written by hand, and whatever else is to be in it. */
export const bookWith = (sheet: string, more: Readonly<Record<string, string>> = {}): Uint8Array =>
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
/** A sheet with these rows. */
export const cells = (row: string): string =>
  `<worksheet ${NAMESPACE}><sheetData>${row}</sheetData></worksheet>`;

const zeros = '0'.repeat(70 * 1024 * 1024);
const patched = (bytes: Uint8Array, from: string, to: string): Uint8Array => {
  const text = Buffer.from(bytes).toString('latin1').replaceAll(from, to);
  return Buffer.from(text, 'latin1');
};
const plain = bookWith(cells('<row><c><v>1</v></c></row>'));
const lying = (): Uint8Array => {
  const bytes = Buffer.from(bookWith(cells(`<row><c><v>${'1'.repeat(100_000)}</v></c></row>`)));
  const at = bytes.lastIndexOf('xl/worksheets/sheet1.xml') - 46;
  bytes.writeUInt32LE(100, at + 24);
  return bytes;
};
const many = (): Uint8Array =>
  bookWith(
    cells(''),
    Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`xl/x${index}.xml`, ''])),
  );
/** Files that nobody sends by mistake: what each is, and what it is refused for. */
export const HOSTILE: readonly (readonly [name: string, make: () => Uint8Array, fault: FileFault])[] = [
  ['a bomb', () => bookWith(cells(zeros)), 'TOO_LARGE'],
  ['a dense part', () => bookWith(cells('<!--' + '0'.repeat(40_000_000) + '-->')), 'COMPRESSED_TOO_MUCH'],
  ['a part larger than it says', lying, 'COMPRESSED_TOO_MUCH'],
  ['a thousand parts', many, 'TOO_MANY_PARTS'],
  ['a path that leads out', () => bookWith(cells(''), { '../../etc/passwd': 'x' }), 'BAD_PATH'],
  ['an absolute path', () => bookWith(cells(''), { '/etc/passwd': 'x' }), 'BAD_PATH'],
  ['a path with backslashes', () => bookWith(cells(''), { 'xl\\..\\x': 'x' }), 'BAD_PATH'],
  [
    'an external entity',
    () =>
      bookWith(
        `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${cells('<row><c t="str"><v>&e;</v></c></row>')}`,
      ),
    'ENTITIES',
  ],
  ['a document type', () => bookWith(`<!DOCTYPE x>${cells('')}`), 'ENTITIES'],
  ['an entity nobody declared', () => bookWith(cells('<row><c t="str"><v>&e;</v></c></row>')), 'ENTITIES'],
  [
    'ten million rows declared',
    () => bookWith(cells('<row r="10000000"><c r="A10000000"><v>1</v></c></row>')),
    'TOO_MANY_ROWS',
  ],
  ['a cell far out', () => bookWith(cells('<row r="1"><c r="XFD1"><v>1</v></c></row>')), 'TOO_MANY_ROWS'],
  ['macros', () => bookWith(cells(''), { 'xl/vbaProject.bin': 'x' }), 'MACROS'],
  [
    'a macro type',
    () => bookWith(cells(''), { '[Content_Types].xml': '<Types>macroEnabled</Types>' }),
    'MACROS',
  ],
  [
    'links to other files',
    () => bookWith(cells(''), { 'xl/externalLinks/externalLink1.xml': 'x' }),
    'EXTERNAL_LINKS',
  ],
  [
    'a sheet that lies elsewhere',
    () =>
      bookWith(cells(''), {
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
    () => bookWith(cells(''), { 'xl/_rels/workbook.xml.rels': '<Relationships/>' }),
    'DAMAGED',
  ],
  ['a tag without an end', () => bookWith(`<worksheet ${NAMESPACE} a="`), 'DAMAGED'],
];

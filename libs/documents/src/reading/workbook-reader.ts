import { cellText } from '../sheet/xml.js';
import { dateStyles } from './date-styles.js';
import type { RawSheet } from './raw-sheet.js';
import { RefusedFile } from './refused-file.js';
import { SheetParser, type Shared } from './sheet-parser.js';
import { attribute, readXml } from './xml-reader.js';
import { Zip } from './zip.js';

const MOST_SHEETS = 20;

/** Parts that do something, or lead elsewhere. */
const assertHarmless = (names: readonly string[], types: string): void => {
  if (
    names.some((name) => /vbaProject|\.bin$|macrosheets|activeX/i.test(name)) ||
    /macroEnabled/i.test(types)
  )
    throw new RefusedFile('MACROS');
  if (names.some((name) => /externalLinks|connections\.xml|queryTables|embeddings/i.test(name)))
    throw new RefusedFile('EXTERNAL_LINKS');
};

const textOf = (zip: Zip, name: string): string | undefined => zip.part(name)?.toString('utf8');

/** Targets of a part's relations, by id. */
const targetsOf = (xml: string | undefined): ReadonlyMap<string, string> => {
  const targets = new Map<string, string>();
  readXml(xml ?? '', {
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      if (attribute(attributes, 'TargetMode') === 'External') throw new RefusedFile('EXTERNAL_LINKS');
      targets.set(attribute(attributes, 'Id') ?? '', attribute(attributes, 'Target') ?? '');
    },
    close: () => undefined,
    text: () => undefined,
  });
  return targets;
};

interface Listed {
  readonly sheets: readonly { readonly name: string; readonly id: string }[];
  readonly from1904: boolean;
}

const sheetsIn = (xml: string): Listed => {
  const sheets: { name: string; id: string }[] = [];
  let from1904 = false;
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '');
      if (name !== 'sheet') return;
      sheets.push({
        name: attribute(attributes, 'name') ?? '',
        id: attribute(attributes, '(?:\\w+:)?id') ?? '',
      });
    },
    close: () => undefined,
    text: () => undefined,
  });
  return { sheets, from1904 };
};

/** 共享字符串：each entry's texts together; phonetic hints are not text. */
const sharedTexts = (xml: string | undefined): readonly string[] => {
  const texts: string[] = [];
  let [current, inText, hint] = ['', false, false];
  readXml(xml ?? '', {
    open: (name) => {
      if (name === 'si') current = '';
      if (name === 'rPh') hint = true;
      inText = name === 't' && !hint;
    },
    close: (name) => {
      if (name === 'si') texts.push(cellText(current));
      if (name === 'rPh') hint = false;
      inText = false;
    },
    text: (text) => {
      if (inText) current += text;
    },
  });
  return texts;
};

interface BookParts {
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
  readonly from1904: boolean;
}

/** Where each sheet of a workbook lies in it. Errors: RefusedFile. */
export const bookParts = (zip: Zip): BookParts => {
  assertHarmless(zip.names, textOf(zip, '[Content_Types].xml') ?? '');
  const book = textOf(zip, 'xl/workbook.xml');
  if (book === undefined) throw new RefusedFile('NOT_A_SHEET');
  const targets = targetsOf(textOf(zip, 'xl/_rels/workbook.xml.rels'));
  const { sheets, from1904 } = sheetsIn(book);
  if (sheets.length > MOST_SHEETS) throw new RefusedFile('TOO_MANY_PARTS');
  const pathOf = (id: string): string =>
    `xl/${(targets.get(id) ?? '').replace(/^\/xl\//, '').replace(/^\.\//, '')}`;
  return { from1904, sheets: sheets.map(({ name, id }) => ({ name, path: pathOf(id) })) };
};

/** The sheets of a workbook with the texts that are stored in it. Errors: RefusedFile. */
export const readWorkbook = (bytes: Buffer): readonly RawSheet[] => {
  const zip = new Zip(bytes);
  const { sheets, from1904 } = bookParts(zip);
  const shared: Shared = {
    texts: sharedTexts(textOf(zip, 'xl/sharedStrings.xml')),
    dates: dateStyles(textOf(zip, 'xl/styles.xml')),
    from1904,
  };
  return sheets.map(({ name, path }) => {
    const xml = textOf(zip, path);
    if (xml === undefined) throw new RefusedFile('DAMAGED');
    return new SheetParser(name, shared).parse(xml);
  });
};

import { posix } from 'node:path';
import { attribute, readXml } from '../reading/xml-reader.js';
import { bookParts } from '../reading/workbook-reader.js';
import { Zip } from '../reading/zip.js';
import { commentsXml, drawingXml } from '../sheet/comments.js';
import { cellName, OFFICE } from '../sheet/parts.js';
import type { Comment } from '../sheet/sheet.js';
import { packed } from '../sheet/workbook.js';
import { cellText } from '../sheet/xml.js';
import { commentsOf } from './marked-copy.js';
import type { CellFault } from './form.js';
import { cellPlace } from '../reading/sheet-parser.js';

/** What stands from here on in a comment is ours, and goes when the sheet is marked anew. */
const MARK = '【储备库核对】';
/** A formula that is always true, and by which our colouring is known again. */
const ALWAYS = 'ISTEXT("储备库")';
const COLOURING =
  /<conditionalFormatting [^>]*><cfRule [^>]*><formula>ISTEXT\("储备库"\)<\/\w+><\/\w+><\/\w+>/g;
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DXF =
  `<dxf xmlns="${MAIN}"><fill><patternFill patternType="solid"><fgColor rgb="FFFFC7CE"/>` +
  '<bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf>';

type Parts = Record<string, string | Uint8Array>;

/** What a part says of itself, in one go. */
const opened = (xml: string, open: (name: string, attributes: string) => void): void =>
  readXml(xml, { open, close: () => undefined, text: () => undefined });

interface Relation {
  readonly id: string;
  readonly kind: string;
  readonly path: string;
}
const relationsOf = (xml: string, folder: string): readonly Relation[] => {
  const found: Relation[] = [];
  opened(xml, (name, attributes) => {
    if (name !== 'Relationship') return;
    const target = attribute(attributes, 'Target') ?? '';
    found.push({
      id: attribute(attributes, 'Id') ?? '',
      kind: (attribute(attributes, 'Type') ?? '').split('/').at(-1) ?? '',
      path: target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
    });
  });
  return found;
};

/** The comments somebody else wrote, and theirs of those that we added to. */
const othersIn = (xml: string): readonly Comment[] => {
  const found: { place: string; text: string }[] = [];
  let taking = false;
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'comment') found.push({ place: attribute(attributes, 'ref') ?? '', text: '' });
      taking = name === 't';
    },
    close: () => {
      taking = false;
    },
    text: (text) => {
      const last = found.at(-1);
      if (taking && last) last.text += text;
    },
  });
  return found.flatMap(({ place, text }) => {
    const own = cellText(text).split(MARK)[0]?.trimEnd() ?? '';
    return own === '' ? [] : [{ ...cellPlace(place), text: own }];
  });
};

const together = (others: readonly Comment[], marks: readonly Comment[]): readonly Comment[] => {
  const isAt = (a: Comment) => (b: Comment) => a.row === b.row && a.column === b.column;
  const marked = marks.map((mark) => {
    const before = others.find(isAt(mark));
    return { ...mark, text: `${before ? `${before.text}\n` : ''}${MARK}\n${mark.text}` };
  });
  return [...others.filter((one) => !marks.some(isAt(one))), ...marked];
};

/** The elements that may stand behind each of ours in a sheet (ECMA-376, CT_Worksheet). */
const BEHIND_DRAWING: ReadonlySet<string> = new Set(
  (
    'legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst ' +
    'AlternateContent'
  ).split(' '),
);
const BEHIND_COLOURING: ReadonlySet<string> = new Set([
  ...(
    'dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks ' +
    'customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing'
  ).split(' '),
  ...BEHIND_DRAWING,
]);

/** Puts an element where it belongs, behind the cells and what the file has coloured. */
const inserted = (xml: string, element: string, behind: ReadonlySet<string>): string => {
  const from = Math.max(
    0,
    ...['sheetData>', 'sheetData/>', 'conditionalFormatting>'].map((end) => xml.lastIndexOf(end)),
  );
  const next = [...xml.slice(from).matchAll(/<(\/?)(?:\w+:)?(\w+)/g)].find(([, closing, name = '']) =>
    closing === '/' ? name === 'worksheet' : behind.has(name),
  );
  const at = next === undefined ? xml.length : from + next.index;
  return xml.slice(0, at) + element + xml.slice(at);
};

/** The style that colours a cell, and its number; it is added once. */
const coloured = (styles: string): { readonly styles: string; readonly number: number } => {
  const dxfs = /<(?:\w+:)?dxfs\b[^>]*?(\/>|>)/.exec(styles);
  const known = styles.indexOf(DXF);
  const count = (text: string): number => text.match(/<(?:\w+:)?dxf[\s>]/g)?.length ?? 0;
  if (known >= 0) return { styles, number: count(styles.slice(0, known)) };
  if (dxfs !== null && dxfs[1] === '>') {
    const number = count(styles);
    const end = /<\/(?:\w+:)?dxfs>/.exec(styles)?.index ?? styles.length;
    const head = dxfs[0].replace(/count="\d*"/, `count="${number + 1}"`);
    const body = styles.slice(dxfs.index + dxfs[0].length, end) + DXF;
    return { styles: styles.slice(0, dxfs.index) + head + body + styles.slice(end), number };
  }
  const whole = `<dxfs xmlns="${MAIN}" count="1">${DXF}</dxfs>`;
  if (dxfs !== null) return { styles: styles.replace(dxfs[0], whole), number: 0 };
  const at = /<(?:\w+:)?(?:tableStyles|colors|extLst)\b|<\/(?:\w+:)?styleSheet>/.exec(styles)?.index ?? 0;
  return { styles: styles.slice(0, at) + whole + styles.slice(at), number: 0 };
};

const CELLS_IN_A_RULE = 500;
const colouring = (marks: readonly Comment[], dxf: number): string => {
  const places = marks.map(({ row, column }) => cellName(row, column));
  return Array.from({ length: Math.ceil(places.length / CELLS_IN_A_RULE) }, (_, index) => {
    const some = places.slice(index * CELLS_IN_A_RULE, (index + 1) * CELLS_IN_A_RULE).join(' ');
    const rule = `<cfRule type="expression" dxfId="${dxf}" priority="1"><formula>${ALWAYS}</formula></cfRule>`;
    return `<conditionalFormatting xmlns="${MAIN}" sqref="${some}">${rule}</conditionalFormatting>`;
  }).join('');
};

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const COMMENTS_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml';
const VML_TYPE = 'application/vnd.openxmlformats-officedocument.vmlDrawing';
const EMPTY_RELATIONS = `<Relationships xmlns="${PACKAGE}/relationships"></Relationships>`;
const beforeEnd = (xml: string, element: string): string => {
  const open = xml.replace(/<((?:\w+:)?Relationships)([^>]*)\/>\s*$/, '<$1$2></$1>');
  const at = open.lastIndexOf('</');
  return open.slice(0, at) + element + open.slice(at);
};

/** Makes the parts of comments known to the sheet and to the file, where they are not. */
const introduced = (parts: Parts, sheet: string, known: readonly Relation[]) => {
  const folder = posix.dirname(sheet);
  const relations = `${folder}/_rels/${posix.basename(sheet)}.rels`;
  const number = /(\d*)\.xml$/.exec(sheet)?.[1] ?? '';
  const part = (kind: string, fresh: string): Relation => {
    const before = known.find((one) => one.kind === kind);
    if (before) return before;
    const relation = { id: `rIdMarked-${kind}`, kind, path: fresh };
    parts[relations] = beforeEnd(
      String(parts[relations] ?? EMPTY_RELATIONS),
      `<Relationship xmlns="${PACKAGE}/relationships" Id="${relation.id}" Type="${OFFICE}/${kind}"` +
        ` Target="/${fresh}"/>`,
    );
    return relation;
  };
  const comments = part('comments', `xl/commentsMarked${number}.xml`);
  const drawing = part('vmlDrawing', `xl/drawings/vmlDrawingMarked${number}.vml`);
  let types = String(parts['[Content_Types].xml']);
  if (!types.includes(`/${comments.path}"`))
    types = beforeEnd(
      types,
      `<Override xmlns="${PACKAGE}/content-types" PartName="/${comments.path}" ContentType="${COMMENTS_TYPE}"/>`,
    );
  if (!/Extension="vml"/i.test(types))
    types = types.replace(
      /(<(?:\w+:)?Types\b[^>]*>)/,
      `$1<Default xmlns="${PACKAGE}/content-types" Extension="vml" ContentType="${VML_TYPE}"/>`,
    );
  parts['[Content_Types].xml'] = types;
  return { comments: comments.path, drawing };
};

/**
 * A workbook as it was sent, with what is wrong as comments on the cells of one sheet, which are coloured by a rule:
 * its cells, styles, widths and own columns stay as they are, and marking it again takes the old marks away.
 * Errors: RefusedFile.
 */
export const markedBook = (bytes: Buffer, sheet: number, faults: readonly CellFault[]): Uint8Array => {
  const zip = new Zip(bytes);
  const parts: Parts = Object.fromEntries(zip.names.map((name) => [name, zip.part(name) ?? '']));
  const path = bookParts(zip).sheets[sheet]?.path ?? '';
  const folder = posix.dirname(path);
  const textOf = (name: string): string => Buffer.from(parts[name] ?? '').toString('utf8');
  const relations = `${folder}/_rels/${posix.basename(path)}.rels`;
  const known = relationsOf(textOf(relations), folder);
  for (const name of [relations, '[Content_Types].xml']) if (parts[name]) parts[name] = textOf(name);
  const before = known.find(({ kind }) => kind === 'comments')?.path;
  const marks = commentsOf(faults);
  const comments = together(before === undefined ? [] : othersIn(textOf(before)), marks);
  let xml = textOf(path).replace(COLOURING, '');
  if (parts['xl/styles.xml'] && marks.length > 0) {
    const { styles, number } = coloured(textOf('xl/styles.xml'));
    parts['xl/styles.xml'] = styles;
    xml = inserted(xml, colouring(marks, number), BEHIND_COLOURING);
  }
  if (comments.length > 0 || before !== undefined) {
    const places = introduced(parts, path, known);
    parts[places.comments] = commentsXml(comments);
    parts[places.drawing.path] = drawingXml(comments);
    if (!/<(?:\w+:)?legacyDrawing\s/.test(xml)) {
      const drawing = `<legacyDrawing xmlns="${MAIN}" xmlns:r="${OFFICE}" r:id="${places.drawing.id}"/>`;
      xml = inserted(xml, drawing, BEHIND_DRAWING);
    }
  }
  parts[path] = xml;
  return packed(parts);
};

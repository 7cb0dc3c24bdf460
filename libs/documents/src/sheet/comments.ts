import { cellName, part, relations } from './parts.js';
import type { Comment } from './sheet.js';
import { cellXml } from './xml.js';

const AUTHOR = '储备库';

const commentXml = ({ row, column, text }: Comment): string =>
  `<comment ref="${cellName(row, column)}" authorId="0"><text><r>` +
  `<t xml:space="preserve">${cellXml(text)}</t></r></text></comment>`;

/** The box a comment is shown in; without one, spreadsheets take the file for a damaged one. */
const boxXml = ({ row, column }: Comment, index: number): string =>
  `<v:shape id="_x0000_s${1025 + index}" type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto" ` +
  'style="position:absolute;width:240pt;height:90pt;visibility:hidden">' +
  '<v:fill color2="#ffffe1"/><v:textbox style="mso-direction-alt:auto"/>' +
  '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>' +
  `<x:Anchor>${column + 1}, 15, ${row}, 2, ${column + 5}, 15, ${row + 6}, 4</x:Anchor>` +
  `<x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;

const SCHEMAS = 'urn:schemas-microsoft-com';
/** The drawing that holds their boxes. */
export const drawingXml = (comments: readonly Comment[]): string =>
  `<xml xmlns:v="${SCHEMAS}:vml" xmlns:o="${SCHEMAS}:office:office" xmlns:x="${SCHEMAS}:office:excel">` +
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">' +
  '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>' +
  `${comments.map(boxXml).join('')}</xml>`;

/** The part that says what is said about cells. */
export const commentsXml = (comments: readonly Comment[]): string =>
  part(
    'comments',
    `<authors><author>${AUTHOR}</author></authors><commentList>${comments.map(commentXml).join('')}</commentList>`,
  );

/** The parts of a sheet's comments, by name; none for a sheet without any. */
export const commentParts = (
  comments: readonly Comment[],
  sheet: number,
): Readonly<Record<string, string>> => {
  if (comments.length === 0) return {};
  return {
    [`xl/worksheets/_rels/sheet${sheet}.xml.rels`]: relations([
      ['rId1', 'vmlDrawing', `../drawings/vmlDrawing${sheet}.vml`],
      ['rId2', 'comments', `../comments${sheet}.xml`],
    ]),
    [`xl/comments${sheet}.xml`]: commentsXml(comments),
    [`xl/drawings/vmlDrawing${sheet}.vml`]: drawingXml(comments),
  };
};

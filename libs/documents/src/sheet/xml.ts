/** What XML 1.0 cannot hold at all, and what a reader would change (carriage return). */
const UNWRITABLE = /[^\P{Cc}\t\n\u007F-\u009F]|[\uFFFE\uFFFF]|\p{Cs}/gu;
/** A text that a spreadsheet would take for such an escape. */
const LOOKS_ESCAPED = /_(?=x[0-9A-Fa-f]{4}_)/g;
const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const code = (character: string): string =>
  `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/** A text as XML holds it. */
export const xml = (text: string): string => text.replace(/[&<>"]/g, (sign) => MARKUP[sign] ?? sign);

/** A text as a cell holds it (ECMA-376, ST_Xstring): every string comes back as it was. */
export const cellXml = (text: string): string =>
  xml(text.replace(LOOKS_ESCAPED, '_x005F_').replace(UNWRITABLE, code));

/** The text that `cellXml` was given. */
export const cellText = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

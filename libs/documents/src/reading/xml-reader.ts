import { RefusedFile } from './refused-file.js';

export interface XmlHandler {
  /** Names come without their prefix; attributes as they stand. */
  readonly open: (name: string, attributes: string) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text without its entities; only those of XML itself and characters by number. */
export const plainText = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(#x[0-9A-Fa-f]{1,6}|#\d{1,7}|\w{1,10});/g, (_, name: string) => {
        if (!name.startsWith('#')) return NAMED[name] ?? refused();
        const point = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
        return point <= 0x10ffff ? String.fromCodePoint(point) : refused();
      })
    : text;

const refused = (): never => {
  throw new RefusedFile('ENTITIES');
};

/** One attribute of a tag; its name may have a prefix. */
export const attribute = (attributes: string, name: string): string | undefined => {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  const text = found?.[1] ?? found?.[2];
  return text === undefined ? undefined : plainText(text);
};

/** Where a tag ends: a `>` outside of quotes. */
const endOfTag = (xml: string, from: number): number => {
  let quote = '';
  for (let at = from; at < xml.length; at += 1) {
    const sign = xml[at] ?? '';
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return at;
  }
  throw new RefusedFile('DAMAGED');
};

const past = (xml: string, mark: string, from: number): number => {
  const at = xml.indexOf(mark, from);
  if (at < 0) throw new RefusedFile('DAMAGED');
  return at + mark.length;
};

const tag = (text: string, handler: XmlHandler): void => {
  const closing = text.startsWith('/');
  const empty = text.endsWith('/');
  const inner = text.slice(closing ? 1 : 0, empty ? -1 : undefined);
  const space = inner.search(/\s/);
  const full = space < 0 ? inner : inner.slice(0, space);
  const name = full.slice(full.indexOf(':') + 1);
  if (closing) {
    handler.close(name);
    return;
  }
  handler.open(name, space < 0 ? '' : inner.slice(space));
  if (empty) handler.close(name);
};

/** Goes through a part once, without building anything of it. Errors: RefusedFile for entities and broken parts. */
export const readXml = (xml: string, handler: XmlHandler): void => {
  let at = 0;
  while (at < xml.length) {
    const open = xml.indexOf('<', at);
    if (open < 0) return;
    if (open > at) handler.text(plainText(xml.slice(at, open)));
    if (xml.startsWith('<!--', open)) at = past(xml, '-->', open);
    else if (xml.startsWith('<?', open)) at = past(xml, '?>', open);
    else if (xml.startsWith('<![CDATA[', open)) {
      at = past(xml, ']]>', open);
      handler.text(xml.slice(open + 9, at - 3));
    } else if (xml[open + 1] === '!') refused();
    else {
      const end = endOfTag(xml, open + 1);
      tag(xml.slice(open + 1, end), handler);
      at = end + 1;
    }
  }
};

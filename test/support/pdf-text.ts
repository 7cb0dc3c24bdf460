import { inflateSync } from 'node:zlib';

/** The streams of a PDF file, unpacked; those that are packed in another way are passed over. */
const streamsOf = (bytes: Buffer): readonly string[] => {
  const found: string[] = [];
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 1)) {
    const end = bytes.indexOf('endstream', at);
    if (bytes.subarray(at - 3, at).toString('latin1') === 'end' || end < 0) continue;
    try {
      found.push(inflateSync(bytes.subarray(at + 'stream\n'.length, end)).toString('latin1'));
    } catch {
      // A stream of another kind, such as metadata.
    }
  }
  return found;
};

const utf16 = (hex: string): string =>
  String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)));

/** What each glyph of the one embedded typeface says (ToUnicode). */
const meanings = (streams: readonly string[]): ReadonlyMap<number, string> => {
  const glyphs = new Map<number, string>();
  for (const map of streams.filter((stream) => stream.includes('begincmap')))
    for (const [, first = '', list = ''] of map.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g))
      [...list.matchAll(/<([\w ]*)>/g)].forEach(([, hex = ''], index) => {
        glyphs.set(Number.parseInt(first, 16) + index, utf16(hex.replaceAll(' ', '')));
      });
  return glyphs;
};

/**
 * The words of a paper as a reader selects them: the text of each line drawn, in order. Reads what `SheetOfPaper`
 * writes, one typeface embedded with its ToUnicode map; `npm run test:papers` asks poppler the same.
 */
export const textOfPdf = (bytes: Uint8Array): string => {
  const streams = streamsOf(Buffer.from(bytes));
  const glyphs = meanings(streams);
  const drawn = streams.flatMap((stream) => [...stream.matchAll(/\[([^\]]*)\] TJ/g)]);
  return drawn
    .map(([, line = '']) =>
      [...line.matchAll(/<(\w*)>/g)]
        .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
        .map((glyph) => glyphs.get(Number.parseInt(glyph, 16)) ?? '\uFFFD')
        .join(''),
    )
    .join('\n');
};

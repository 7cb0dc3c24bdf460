interface Glyphs {
  hasGlyphForCodePoint(point: number): boolean;
}

/** A text as the open typeface can print it: a character it lacks stands as its code point, and is not missed. */
export const writable = (pdf: PDFKit.PDFDocument, text: string): string => {
  // pdfkit keeps the open font where its types do not show it.
  const { font } = Reflect.get(pdf, '_font') as { readonly font: Glyphs };
  return Array.from(text)
    .map((character) => {
      const point = character.codePointAt(0) ?? 0;
      if (character === '\n' || font.hasGlyphForCodePoint(point)) return character;
      return `〔U+${point.toString(16).toUpperCase().padStart(4, '0')}〕`;
    })
    .join('');
};

import { encode } from 'uqr';

/** Draws a QR code (ISO/IEC 18004, error correction M) with its quiet zone into a square. */
export const drawQr = (
  pdf: PDFKit.PDFDocument,
  text: string,
  { left, top, side }: { readonly left: number; readonly top: number; readonly side: number },
): void => {
  const { size, data } = encode(text, { ecc: 'M', border: 4 });
  const dot = side / size;
  data.forEach((line, row) =>
    line.forEach((dark, column) => {
      // A hair wider than the square, so that no printer leaves white lines between them.
      if (dark) pdf.rect(left + column * dot, top + row * dot, dot + 0.02, dot + 0.02);
    }),
  );
};

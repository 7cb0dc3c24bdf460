const TEXT_OID = 25;
const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;

/**
 * A `text[]` parameter in PostgreSQL's binary format, which `pg` sends as it is. The array literal it would write
 * instead escapes every quotation mark of a JSON body, and the server then takes them all out again.
 */
export const textArray = (texts: readonly string[]): Buffer => {
  const lengths = texts.map((text) => Buffer.byteLength(text));
  const size = lengths.reduce((total, length) => total + LENGTH_BYTES + length, HEADER_BYTES);
  const bytes = Buffer.allocUnsafe(size);
  const header = [1, 0, TEXT_OID, texts.length, 1];
  let end = 0;
  for (const word of header) end = bytes.writeInt32BE(word, end);
  texts.forEach((text, index) => {
    end = bytes.writeInt32BE(lengths[index] ?? 0, end);
    end += bytes.write(text, end, 'utf8');
  });
  return bytes;
};

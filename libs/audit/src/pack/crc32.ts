const POLYNOMIAL = 0xedb88320;
const BYTES = 256;

const entry = (byte: number): number => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
  return rest >>> 0;
};
const TABLE = Uint32Array.from({ length: BYTES }, (_, byte) => entry(byte));

/** CRC-32 as zip files have it. */
export const crc32 = (bytes: Uint8Array): number => {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = (TABLE[(rest ^ byte) & 0xff] ?? 0) ^ (rest >>> 8);
  return (rest ^ 0xffffffff) >>> 0;
};

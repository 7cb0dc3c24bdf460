import { fromUtf8, utf8 } from '../notes/encoding.js';
import { concat } from '../tree/hasher.js';

/** A file within a pack, as the zip's directory has it. */
export interface ZipEntry {
  readonly path: string;
  /** 0 stored, 8 deflate. */
  readonly method: 0 | 8;
  readonly crc: number;
  /** As it lies in the zip. */
  readonly packedBytes: number;
  readonly bytes: number;
  /** Where its local header begins. */
  readonly offset: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
export const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
export const END_BYTES = 22;

/** Every field has one value only, so that no byte of a pack can change unseen. */
const VERSION = 20;
const UTF8_NAMES = 0x0800;
const TIME = 0;
/** 1980-01-01. */
const DATE = 0x0021;

const u16 = (value: number): Uint8Array => Uint8Array.of(value & 0xff, (value >>> 8) & 0xff);
const u32 = (value: number): Uint8Array => concat([u16(value & 0xffff), u16(value >>> 16)]);

/** The part that a local header and the directory share, up to the lengths. */
const common = ({ path, method, crc, packedBytes, bytes }: ZipEntry): Uint8Array =>
  concat([
    ...[VERSION, UTF8_NAMES, method, TIME, DATE].map(u16),
    ...[crc, packedBytes, bytes].map(u32),
    u16(utf8(path).length),
    u16(0),
  ]);

export const localHeader = (entry: ZipEntry): Uint8Array =>
  concat([u32(LOCAL), common(entry), utf8(entry.path)]);

const centralHeader = (entry: ZipEntry): Uint8Array => {
  const rest = [u16(0), u16(0), u16(0), u32(0), u32(entry.offset)];
  return concat([u32(CENTRAL), u16(VERSION), common(entry), ...rest, utf8(entry.path)]);
};

/** The directory and the end of a zip with these entries, laid down from `offset` on. */
export const directoryOf = (entries: readonly ZipEntry[], offset: number): Uint8Array => {
  const directory = concat(entries.map(centralHeader));
  const counts = [0, 0, entries.length, entries.length].map(u16);
  return concat([directory, u32(END), ...counts, u32(directory.length), u32(offset), u16(0)]);
};

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** What the end of a zip says; whether all of it is as it must be shows when the directory is written again. */
export const readEnd = (
  end: Uint8Array,
): { readonly count: number; readonly length: number; readonly offset: number } | undefined => {
  const view = viewOf(end);
  if (end.length !== END_BYTES || view.getUint32(0, true) !== END) return undefined;
  return {
    count: view.getUint16(10, true),
    length: view.getUint32(12, true),
    offset: view.getUint32(16, true),
  };
};

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);

/** The entries of a directory; nothing for bytes that are none. */
export const readDirectory = (directory: Uint8Array, count: number): readonly ZipEntry[] | undefined => {
  const view = viewOf(directory);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (entries.length < count) {
    if (at + CENTRAL_BYTES > directory.length) return undefined;
    const nameEnd = at + CENTRAL_BYTES + view.getUint16(at + 28, true);
    const name = directory.subarray(at + CENTRAL_BYTES, nameEnd);
    const path = isAscii(name) ? fromUtf8(name) : undefined;
    const method = view.getUint16(at + 10, true);
    if (path === undefined || (method !== 0 && method !== 8)) return undefined;
    const [crc, packedBytes, bytes] = [16, 20, 24].map((place) => view.getUint32(at + place, true));
    const offset = view.getUint32(at + 42, true);
    entries.push({ path, method, crc: crc ?? 0, packedBytes: packedBytes ?? 0, bytes: bytes ?? 0, offset });
    at = nameEnd;
  }
  return at === directory.length ? entries : undefined;
};

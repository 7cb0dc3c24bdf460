import { hex, utf8 } from '../notes/encoding.js';
import { crc32 } from './crc32.js';
import { MANIFEST } from './files.js';
import { manifestText, type PackedFile, type PackHead } from './manifest.js';
import type { PackTools } from './tools.js';
import { directoryOf, localHeader, type ZipEntry } from './zip-format.js';

/** A file to pack; files come in the order of `filesInOrder`, without the manifest. */
export interface FileToPack {
  readonly path: string;
  readonly bytes: Uint8Array;
}

interface Laid {
  readonly entry: ZipEntry;
  readonly says: PackedFile;
}

/** Packs files one after another, holding one of them at a time; yields the bytes of the zip in order. */
export async function* writePack(
  head: PackHead,
  files: AsyncIterable<FileToPack> | Iterable<FileToPack>,
  tools: PackTools,
): AsyncGenerator<Uint8Array> {
  const laid: Laid[] = [];
  let offset = 0;
  for await (const file of files) {
    const packed = tools.deflate(file.bytes);
    const one = await laidAt(offset, { file, packed }, tools);
    laid.push(one);
    for (const bytes of [localHeader(one.entry), packed]) {
      offset += bytes.length;
      yield bytes;
    }
  }
  const manifest = utf8(manifestText({ ...head, files: laid.map(({ says }) => says) }));
  const entry: ZipEntry = {
    path: MANIFEST,
    method: 0,
    crc: crc32(manifest),
    packedBytes: manifest.length,
    bytes: manifest.length,
    offset,
  };
  const header = localHeader(entry);
  yield header;
  yield manifest;
  yield directoryOf([...laid.map((one) => one.entry), entry], offset + header.length + manifest.length);
}

const laidAt = async (
  offset: number,
  { file: { path, bytes }, packed }: { readonly file: FileToPack; readonly packed: Uint8Array },
  { digest }: PackTools,
): Promise<Laid> => ({
  entry: {
    path,
    method: 8,
    crc: crc32(bytes),
    packedBytes: packed.length,
    bytes: bytes.length,
    offset,
  },
  says: {
    path,
    bytes: bytes.length,
    sha256: hex(await digest(bytes)),
    packed: hex(await digest(packed)),
  },
});

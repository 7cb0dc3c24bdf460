import { hex } from '../notes/encoding.js';
import { sameBytes } from '../tree/hasher.js';
import { crc32 } from './crc32.js';
import { ATTACHMENTS, eventsFile, filesInOrder, MANIFEST, PAGE, proofsFile, tilesFile } from './files.js';
import { LIMITS } from './limits.js';
import { parseManifest, type Manifest } from './manifest.js';
import type { PackSource, PackTools } from './tools.js';
import {
  directoryOf,
  END_BYTES,
  LOCAL_BYTES,
  localHeader,
  readDirectory,
  readEnd,
  type ZipEntry,
} from './zip-format.js';

/**
 * ZIP: the bytes are not laid out as a pack's are. LIMIT: larger than a reader takes. MANIFEST: the manifest cannot be
 * read or is not of these files. FILE: a file is not what the manifest says. FORM: a file's content cannot be read.
 */
export const PACK_FAULTS = ['ZIP', 'LIMIT', 'MANIFEST', 'FILE', 'FORM'] as const;
export type PackFault = (typeof PACK_FAULTS)[number];

/** These bytes are no pack, or one that cannot be read to its end. */
export class PackBroken extends Error {
  override readonly name = 'PackBroken';
  constructor(
    readonly fault: PackFault,
    /** The file, or the part of the zip. */
    readonly place: string,
  ) {
    super(`${fault} ${place}`);
  }
}

/** A pack whose layout and manifest hold; its files are checked as they are read. */
export interface Pack {
  readonly manifest: Manifest;
  readonly eventFiles: number;
  has(path: string): boolean;
  /** The bytes of a file, which are what the manifest says. Errors: PackBroken. */
  file(path: string): Promise<Uint8Array>;
}

const directoryIn = async (source: PackSource): Promise<readonly ZipEntry[]> => {
  if (source.size > LIMITS.packBytes) throw new PackBroken('LIMIT', 'zip');
  if (source.size < END_BYTES) throw new PackBroken('ZIP', 'end');
  const end = readEnd(await source.read(source.size - END_BYTES, source.size));
  if (end === undefined || end.offset + end.length + END_BYTES !== source.size)
    throw new PackBroken('ZIP', 'end');
  if (end.count > LIMITS.entries || end.length > LIMITS.directoryBytes)
    throw new PackBroken('LIMIT', 'directory');
  const bytes = await source.read(end.offset, source.size);
  const entries = readDirectory(bytes.subarray(0, end.length), end.count);
  // Written again it must be the same: fields that say nothing have one value only.
  if (entries === undefined || !sameBytes(directoryOf(entries, end.offset), bytes))
    throw new PackBroken('ZIP', 'directory');
  checkPlaces(entries, end.offset);
  return entries;
};

const headerBytes = (entry: ZipEntry): number => localHeader(entry).length;

/** Files lie one after another without a gap, each within the limits. */
const checkPlaces = (entries: readonly ZipEntry[], end: number): void => {
  let next = 0;
  for (const entry of entries) {
    const { path, bytes, packedBytes, offset, method } = entry;
    if (offset !== next) throw new PackBroken('ZIP', path);
    next = offset + headerBytes(entry) + packedBytes;
    const most = Math.max(LIMITS.freeBytes, packedBytes * LIMITS.ratio);
    if (bytes > LIMITS.fileBytes || packedBytes > LIMITS.fileBytes || bytes > most)
      throw new PackBroken('LIMIT', path);
    if (method !== (path === MANIFEST ? 0 : 8)) throw new PackBroken('ZIP', path);
  }
  if (next !== end) throw new PackBroken('ZIP', 'directory');
};

/** The packed bytes of an entry, whose local header says what the directory says. */
const packedBytesOf = async (source: PackSource, entry: ZipEntry): Promise<Uint8Array> => {
  const start = entry.offset + headerBytes(entry);
  const bytes = await source.read(entry.offset, start + entry.packedBytes);
  const header = bytes.subarray(0, start - entry.offset);
  if (header.length < LOCAL_BYTES || !sameBytes(header, localHeader(entry)))
    throw new PackBroken('ZIP', entry.path);
  return bytes.subarray(header.length);
};

const manifestIn = async (source: PackSource, entries: readonly ZipEntry[]): Promise<Manifest> => {
  const entry = entries.at(-1);
  if (entry?.path !== MANIFEST) throw new PackBroken('MANIFEST', MANIFEST);
  const bytes = await packedBytesOf(source, entry);
  const manifest = parseManifest(bytes);
  if (bytes.length !== entry.bytes || crc32(bytes) !== entry.crc || manifest === undefined)
    throw new PackBroken('MANIFEST', MANIFEST);
  return manifest;
};

/** The files a pack has are those it must have, in their order, and those the manifest lists. */
const eventFilesIn = (manifest: Manifest, entries: readonly ZipEntry[]): number => {
  const paths = entries.map(({ path }) => path);
  const proofs = manifest.scope.scope === 'PLACE';
  const eventFiles = paths.filter((path) => path.startsWith('events/')).length;
  const tiles = !proofs && paths.includes(tilesFile(1));
  const [page, attachments] = [paths.includes(PAGE), paths.includes(ATTACHMENTS)];
  const order = filesInOrder({ page, eventFiles, proofs, tiles, attachments });
  const inOrder = order.length === paths.length && order.every((path, index) => path === paths[index]);
  const listed = manifest.files.every(
    ({ path, bytes }, index) => path === paths[index] && bytes === entries[index]?.bytes,
  );
  if (!inOrder || !listed || manifest.files.length !== paths.length - 1)
    throw new PackBroken('MANIFEST', MANIFEST);
  return eventFiles;
};

/**
 * Opens a pack: its layout, its limits and its manifest. Without `proof` somebody else compares its files with the
 * manifest. Errors: PackBroken.
 */
export const openPack = async (source: PackSource, tools: PackTools, proof = true): Promise<Pack> => {
  const entries = await directoryIn(source);
  const manifest = await manifestIn(source, entries);
  const eventFiles = eventFilesIn(manifest, entries);
  const isDigest = async (bytes: Uint8Array, digest: string): Promise<boolean> =>
    !proof || hex(await tools.digest(bytes)) === digest;
  const places = new Map(entries.map((entry, index) => [entry.path, { entry, says: manifest.files[index] }]));
  return {
    manifest,
    eventFiles,
    has: (path) => places.has(path),
    file: async (path) => {
      const { entry, says } = places.get(path) ?? {};
      if (entry === undefined || says === undefined) throw new PackBroken('FILE', path);
      const packed = await packedBytesOf(source, entry);
      if (!(await isDigest(packed, says.packed))) throw new PackBroken('FILE', path);
      const bytes = tools.inflate(packed, entry.bytes);
      if (bytes === undefined || !(await isDigest(bytes, says.sha256))) throw new PackBroken('FILE', path);
      return bytes;
    },
  };
};

/** A file of events; of a whole ledger with the path of its tiles, which older packs do not have. */
export interface EventsFile {
  readonly path: string;
  readonly events: Uint8Array;
  readonly isLast: boolean;
  readonly proofs?: Uint8Array;
  readonly tiles?: string;
}

/** The files of events, each with the proofs of its events in a pack of a place. Errors: PackBroken. */
export async function* eventFilesOf(pack: Pack): AsyncGenerator<EventsFile> {
  for (let number = 1; number <= pack.eventFiles; number += 1) {
    const path = eventsFile(number);
    const events = await pack.file(path);
    const isLast = number === pack.eventFiles;
    if (pack.manifest.scope.scope === 'PLACE')
      yield { path, events, isLast, proofs: await pack.file(proofsFile(number)) };
    else yield { path, events, isLast, tiles: tilesFile(number) };
  }
}

import { leafOf, type StoredEvent, type Unhashed } from '#contract/event-store';
import { countIn, fromHex, fromUtf8 } from '../notes/encoding.js';
import { concat, HASH_BYTES } from '../tree/hasher.js';

/** An event as it lies in a pack, with the very bytes that were hashed. */
export interface PackedEvent {
  readonly event: Unhashed;
  readonly leaf: Uint8Array;
  /** The chain value as it is stored. */
  readonly chain: Uint8Array;
}

const LENGTH_BYTES = 4;
const FIELDS = 11;
const ENVELOPE_FIELDS = 9;
const FORMAT = 0x01;

const lengthOf = (bytes: Uint8Array): Uint8Array => {
  const length = new Uint8Array(LENGTH_BYTES);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return length;
};

/** An event's record: the length of its leaf, the leaf, and the chain value as it is stored. */
export const recordOf = (event: StoredEvent): Uint8Array => {
  const leaf = leafOf(event);
  return concat([lengthOf(leaf), leaf, fromHex(event.hash) ?? new Uint8Array(HASH_BYTES)]);
};

const u32At = (bytes: Uint8Array, at: number): number =>
  (((bytes[at] ?? 0) << 24) |
    ((bytes[at + 1] ?? 0) << 16) |
    ((bytes[at + 2] ?? 0) << 8) |
    (bytes[at + 3] ?? 0)) >>>
  0;

/** Where each field ends; the next begins with its length. Nothing for bytes that are no leaf. */
const endsIn = (leaf: Uint8Array): readonly number[] | undefined => {
  const ends: number[] = [];
  let end = 1;
  while (ends.length < FIELDS && end + LENGTH_BYTES <= leaf.length) {
    end += LENGTH_BYTES + u32At(leaf, end);
    ends.push(end);
  }
  return leaf[0] === FORMAT && ends.length === FIELDS && end === leaf.length ? ends : undefined;
};

/** The nine short fields are read at one stroke where they are ASCII, as they are; undefined for what is no text. */
const textsIn = (leaf: Uint8Array, ends: readonly number[]): readonly (string | undefined)[] => {
  const headEnd = ends[ENVELOPE_FIELDS - 1] ?? 0;
  const head = fromUtf8(leaf.subarray(0, headEnd));
  const isAscii = head?.length === headEnd;
  return ends.map((end, index) => {
    const start = (index === 0 ? 1 : (ends[index - 1] ?? 0)) + LENGTH_BYTES;
    return isAscii && index < ENVELOPE_FIELDS ? head.slice(start, end) : fromUtf8(leaf.subarray(start, end));
  });
};

/** Reads a leaf; nothing for bytes that are none. */
const eventIn = (leaf: Uint8Array): Unhashed | undefined => {
  const ends = endsIn(leaf);
  const texts = ends && textsIn(leaf, ends);
  if (texts === undefined || texts.includes(undefined)) return undefined;
  const [ledger = '', positionText = '', stream = '', versionText = '', eventId = '', type = '', ...rest] =
    texts;
  const [schemaText = '', occurredAt = '', recordedAt = '', body = '', meta = ''] = rest;
  const [position, version] = [countIn(positionText), countIn(versionText)];
  const schemaVersion = countIn(schemaText);
  if (position === undefined || version === undefined || schemaVersion === undefined) return undefined;
  return {
    ledger,
    position,
    stream,
    version,
    eventId,
    type,
    schemaVersion,
    occurredAt: occurredAt as Unhashed['occurredAt'],
    recordedAt: recordedAt as Unhashed['recordedAt'],
    body,
    meta,
  };
};

/** The events of a file; undefined at the first record that is none. */
export function* recordsIn(file: Uint8Array): Generator<PackedEvent | undefined> {
  for (let at = 0; at < file.length;) {
    const start = at + LENGTH_BYTES;
    const end = start <= file.length ? start + u32At(file, at) : Number.POSITIVE_INFINITY;
    at = end + HASH_BYTES;
    const [leaf, chain] = [file.subarray(start, end), file.subarray(end, at)];
    const event = at <= file.length ? eventIn(leaf) : undefined;
    yield event && { event, leaf, chain };
    if (event === undefined) return;
  }
}

/** The hashes of an inclusion proof, after their number. */
export const proofRecord = (hashes: readonly Uint8Array[]): Uint8Array =>
  concat([Uint8Array.of(hashes.length), ...hashes]);

/** The proofs in a file, one for each event; nothing for bytes that are none. */
export const proofsIn = (file: Uint8Array): readonly (readonly Uint8Array[])[] | undefined => {
  const proofs: Uint8Array[][] = [];
  for (let at = 0; at < file.length;) {
    const start = at + 1;
    at = start + (file[at] ?? 0) * HASH_BYTES;
    if (at > file.length) return undefined;
    const hashes = file.subarray(start, at);
    proofs.push(
      Array.from({ length: hashes.length / HASH_BYTES }, (_, index) =>
        hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES),
      ),
    );
  }
  return proofs;
};

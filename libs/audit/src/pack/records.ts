import { leafOf, type StoredEvent } from '#contract/event-store';
import { countIn, fromHex, fromUtf8, hex } from '../notes/encoding.js';
import { concat, HASH_BYTES } from '../tree/hasher.js';

/** An event as it lies in a pack, with the very bytes that were hashed. */
export interface PackedEvent {
  readonly event: StoredEvent;
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

interface Span {
  readonly start: number;
  readonly end: number;
}

const spansIn = (leaf: Uint8Array): readonly Span[] | undefined => {
  if (leaf[0] !== FORMAT) return undefined;
  const view = new DataView(leaf.buffer, leaf.byteOffset, leaf.byteLength);
  const spans: Span[] = [];
  let at = 1;
  while (spans.length < FIELDS) {
    if (at + LENGTH_BYTES > leaf.length) return undefined;
    const start = at + LENGTH_BYTES;
    at = start + view.getUint32(at);
    if (at > leaf.length) return undefined;
    spans.push({ start, end: at });
  }
  return at === leaf.length ? spans : undefined;
};

/** The nine short fields are read at one stroke where they are ASCII, as they are; undefined for what is no text. */
const textsIn = (leaf: Uint8Array, spans: readonly Span[]): readonly (string | undefined)[] => {
  const end = spans[ENVELOPE_FIELDS - 1]?.end ?? 0;
  const head = fromUtf8(leaf.subarray(0, end));
  const isAscii = head?.length === end;
  return spans.map(({ start, end: stop }, index) =>
    isAscii && index < ENVELOPE_FIELDS ? head.slice(start, stop) : fromUtf8(leaf.subarray(start, stop)),
  );
};

/** Reads a leaf with its chain value; nothing for bytes that are none. */
const eventIn = (leaf: Uint8Array, chain: Uint8Array): StoredEvent | undefined => {
  const spans = spansIn(leaf);
  const texts = spans && textsIn(leaf, spans).filter((text) => text !== undefined);
  if (texts?.length !== FIELDS) return undefined;
  const [ledger = '', positionText = '', stream = '', versionText = '', eventId = '', type = ''] = texts;
  const [schemaText = '', occurredAt = '', recordedAt = '', body = '', meta = ''] = texts.slice(6);
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
    occurredAt: occurredAt as StoredEvent['occurredAt'],
    recordedAt: recordedAt as StoredEvent['recordedAt'],
    body,
    meta,
    // Few readers ask for the text of what the proof compares as bytes.
    get hash() {
      return hex(chain);
    },
  };
};

/** The events of a file; undefined at the first record that is none. */
export function* recordsIn(file: Uint8Array): Generator<PackedEvent | undefined> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  for (let at = 0; at < file.length;) {
    const start = at + LENGTH_BYTES;
    const end = start <= file.length ? start + view.getUint32(at) : Number.POSITIVE_INFINITY;
    at = end + HASH_BYTES;
    const [leaf, chain] = [file.subarray(start, end), file.subarray(end, at)];
    const event = at <= file.length ? eventIn(leaf, chain) : undefined;
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

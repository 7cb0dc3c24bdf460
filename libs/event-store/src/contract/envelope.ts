import { sha256Hex, type Instant } from '#kernel';
import type { Head, NewEvent, StoredEvent } from './stored-event.js';

/**
 * The byte format of an event, version 1. A *leaf* is the byte 0x01 and then eleven fields in this order: ledger,
 * position, stream, version, event id, type, schema version, occurredAt, recordedAt, body, meta. Each field is the
 * length of its bytes as a 4-byte big-endian number, then the bytes: text in UTF-8, numbers as decimal text.
 *
 * The *chain value* of an event is SHA-256 over the byte 0x01, the 32 bytes of the previous event's chain value
 * (32 zero bytes for the first) and the leaf, written in lower-case hexadecimal.
 */
const FORMAT = 0x01;
const HASH_BYTES = 32;
const LEAF_START = 1 + HASH_BYTES;
const LENGTH_BYTES = 4;
/** UTF-8 needs at most three bytes for each UTF-16 unit. */
const MOST_BYTES_PER_UNIT = 3;

export type Unhashed = Omit<StoredEvent, 'hash'>;

/** A ledger without events ends here. */
export const EMPTY_HEAD: Head = { position: 0, hash: '0'.repeat(2 * HASH_BYTES), recordedAt: null };

/** The head of a ledger that ends with this event. */
export const headAt = ({ position, hash, recordedAt }: StoredEvent): Head => ({ position, hash, recordedAt });

const fieldsOf = (event: Unhashed): readonly string[] => [
  event.ledger,
  String(event.position),
  event.stream,
  String(event.version),
  event.eventId,
  event.type,
  String(event.schemaVersion),
  event.occurredAt,
  event.recordedAt,
  event.body,
  event.meta,
];

/** Reused from event to event: hashing is the busiest spot of a replay, and never waits half-way. */
let workspace = /* @__PURE__ */ Buffer.alloc(1 << 16);

const roomFor = (fields: readonly string[]): Buffer => {
  let most = LEAF_START + 1;
  for (const field of fields) most += LENGTH_BYTES + MOST_BYTES_PER_UNIT * field.length;
  if (most > workspace.length) workspace = Buffer.alloc(2 * most);
  return workspace;
};

/** Lays the leaf out after the room for a previous hash; valid until the next call. */
const layOut = (event: Unhashed): Buffer => {
  const fields = fieldsOf(event);
  const bytes = roomFor(fields);
  let end = LEAF_START;
  bytes[end++] = FORMAT;
  for (const field of fields) {
    const length = bytes.write(field, end + LENGTH_BYTES, 'utf8');
    bytes.writeUInt32BE(length, end);
    end += LENGTH_BYTES + length;
  }
  return bytes.subarray(0, end);
};

/** The documented bytes of an event; what a Merkle tree takes as its leaf. */
export const leafOf = (event: Unhashed): Uint8Array => Uint8Array.from(layOut(event).subarray(LEAF_START));

/**
 * The same after one free byte, as the hash of a Merkle leaf wants it, without a copy: valid until the next call of
 * anything here, and only to be read or to have its first byte written.
 */
export const leafAfterFreeByte = (event: Unhashed): Uint8Array => layOut(event).subarray(LEAF_START - 1);

/** The chain value of an event that follows one with `previousHash`. */
export const chainHash = (previousHash: string, event: Unhashed): string => {
  const bytes = layOut(event);
  bytes[0] = FORMAT;
  bytes.write(previousHash, 1, 'hex');
  return sha256Hex(bytes);
};

/** Where new events are to lie: after `head` in `ledger`, at `recordedAt`, each stream at the version it has now. */
export interface SealingPlace {
  readonly ledger: string;
  readonly head: Head;
  readonly recordedAt: Instant;
  /** 0 for a stream without events. */
  versionOf(stream: string): number;
}

/** Gives events their position, version and chain value, in the order given. */
export const seal = (place: SealingPlace, events: readonly NewEvent[]): StoredEvent[] => {
  const { ledger, recordedAt } = place;
  const versions = new Map<string, number>();
  let { position, hash } = place.head;
  return events.map((event) => {
    const version = (versions.get(event.stream) ?? place.versionOf(event.stream)) + 1;
    versions.set(event.stream, version);
    position += 1;
    // Field by field: spreading an event took longer than hashing it.
    const sealed = {
      ledger,
      position,
      stream: event.stream,
      version,
      eventId: event.eventId,
      type: event.type,
      schemaVersion: event.schemaVersion,
      occurredAt: event.occurredAt,
      recordedAt,
      body: event.body,
      meta: event.meta,
      hash,
    };
    hash = chainHash(hash, sealed);
    sealed.hash = hash;
    return sealed;
  });
};

/** The first event whose chain value does not follow from its content and the one before it; nothing when all do. */
export const verifyChain = (
  previousHash: string,
  events: readonly StoredEvent[],
): StoredEvent | undefined => {
  let previous = previousHash;
  return events.find((event) => {
    const expected = chainHash(previous, event);
    previous = event.hash;
    return expected !== event.hash;
  });
};

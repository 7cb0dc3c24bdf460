import { leafOf, type StoredEvent } from '#contract/event-store';
import { fromHex } from '../notes/encoding.js';
import { concat, HASH_BYTES } from '../tree/hasher.js';
import { field, LeafEvent, u32At, type IsText } from './leaf-event.js';

const LENGTH_BYTES = 4;

/** An event as it lies in a pack, with the very bytes that were hashed. */
export class PackedEvent {
  constructor(
    readonly event: LeafEvent,
    private readonly file: Uint8Array,
    private readonly end: number,
  ) {}

  get leaf(): Uint8Array {
    return this.event.leaf;
  }

  /** The chain value as it is stored. */
  get chain(): Uint8Array {
    return this.file.subarray(this.end, this.end + HASH_BYTES);
  }
}

/** An event's record: the length of its leaf, the leaf, and the chain value as it is stored. */
export const recordOf = (event: StoredEvent): Uint8Array => {
  const leaf = leafOf(event);
  return concat([field(leaf), fromHex(event.hash) ?? new Uint8Array(HASH_BYTES)]);
};

/** The events of a file; undefined at the first record that is none. */
export function* recordsIn(file: Uint8Array, isText?: IsText): Generator<PackedEvent | undefined> {
  let event: LeafEvent | undefined;
  for (let at = 0; at < file.length;) {
    const start = at + LENGTH_BYTES;
    const end = start <= file.length ? start + u32At(file, at) : Number.POSITIVE_INFINITY;
    at = end + HASH_BYTES;
    event = at <= file.length ? LeafEvent.in(file, [start, end], { isText, before: event }) : undefined;
    yield event && new PackedEvent(event, file, end);
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

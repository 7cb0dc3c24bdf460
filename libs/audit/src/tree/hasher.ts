/** A hash function over bytes, such as SHA-256 or SM3; it may not keep what it is given. */
export type Hash = (bytes: Uint8Array) => Uint8Array;

/** Both hashes in use, SHA-256 and SM3, give this many bytes. */
export const HASH_BYTES = 32;

const LEAF = 0x00;
const NODE = 0x01;

/** How a Merkle tree of RFC 6962 hashes its leaves and nodes. */
export interface TreeHasher {
  /** The root of the tree without leaves. */
  readonly empty: Uint8Array;
  leaf(data: Uint8Array): Uint8Array;
  /** A leaf that its caller has laid out after one free byte, which is overwritten: saves copying it. */
  leafAfterFreeByte(bytes: Uint8Array): Uint8Array;
  node(left: Uint8Array, right: Uint8Array): Uint8Array;
}

/** RFC 6962, 2.1: a leaf is hashed after the byte 0x00, two nodes after the byte 0x01. */
export const treeHasher = (hash: Hash): TreeHasher => {
  const pair = new Uint8Array(1 + 2 * HASH_BYTES);
  pair[0] = NODE;
  const leafAfterFreeByte = (bytes: Uint8Array): Uint8Array => {
    bytes[0] = LEAF;
    return hash(bytes);
  };
  return {
    empty: hash(new Uint8Array(0)),
    leafAfterFreeByte,
    leaf: (data) => {
      const bytes = new Uint8Array(1 + data.length);
      bytes.set(data, 1);
      return leafAfterFreeByte(bytes);
    },
    node: (left, right) => {
      if (left.length !== HASH_BYTES || right.length !== HASH_BYTES)
        return hash(concat([Uint8Array.of(NODE), left, right]));
      pair.set(left, 1);
      pair.set(right, 1 + HASH_BYTES);
      return hash(pair);
    },
  };
};

/** Byte strings one after another. */
export const concat = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
  return whole;
};

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
};

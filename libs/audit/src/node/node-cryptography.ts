import { createPrivateKey, createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto';
import type { Cryptography, SignatureAlgorithm } from '../crypto/cryptography.js';
import { pureSm2 } from '../crypto/pure-cryptography.js';
import { fromHex, hex } from '../notes/encoding.js';
import { concat, HASH_BYTES, type Hash } from '../tree/hasher.js';

/** What DER puts before the 32 bytes of an Ed25519 seed (PKCS #8) or public key (SPKI). */
const PKCS8 = fromHex('302e020100300506032b657004220420') ?? new Uint8Array(0);
const SPKI = fromHex('302a300506032b6570032100') ?? new Uint8Array(0);
const KEY_BYTES = 32;

const secretKey = (seed: Uint8Array) =>
  createPrivateKey({ key: Buffer.from(concat([PKCS8, seed])), format: 'der', type: 'pkcs8' });
/** To make a key ready takes twice as long as to verify with it, and a pack's notes are signed by few. */
const publicKeys = new Map<string, KeyObject>();
const MOST_KEYS = 1_000;
const publicKey = (bytes: Uint8Array): KeyObject => {
  const name = hex(bytes);
  const known = publicKeys.get(name);
  if (known !== undefined) return known;
  if (publicKeys.size >= MOST_KEYS) publicKeys.clear();
  const key = createPublicKey({ key: Buffer.from(concat([SPKI, bytes])), format: 'der', type: 'spki' });
  publicKeys.set(name, key);
  return key;
};

const nodeEd25519: SignatureAlgorithm = {
  name: 'Ed25519',
  secretBytes: KEY_BYTES,
  publicBytes: KEY_BYTES,
  publicKeyOf: (seed) =>
    createPublicKey(secretKey(seed)).export({ format: 'der', type: 'spki' }).subarray(SPKI.length),
  sign: (message, seed) => sign(null, message, secretKey(seed)),
  verify: ({ message, signature, publicKey: bytes }) => {
    try {
      return verify(null, message, publicKey(bytes), signature);
    } catch {
      return false;
    }
  },
};

const HASHES_IN_PIECE = 256;

/** By way of a text, into memory for many: a buffer that Node makes for each takes longer than hashing a node does. */
const hashed = (algorithm: 'sha256' | 'sm3'): Hash => {
  let piece = new Uint8Array(0);
  let used = 0;
  return (bytes) => {
    const text = hash(algorithm, bytes, 'binary');
    if (used === piece.length) [piece, used] = [new Uint8Array(HASHES_IN_PIECE * HASH_BYTES), 0];
    const value = piece.subarray(used, used + HASH_BYTES);
    for (let at = 0; at < HASH_BYTES; at += 1) value[at] = text.charCodeAt(at);
    used += HASH_BYTES;
    return value;
  };
};

/** Node's own hashes and Ed25519, many times faster than plain JavaScript; the same bytes. */
export const nodeCryptography: Cryptography = {
  sha256: hashed('sha256'),
  sm3: hashed('sm3'),
  ed25519: nodeEd25519,
  sm2: pureSm2,
};

import { createPublicKey, hash, verify } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { pureCryptography } from '../crypto/pure-cryptography.js';
import type { SignatureAlgorithm } from '../crypto/cryptography.js';
import { fromHex } from '../notes/encoding.js';
import type { PackTools } from '../pack/tools.js';
import { concat } from '../tree/hasher.js';

/** What DER puts before the 32 bytes of an Ed25519 public key (SPKI). */
const SPKI = fromHex('302a300506032b6570032100') ?? new Uint8Array(0);

const ed25519: SignatureAlgorithm = {
  ...pureCryptography.ed25519,
  verify: ({ message, signature, publicKey }) => {
    try {
      const key = Buffer.from(concat([SPKI, publicKey]));
      return verify(null, message, createPublicKey({ key, format: 'der', type: 'spki' }), signature);
    } catch {
      return false;
    }
  },
};

/** Node's own hashes, signatures and deflate: many times faster than plain JavaScript, with the same answers. */
export const nodeTools: PackTools = {
  cryptography: {
    ...pureCryptography,
    sha256: (bytes) => hash('sha256', bytes, 'buffer'),
    sm3: (bytes) => hash('sm3', bytes, 'buffer'),
    ed25519,
  },
  digest: (bytes) => hash('sha256', bytes, 'buffer'),
  deflate: (bytes) => deflateRawSync(bytes),
  inflate: (packed, size) => {
    try {
      const bytes = inflateRawSync(packed, { maxOutputLength: size + 1 });
      return bytes.length === size ? bytes : undefined;
    } catch {
      return undefined;
    }
  },
};

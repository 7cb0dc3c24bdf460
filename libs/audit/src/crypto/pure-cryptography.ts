import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { sm2, sm3 } from 'sm-crypto-v2';
import { fromHex, hex } from '../notes/encoding.js';
import type { Cryptography, SignatureAlgorithm } from './cryptography.js';

const answersFalse = (check: () => boolean): boolean => {
  try {
    return check();
  } catch {
    return false;
  }
};

/** RFC 8032 as it stands: no signature that another strict verifier would refuse. */
const pureEd25519: SignatureAlgorithm = {
  name: 'Ed25519',
  secretBytes: 32,
  publicBytes: 32,
  publicKeyOf: (secret) => ed25519.getPublicKey(secret),
  sign: (message, secret) => ed25519.sign(message, secret),
  verify: ({ message, signature, publicKey }) =>
    answersFalse(() => ed25519.verify(signature, message, publicKey, { zip215: false })),
};

const bytesOf = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array(0);

/** The scheme of GB/T 32918.2: the message hashed with the signer's identity, which is the default one. */
const SCHEME = { hash: true, der: true } as const;

/** Public keys are 0x04 and both coordinates; signatures are DER. node:crypto has no SM2 that others understand. */
export const pureSm2: SignatureAlgorithm = {
  name: 'SM2',
  secretBytes: 32,
  publicBytes: 65,
  publicKeyOf: (secret) => bytesOf(sm2.getPublicKeyFromPrivateKey(hex(secret))),
  sign: (message, secret) => bytesOf(sm2.doSignature(message, hex(secret), SCHEME)),
  verify: ({ message, signature, publicKey }) =>
    answersFalse(() => sm2.doVerifySignature(message, hex(signature), hex(publicKey), SCHEME)),
};

/** In plain JavaScript, for wherever there is no server. */
export const pureCryptography: Cryptography = {
  sha256: (bytes) => sha256(bytes),
  sm3: (bytes) => bytesOf(sm3(bytes)),
  ed25519: pureEd25519,
  sm2: pureSm2,
};

import type { Hash } from '../tree/hasher.js';

/** One signature algorithm over bytes. Nothing here throws on what an enemy may have written: it answers false. */
export interface SignatureAlgorithm {
  readonly name: 'Ed25519' | 'SM2';
  readonly secretBytes: number;
  readonly publicBytes: number;
  publicKeyOf(secret: Uint8Array): Uint8Array;
  sign(message: Uint8Array, secret: Uint8Array): Uint8Array;
  verify(claim: SignatureClaim): boolean;
}

export interface SignatureClaim {
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
  readonly publicKey: Uint8Array;
}

/**
 * What proofs are made with. A port: the pure one runs in a browser too, the service brings a faster one that gives
 * the same bytes.
 */
export interface Cryptography {
  readonly sha256: Hash;
  readonly sm3: Hash;
  readonly ed25519: SignatureAlgorithm;
  readonly sm2: SignatureAlgorithm;
}

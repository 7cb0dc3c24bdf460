import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Stands in for the one function of `node:crypto` that the kernel uses: SHA-256 in hexadecimal. */
export const hash = (_algorithm: 'sha256', data: string | Uint8Array, _encoding: 'hex'): string =>
  bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data));

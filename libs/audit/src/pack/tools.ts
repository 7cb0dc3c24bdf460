import type { Cryptography } from '../crypto/cryptography.js';
import type { IsText } from './leaf-event.js';

/**
 * What reading and writing packs needs of the platform. A port: the pure one runs in a browser too, the command line
 * and the service bring faster ones that give the same answers.
 */
export interface PackTools {
  readonly cryptography: Cryptography;
  /** SHA-256 of a whole file; may be the platform's own. */
  readonly digest: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;
  /** Raw deflate (RFC 1951). */
  readonly deflate: (bytes: Uint8Array) => Uint8Array;
  /** Exactly `size` bytes, or nothing for a stream that is none, is torn or holds another number of bytes. */
  readonly inflate: (packed: Uint8Array, size: number) => Uint8Array | undefined;
  readonly isText: IsText;
  /** Takes the bytes of an unpacked file that nobody will look at again. */
  readonly discard: (bytes: Uint8Array) => void;
}

/** A pack as bytes that can be read from any place: a file on disk, or one picked in a browser. */
export interface PackSource {
  readonly size: number;
  readonly read: (start: number, end: number) => Promise<Uint8Array>;
}

/** A pack held in memory. */
export const bytesSource = (bytes: Uint8Array): PackSource => ({
  size: bytes.length,
  read: (start, end) => Promise.resolve(bytes.subarray(start, end)),
});

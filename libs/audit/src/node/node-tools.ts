import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import { MessageChannel } from 'node:worker_threads';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { PackTools } from '../pack/tools.js';
import { nodeCryptography } from './node-cryptography.js';

/** The smallest piece that zlib unpacks into. */
const MIN_PIECE = 64;

const { port1: toNobody, port2: nobody } = new MessageChannel();
nobody.close();
toNobody.unref();

/** Smaller ones are soon collected, or share their memory with others. */
const WORTH_DISCARDING = 2 ** 20;

/** Node's own hashes, signatures, deflate and UTF-8: many times faster than plain JavaScript, with the same answers. */
export const nodeTools: PackTools = {
  cryptography: nodeCryptography,
  digest: (bytes) => hash('sha256', bytes, 'buffer'),
  deflate: (bytes) => deflateRawSync(bytes),
  inflate: (packed, size) => {
    try {
      // In one piece: pieces would be copied together.
      const bytes = inflateRawSync(packed, {
        maxOutputLength: size + 1,
        chunkSize: Math.max(size + 1, MIN_PIECE),
      });
      // A buffer of Node's takes twice as long to cut pieces from.
      return bytes.length === size ? new Uint8Array(bytes.buffer, bytes.byteOffset, size) : undefined;
    } catch {
      return undefined;
    }
  },
  isText: (bytes) => isUtf8(bytes),
  // Files of some megabytes outlive many collections of garbage. What is transferred to nobody is given back at once.
  discard: ({ buffer }) => {
    if (buffer instanceof ArrayBuffer && buffer.byteLength >= WORTH_DISCARDING)
      toNobody.postMessage(undefined, [buffer]);
  },
};

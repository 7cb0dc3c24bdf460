import { deflateSync, inflateSync } from 'fflate';
import { pureCryptography } from '../crypto/pure-cryptography.js';
import { fromUtf8 } from '../notes/encoding.js';
import type { PackTools } from './tools.js';

const LEVEL = 6;

/** One byte of room more than is due shows a stream that holds more. */
const inflate: PackTools['inflate'] = (packed, size) => {
  try {
    const bytes = inflateSync(packed, { out: new Uint8Array(size + 1) });
    return bytes.length === size ? bytes : undefined;
  } catch {
    return undefined;
  }
};

/** In plain JavaScript, for wherever there is no server. */
export const pureTools: PackTools = {
  cryptography: pureCryptography,
  digest: pureCryptography.sha256,
  deflate: (bytes) => deflateSync(bytes, { level: LEVEL }),
  inflate,
  isText: (bytes) => fromUtf8(bytes) !== undefined,
  discard: () => undefined,
};

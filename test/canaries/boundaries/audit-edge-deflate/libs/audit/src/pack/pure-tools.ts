import { inflateRawSync } from 'node:zlib';

export const inflate = (packed: Uint8Array): Uint8Array => inflateRawSync(packed);

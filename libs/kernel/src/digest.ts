import { hash } from 'node:crypto';

/** SHA-256 as lower-case hexadecimal; text counts as its UTF-8 bytes. */
export const sha256Hex = (data: string | Uint8Array): string => hash('sha256', data, 'hex');

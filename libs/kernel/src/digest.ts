import { createHash } from 'node:crypto';

/** SHA-256 as lower-case hexadecimal. */
export const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

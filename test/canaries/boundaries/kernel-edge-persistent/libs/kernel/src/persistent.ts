import { createHash } from 'node:crypto';

export const empty = createHash('sha256');

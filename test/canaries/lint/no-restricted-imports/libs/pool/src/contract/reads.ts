import { readFileSync } from 'node:fs';

export const file = readFileSync('a', 'utf8');

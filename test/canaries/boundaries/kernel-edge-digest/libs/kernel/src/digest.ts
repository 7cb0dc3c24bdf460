import { readFileSync } from 'node:fs';

export const digest = (text: string): string => readFileSync(text, 'utf8');

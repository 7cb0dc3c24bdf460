import { hash } from 'node:crypto';

export const digest = (text: string): string => hash('sha256', text);

import { part } from './testing/part.js';

export const shipped = part;

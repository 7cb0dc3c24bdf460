import type { a } from './ring-a.js';

export const b = 1 satisfies typeof a;

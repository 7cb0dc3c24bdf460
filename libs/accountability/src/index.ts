import type { Decider } from '#kernel';
import { recordAccountability } from './domain/record-accountability.decider.js';
import { withdrawAccountability } from './domain/withdraw-accountability.decider.js';

export * from './domain/accountability.fold.js';
export * from './domain/accountability.view.js';
export * from './domain/record-accountability.decider.js';
export * from './domain/withdraw-accountability.decider.js';

/** Every command this library decides. */
export const deciders = [
  recordAccountability,
  withdrawAccountability,
] as const satisfies readonly Decider<never>[];

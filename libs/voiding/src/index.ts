import type { Decider } from '#kernel';
import { proposeVoid } from './domain/propose-void.decider.js';
import { reviewVoid } from './domain/review-void.decider.js';
import { voidLot } from './domain/void-lot.decider.js';

export * from './domain/propose-void.decider.js';
export * from './domain/review-void.decider.js';
export * from './domain/void-lot.decider.js';

/** Every command this library decides. */
export const deciders = [proposeVoid, reviewVoid, voidLot] as const satisfies readonly Decider<never>[];

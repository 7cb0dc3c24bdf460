import type { Decider } from '#kernel';
import { recordCapacity } from './domain/record-capacity.decider.js';

export * from './domain/capacity.fold.js';
export * from './domain/capacity.view.js';
export * from './domain/record-capacity.decider.js';

/** Every command this library decides. */
export const deciders = [recordCapacity] as const satisfies readonly Decider<never>[];

import type { Decider } from '#kernel';
import { grantDelegation, revokeDelegation } from './domain/delegation.deciders.js';

export * from './domain/delegation.deciders.js';
export * from './domain/delegation.fold.js';

/** Every command this library decides. */
export const deciders = [grantDelegation, revokeDelegation] as const satisfies readonly Decider<never>[];

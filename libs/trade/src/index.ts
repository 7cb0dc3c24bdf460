import type { Decider } from '#kernel';
import { recordTrade } from './domain/record-trade.decider.js';

export * from './domain/backing.policy.js';
export * from './domain/record-trade.decider.js';
export * from './domain/trade.fold.js';
export * from './domain/trade.view.js';

/** Every command this library decides. */
export const deciders = [recordTrade] as const satisfies readonly Decider<never>[];

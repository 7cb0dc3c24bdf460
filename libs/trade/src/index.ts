import type { Decider } from '#kernel';
import { correctTradePrice } from './domain/correct-trade-price.decider.js';
import { recordTrade } from './domain/record-trade.decider.js';

export * from './domain/backing.policy.js';
export type { CorrectTradePrice } from './domain/correct-trade-price.decider.js';
export * from './domain/record-trade.decider.js';
export * from './domain/trade.fold.js';
export * from './domain/trade.view.js';

/** Every command this library decides. */
export const deciders = [recordTrade, correctTradePrice] as const satisfies readonly Decider<never>[];

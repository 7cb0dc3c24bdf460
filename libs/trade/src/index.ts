import type { Decider } from '#kernel';
import { correctTradePrice } from './domain/correct-trade-price.decider.js';
import { concludeCrossing } from './domain/conclude-crossing.decider.js';
import { recordTrade } from './domain/record-trade.decider.js';
import { reserveCrossing } from './domain/reserve-crossing.decider.js';
import { takeCrossing } from './domain/take-crossing.decider.js';

export * from './domain/backing.policy.js';
export type { ConcludeCrossing } from './domain/conclude-crossing.decider.js';
export type { CorrectTradePrice } from './domain/correct-trade-price.decider.js';
export * from './domain/record-trade.decider.js';
export type { ReserveCrossing } from './domain/reserve-crossing.decider.js';
export type { TakeCrossing } from './domain/take-crossing.decider.js';
export * from './domain/trade.fold.js';
export * from './domain/trade.view.js';

/** Every command this library decides. */
export const deciders = [
  recordTrade,
  correctTradePrice,
  reserveCrossing,
  takeCrossing,
  concludeCrossing,
] as const satisfies readonly Decider<never>[];

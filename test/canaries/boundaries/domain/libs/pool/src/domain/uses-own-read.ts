import type { BalanceProjection } from '../read/balance.projection.js';

export type Balance = BalanceProjection;

import { BalanceProjection } from '../read/balance.projection.js';

export const balance = BalanceProjection;

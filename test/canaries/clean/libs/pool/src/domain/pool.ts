import type { DepositFiled } from '#contract/deposit';
import { tonne } from '#kernel';
import { filed } from '#libs/deposit';
import type { PoolCredited } from '../contract/index.js';

export const credited = (pool: string): PoolCredited => {
  const source: DepositFiled = filed(pool);
  return { pool, source: { ...source, verified: tonne } };
};

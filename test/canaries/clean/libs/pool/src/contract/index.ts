import type { DepositFiled } from '#contract/deposit';

export type PoolCredited = { pool: string; source: DepositFiled };

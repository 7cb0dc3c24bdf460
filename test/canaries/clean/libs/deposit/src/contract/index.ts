import type { Milligram } from '#kernel';

export type DepositFiled = { depositId: string; verified: Milligram };

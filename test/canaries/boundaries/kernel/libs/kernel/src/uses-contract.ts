import type { DepositFiled } from '#contract/deposit';

export type Known = DepositFiled;

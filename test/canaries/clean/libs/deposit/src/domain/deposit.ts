import type { DepositFiled } from '../contract/index.js';

export const filed = (depositId: string): DepositFiled => ({ depositId, verified: 0n });

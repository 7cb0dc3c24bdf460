import { DepositModule } from '#module/deposit';

export const wiring = DepositModule;

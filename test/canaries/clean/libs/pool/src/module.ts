import { Module } from '@nestjs/common';
import { DepositModule } from '#module/deposit';
import { CreditHandler } from './application/credit.handler.js';
import { BalanceProjection } from './read/balance.projection.js';

@Module({ imports: [DepositModule], providers: [CreditHandler, BalanceProjection] })
export class PoolModule {}

export { CreditHandler };

import { Module } from '@nestjs/common';
import { ProofModule } from '../proof/proof.module.js';
import { PublicVouchersController } from './public-vouchers.controller.js';
import { Vouchers } from './vouchers.js';
import { VouchersController } from './vouchers.controller.js';

/** 凭证：the document with its proof for those in scope, its state for everybody. */
@Module({
  imports: [ProofModule],
  controllers: [VouchersController, PublicVouchersController],
  providers: [Vouchers],
})
export class VoucherModule {}

import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.js';
import { ImportLedger } from './import-ledger.js';
import { ImportWorks } from './import-works.js';
import { ImportsController } from './imports.controller.js';

/** 导入: what offices bring in their spreadsheets. */
@Module({
  imports: [LedgerModule],
  controllers: [ImportsController],
  providers: [ImportLedger, ImportWorks],
})
export class ImportsModule {}

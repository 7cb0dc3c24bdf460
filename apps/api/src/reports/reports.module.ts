import { Module } from '@nestjs/common';
import { InspectionsModule } from '../inspections/inspections.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { LogScan } from './log-scan.js';
import { PoolChangesController } from './pool-changes.controller.js';
import { ReportBooks } from './report-books.js';
import { ReportsController } from './reports.controller.js';
import { SupervisionReportsController } from './supervision-reports.controller.js';
import { PermitCancellationsController, TradeReportsController } from './sources.controllers.js';

/** 报表 and the records that only reports are made from. */
@Module({
  imports: [LedgerModule, InspectionsModule],
  controllers: [
    PermitCancellationsController,
    TradeReportsController,
    ReportsController,
    PoolChangesController,
    SupervisionReportsController,
  ],
  providers: [LogScan, ReportBooks],
})
export class ReportsModule {}

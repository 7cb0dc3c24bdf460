import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { IdentityModule, PersonalPace, type Config } from '#libs/platform';
import { CapacityController } from './capacity/capacity.controller.js';
import { DelegationBook } from './delegations/delegation-book.js';
import { DelegationsController } from './delegations/delegations.controller.js';
import { DepositNotices } from './deposits/deposit-notices.js';
import { DepositsController } from './deposits/deposits.controller.js';
import { OpeningsController } from './deposits/openings.controller.js';
import { EiaApprovalsController } from './eia/eia.controller.js';
import { EventLog } from './events/event-log.js';
import { EventsController } from './events/events.controller.js';
import { LogDensity } from './events/log-density.js';
import { FrontController } from './front/front.controller.js';
import { HealthController } from './health/health.controller.js';
import { ImportsModule } from './imports/imports.module.js';
import { InboxController } from './inbox/inbox.controller.js';
import { InboxDesk } from './inbox/inbox-desk.js';
import { InspectionsModule } from './inspections/inspections.module.js';
import { AwaitPosition } from './ledger/await-position.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { LedgersController } from './ledgers/ledgers.controller.js';
import { Changes } from './live/changes.js';
import { LiveController } from './live/live.controller.js';
import { LiveFeed } from './live/live-feed.js';
import { PoliciesController } from './policies/policies.controller.js';
import { PolicyBook } from './policies/policy-book.js';
import { PoolBooks } from './pools/pool-books.js';
import { PoolsController } from './pools/pools.controller.js';
import { ProofModule } from './proof/proof.module.js';
import { PacksModule } from './packs/packs.module.js';
import { PapersModule } from './papers/papers.module.js';
import { ReductionsController } from './reductions/reductions.controller.js';
import { ReferenceController } from './reference/reference.controller.js';
import { ReportsModule } from './reports/reports.module.js';
import { AssessmentsController } from './standing/assessments.controller.js';
import { BulkReadings } from './standing/bulk-readings.js';
import { MeasuresController } from './standing/measures.controller.js';
import { ParksController } from './standing/parks.controller.js';
import { ReadingsController } from './standing/readings.controller.js';
import { StandingBooks } from './standing/standing-books.js';
import { StandingController } from './standing/standing.controller.js';
import { StandingRegisters } from './standing/standing-registers.js';
import { SuspensionsController } from './standing/suspensions.controller.js';
import { StoreModule } from './store.module.js';
import { AccountabilityController } from './supervision/accountability.controller.js';
import { FindingsController } from './supervision/findings.controller.js';
import { SupervisionRegisters } from './supervision/supervision-registers.js';
import { TradesController } from './trades/trades.controller.js';
import { LotChains } from './voiding/lot-chains.js';
import { LotsController } from './voiding/lots.controller.js';
import { ObligationsController } from './voiding/obligations.controller.js';
import { DemandsController } from './withdrawals/demands.controller.js';
import { VoucherModule } from './withdrawals/voucher.module.js';
import { WithdrawalsController } from './withdrawals/withdrawals.controller.js';

/** Around every handler, outermost first. */
const INTERCEPTORS = [PersonalPace, AwaitPosition].map((useClass) => ({
  provide: APP_INTERCEPTOR,
  useClass,
}));

const CONTROLLERS = [
  ReferenceController,
  InboxController,
  DelegationsController,
  PoliciesController,
  ReductionsController,
  DepositsController,
  OpeningsController,
  DemandsController,
  WithdrawalsController,
  PoolsController,
  LedgersController,
  LotsController,
  ObligationsController,
  TradesController,
  EiaApprovalsController,
  FindingsController,
  AccountabilityController,
  CapacityController,
  ReadingsController,
  MeasuresController,
  SuspensionsController,
  AssessmentsController,
  StandingController,
  ParksController,
  EventsController,
  FrontController,
  HealthController,
  LiveController,
];

const PROVIDERS: readonly Provider[] = [
  Changes,
  DelegationBook,
  DepositNotices,
  EventLog,
  InboxDesk,
  LiveFeed,
  LogDensity,
  LotChains,
  PolicyBook,
  PoolBooks,
  BulkReadings,
  StandingBooks,
  StandingRegisters,
  ...INTERCEPTORS,
  SupervisionRegisters,
];

/** The service put together. */
@Module({})
export class AppModule {
  static over(config: Config, url: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        StoreModule.over(config, url),
        IdentityModule.with(DelegationBook),
        LedgerModule,
        ProofModule,
        PacksModule,
        InspectionsModule,
        VoucherModule,
        ReportsModule,
        ImportsModule,
        PapersModule,
      ],
      controllers: CONTROLLERS,
      providers: [...PROVIDERS],
    };
  }
}

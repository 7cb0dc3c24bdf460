import { Module, type DynamicModule } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { IdentityModule, type Config } from '#libs/platform';
import { DepositsController } from './deposits/deposits.controller.js';
import { EventLog } from './events/event-log.js';
import { EventsController } from './events/events.controller.js';
import { HealthController } from './health/health.controller.js';
import { AwaitPosition } from './ledger/await-position.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { PoliciesController } from './policies/policies.controller.js';
import { PolicyBook } from './policies/policy-book.js';
import { PoolBooks } from './pools/pool-books.js';
import { PoolsController } from './pools/pools.controller.js';
import { ReductionsController } from './reductions/reductions.controller.js';
import { ReferenceController } from './reference/reference.controller.js';
import { StoreModule } from './store.module.js';
import { DemandsController } from './withdrawals/demands.controller.js';
import { Vouchers } from './withdrawals/vouchers.js';
import { VouchersController } from './withdrawals/vouchers.controller.js';
import { WithdrawalsController } from './withdrawals/withdrawals.controller.js';

/** The service put together. */
@Module({})
export class AppModule {
  static over(config: Config, url: string): DynamicModule {
    return {
      module: AppModule,
      imports: [StoreModule.over(config, url), IdentityModule, LedgerModule],
      controllers: [
        ReferenceController,
        PoliciesController,
        ReductionsController,
        DepositsController,
        DemandsController,
        WithdrawalsController,
        VouchersController,
        PoolsController,
        EventsController,
        HealthController,
      ],
      providers: [EventLog, PolicyBook, PoolBooks, Vouchers, { provide: APP_INTERCEPTOR, useClass: AwaitPosition }],
    };
  }
}

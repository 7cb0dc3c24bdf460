import { Global, Injectable, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EventStore, Leases, Notices, PostgresLeases, PostgresNotices } from '#libs/event-store';
import { Config, dataSourceOptions } from '#libs/platform';
import { ENTITIES, MIGRATIONS } from './database/migrate.js';
import { openEventStore } from './event-store.js';
import { Traces } from './observe/traces.js';
import { WriteGate } from './proof/write-gate.js';

/** Whoever writes or follows has stopped by then. */
@Injectable()
class StoreLifecycle implements OnApplicationShutdown {
  constructor(
    private readonly store: EventStore,
    private readonly leases: Leases,
    private readonly notices: Notices,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.store.close(), this.leases.close(), this.notices.close()]);
  }
}

/** What every room of the service needs from outside: its settings, the database, the log. */
@Global()
@Module({})
export class StoreModule {
  static over(config: Config, url: string): DynamicModule {
    return {
      module: StoreModule,
      imports: [
        TypeOrmModule.forRoot({
          ...dataSourceOptions({ url, entities: ENTITIES, migrations: MIGRATIONS }),
          retryAttempts: 3,
          retryDelay: 500,
        }),
      ],
      providers: [
        { provide: Config, useValue: config },
        { provide: Notices, useFactory: () => new PostgresNotices(url) },
        {
          provide: EventStore,
          useFactory: (notices: Notices) =>
            openEventStore(config, { url, notices, pooled: config.databasePooled }),
          inject: [Notices],
        },
        { provide: Leases, useFactory: () => new PostgresLeases({ url, pooled: config.databasePooled }) },
        { provide: Traces, useFactory: () => Traces.open(config.tracing) },
        StoreLifecycle,
        WriteGate,
      ],
      exports: [Config, EventStore, Leases, Notices, Traces, WriteGate],
    };
  }
}

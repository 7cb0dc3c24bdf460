import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EventStore, PostgresEventStore } from '#libs/event-store';
import { Config, dataSourceOptions } from '#libs/platform';
import { ENTITIES, MIGRATIONS } from './database/migrate.js';
import { WriteGate } from './proof/write-gate.js';

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
        {
          provide: EventStore,
          useFactory: () => new PostgresEventStore({ url, pooled: config.databasePooled }),
        },
        WriteGate,
      ],
      exports: [Config, EventStore, WriteGate],
    };
  }
}

import {
  Injectable,
  Logger,
  Module,
  type BeforeApplicationShutdown,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { LEDGER_DECIDERS, LEDGER_EVENTS } from '#libs/audit';
import { Clock, EventStore, LedgerExecutor } from '#libs/event-store';
import { Config, ProjectionRunner } from '#libs/platform';
import { WriteGate } from '../proof/write-gate.js';
import { HoldKeeper } from './hold-keeper.js';
import { ItemRegisters } from './item-registers.js';
import { LEDGER } from './ledger.constants.js';
import { LedgerGateway } from './ledger.gateway.js';
import { metricsObserver } from '../observe/metrics.js';
import { PROJECTIONS } from './projections.js';
import { Registers } from './registers.js';
import { SubmitHandler } from './submit.handler.js';
import { SystemClock } from './system-clock.js';

interface ExecutorParts {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly config: Config;
  readonly gate: WriteGate;
}

const executorOver = ({ store, clock, config, gate }: ExecutorParts): LedgerExecutor =>
  new LedgerExecutor(store, {
    ledger: LEDGER,
    deciders: LEDGER_DECIDERS,
    catalogue: LEDGER_EVENTS,
    clock,
    observer: metricsObserver,
    queueLimit: config.ledgerQueue,
    whyStopped: () => gate.trouble,
  });

const runnerOver = (store: EventStore, dataSource: DataSource): ProjectionRunner => {
  const logger = new Logger('ProjectionRunner');
  return new ProjectionRunner({
    store,
    dataSource,
    ledger: LEDGER,
    catalogue: LEDGER_EVENTS,
    projections: PROJECTIONS,
    onAlarm: (message, error) => logger.error(`${message}: ${String(error)}`),
  });
};

/** Starts following the log before requests come, and finishes what was accepted before the process goes. */
@Injectable()
class LedgerLifecycle implements OnModuleInit, BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(
    private readonly executor: LedgerExecutor,
    private readonly runner: ProjectionRunner,
    private readonly store: EventStore,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.runner.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.executor.drain();
    await this.runner.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }
}

/** The log, its one writer, and the readers that follow it. `EventStore` comes from the module that opens it. */
@Module({
  imports: [CqrsModule],
  providers: [
    { provide: Clock, useClass: SystemClock },
    {
      provide: LedgerExecutor,
      useFactory: (...[store, clock, config, gate]: [EventStore, Clock, Config, WriteGate]) =>
        executorOver({ store, clock, config, gate }),
      inject: [EventStore, Clock, Config, WriteGate],
    },
    { provide: ProjectionRunner, useFactory: runnerOver, inject: [EventStore, DataSource] },
    {
      provide: Registers,
      useFactory: (dataSource: DataSource, store: EventStore) => new Registers(dataSource, store),
      inject: [DataSource, EventStore],
    },
    {
      provide: ItemRegisters,
      useFactory: (dataSource: DataSource, store: EventStore, runner: ProjectionRunner) =>
        new ItemRegisters(dataSource, store, runner),
      inject: [DataSource, EventStore, ProjectionRunner],
    },
    HoldKeeper,
    LedgerGateway,
    LedgerLifecycle,
    SubmitHandler,
  ],
  exports: [Clock, ItemRegisters, LedgerExecutor, LedgerGateway, ProjectionRunner, Registers],
})
export class LedgerModule {}

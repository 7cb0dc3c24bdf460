import { Logger, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { LEDGER_DECIDERS, LEDGER_EVENTS } from '#libs/audit';
import { Clock, EventStore, Leadership, Leases, LedgerExecutor, Notices } from '#libs/event-store';
import { Config, ProjectionRunner } from '#libs/platform';
import { CommandRoute } from '../peers/command-route.js';
import { Peers } from '../peers/peers.js';
import { WriteGate } from '../proof/write-gate.js';
import { HoldKeeper } from './hold-keeper.js';
import { ItemRegisters } from './item-registers.js';
import { LEDGER } from './ledger.constants.js';
import { LedgerGateway } from './ledger.gateway.js';
import { LedgerLifecycle } from './ledger.lifecycle.js';
import { CrossingKeeper } from '../ledgers/crossing-keeper.js';
import { CrossingWorks, keeperOver } from '../ledgers/crossing-works.js';
import { countForwarded, metricsObserver, showTurn } from '../observe/metrics.js';
import { tracedObserver, Traces } from '../observe/traces.js';
import { ledgerProjections } from '../read-models.js';
import { Registers } from './registers.js';
import { SubmitHandler } from './submit.handler.js';
import { SystemClock } from './system-clock.js';

interface ExecutorParts {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly config: Config;
  readonly gate: WriteGate;
  readonly lease: Leadership;
  readonly traces: Traces;
}

const executorOver = ({ store, clock, config, gate, lease, traces }: ExecutorParts): LedgerExecutor =>
  new LedgerExecutor(store, {
    ledger: LEDGER,
    deciders: LEDGER_DECIDERS,
    catalogue: LEDGER_EVENTS,
    clock,
    observer: tracedObserver(metricsObserver, traces),
    queueLimit: config.ledgerQueue,
    lease,
    whyStopped: () => gate.trouble,
  });

const leadershipOver = (leases: Leases): Leadership => {
  const logger = new Logger(Leadership.name);
  const onTurn = (leads: boolean): void => {
    showTurn(leads);
    logger.log(
      leads ? '本进程主写 this process leads the ledger' : '他进程主写 another process leads the ledger',
    );
  };
  return new Leadership(leases, { ledger: LEDGER, onTurn });
};

interface RunnerParts {
  readonly store: EventStore;
  readonly dataSource: DataSource;
  readonly notices: Notices;
  readonly config: Config;
}

const runnerOver = ({ config, ...parts }: RunnerParts): ProjectionRunner => {
  const logger = new Logger(ProjectionRunner.name);
  return ledgerProjections(parts, {
    elsewhere: config.projections === 'elsewhere',
    onAlarm: (message, error) => logger.error(`${message}: ${String(error)}`),
  });
};

/**
 * The log, its writer and the way to it, and the readers that follow it. `EventStore` comes from the module that opens
 * it.
 */
@Module({
  imports: [CqrsModule],
  providers: [
    { provide: Clock, useClass: SystemClock },
    {
      provide: LedgerExecutor,
      useFactory: (
        ...[store, clock, config, gate, lease, traces]: [
          EventStore,
          Clock,
          Config,
          WriteGate,
          Leadership,
          Traces,
        ]
      ) => executorOver({ store, clock, config, gate, lease, traces }),
      inject: [EventStore, Clock, Config, WriteGate, Leadership, Traces],
    },
    { provide: Leadership, useFactory: leadershipOver, inject: [Leases] },
    {
      provide: Peers,
      useFactory: (executor: LedgerExecutor, leadership: Leadership, config: Config) =>
        new Peers({ executor, leadership, config, forwarded: countForwarded }),
      inject: [LedgerExecutor, Leadership, Config],
    },
    { provide: CommandRoute, useFactory: ({ route }: Peers) => route, inject: [Peers] },
    {
      provide: ProjectionRunner,
      useFactory: (...[store, dataSource, notices, config]: [EventStore, DataSource, Notices, Config]) =>
        runnerOver({ store, dataSource, notices, config }),
      inject: [EventStore, DataSource, Notices, Config],
    },
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
    {
      provide: CrossingKeeper,
      useFactory: (...[writer, store, dataSource, config]: [CommandRoute, EventStore, DataSource, Config]) =>
        keeperOver({ writer, store, dataSource, config }),
      inject: [CommandRoute, EventStore, DataSource, Config],
    },
    HoldKeeper,
    CrossingWorks,
    LedgerGateway,
    LedgerLifecycle,
    SubmitHandler,
  ],
  exports: [Clock, ItemRegisters, Leadership, LedgerExecutor, LedgerGateway, ProjectionRunner, Registers],
})
export class LedgerModule {}

import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, EventStore, Leadership } from '#libs/event-store';
import { Config } from '#libs/platform';
import { LedgerModule } from '../ledger/ledger.module.js';
import { AuditController } from './audit.controller.js';
import { Proofs } from './proofs.js';
import { WriteGate } from './write-gate.js';

/** What the ledger proves to whoever does not trust it. */
@Module({
  imports: [LedgerModule],
  controllers: [AuditController],
  providers: [
    {
      provide: Proofs,
      useFactory: (
        ...[config, dataSource, store, clock, gate, leadership]: [
          Config,
          DataSource,
          EventStore,
          Clock,
          WriteGate,
          Leadership,
        ]
      ) => new Proofs({ config, dataSource, store, clock, gate }, leadership),
      inject: [Config, DataSource, EventStore, Clock, WriteGate, Leadership],
    },
  ],
  exports: [Proofs],
})
export class ProofModule {}

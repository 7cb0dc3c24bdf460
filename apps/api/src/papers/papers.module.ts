import { Global, Module } from '@nestjs/common';
import { EventStore } from '#libs/event-store';
import { Config, Exporter, ProjectionRunner } from '#libs/platform';
import { LedgerModule } from '../ledger/ledger.module.js';
import { ProofModule } from '../proof/proof.module.js';
import { Proofs } from '../proof/proofs.js';
import { LedgerSource } from './ledger-source.js';
import { PaperOffice } from './paper-office.js';
import { SealClient } from './seal-client.js';

/** What leaves the house as a file, from every list and report. */
@Global()
@Module({
  imports: [LedgerModule, ProofModule],
  providers: [
    {
      provide: LedgerSource,
      useFactory: (store: EventStore, runner: ProjectionRunner, proofs: Proofs) =>
        new LedgerSource(store, runner, proofs),
      inject: [EventStore, ProjectionRunner, Proofs],
    },
    {
      provide: Exporter,
      useFactory: (source: LedgerSource, { rateExports }: Config) => new Exporter(source, rateExports),
      inject: [LedgerSource, Config],
    },
    {
      provide: PaperOffice,
      useFactory: (source: LedgerSource, proofs: Proofs, { seal }: Config) =>
        new PaperOffice(source, proofs, seal && new SealClient(seal)),
      inject: [LedgerSource, Proofs, Config],
    },
  ],
  exports: [Exporter, PaperOffice],
})
export class PapersModule {}

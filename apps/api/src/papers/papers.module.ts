import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { PrintRoom } from '#libs/documents';
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
    { provide: PrintRoom, useFactory: () => new PrintRoom() },
    {
      provide: Exporter,
      useFactory: (source: LedgerSource, { rateExports }: Config, room: PrintRoom) =>
        new Exporter(source, rateExports, (order) => room.print(order)),
      inject: [LedgerSource, Config, PrintRoom],
    },
    {
      provide: PaperOffice,
      useFactory: (exporter: Exporter, proofs: Proofs, { seal }: Config) =>
        new PaperOffice(exporter, proofs, seal && new SealClient(seal)),
      inject: [Exporter, Proofs, Config],
    },
  ],
  exports: [Exporter, PaperOffice],
})
export class PapersModule implements OnApplicationShutdown {
  constructor(private readonly room: PrintRoom) {}

  onApplicationShutdown(): Promise<void> {
    return this.room.close();
  }
}

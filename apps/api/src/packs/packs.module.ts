import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.js';
import { ProofModule } from '../proof/proof.module.js';
import { PackWorks } from './pack-works.js';
import { PacksController } from './packs.controller.js';

/** What an inspector takes home. */
@Module({ imports: [LedgerModule, ProofModule], controllers: [PacksController], providers: [PackWorks] })
export class PacksModule {}

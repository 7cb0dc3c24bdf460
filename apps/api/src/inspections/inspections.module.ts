import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.js';
import { ProofModule } from '../proof/proof.module.js';
import { EvidenceController } from './evidence.controller.js';
import { InspectionProofs } from './inspection-proofs.js';
import { InspectionRegisters } from './inspection-registers.js';
import { InspectionsController } from './inspections.controller.js';

/** 检查：plan, steps, samples, findings, notes and evidence. */
@Module({
  imports: [LedgerModule, ProofModule],
  controllers: [InspectionsController, EvidenceController],
  providers: [InspectionProofs, InspectionRegisters],
  exports: [InspectionRegisters],
})
export class InspectionsModule {}

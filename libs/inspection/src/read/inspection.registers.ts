import { Entity } from 'typeorm';
import type { FindingEvent } from '#contract/inspection';
import { RegisterRow, type ItemRegisterSpec, type RegisterSpec } from '#libs/platform';
import { evidenceFold, type EvidenceState } from '../domain/evidence.fold.js';
import { evidenceView } from '../domain/evidence.view.js';
import { inspectionFindingFold, type InspectionFindings } from '../domain/finding.fold.js';
import { inspectionFindingView } from '../domain/finding.view.js';
import { inspectionFold, type InspectionState } from '../domain/inspection.fold.js';
import { inspectionView } from '../domain/inspection.view.js';

/** 检查台账：one row per inspection. */
@Entity({ schema: 'read', name: 'inspection' })
export class InspectionRow extends RegisterRow {}

export const inspectionRegister: RegisterSpec<InspectionState> = {
  name: 'inspection',
  revision: 1,
  fold: inspectionFold,
  view: (state) => state && inspectionView(state),
};

/** 证据包台账：one row per package. */
@Entity({ schema: 'read', name: 'evidence_package' })
export class EvidencePackageRow extends RegisterRow {}

export const evidenceRegister: RegisterSpec<EvidenceState> = {
  name: 'evidence_package',
  revision: 1,
  fold: evidenceFold,
  view: (state) => state && evidenceView(state),
};

const itself = ({ findingId }: FindingEvent['data']): readonly string[] => [findingId];

/** Findings of inspections stand in the register of all findings. */
export const inspectionFindingRegister: ItemRegisterSpec<InspectionFindings> = {
  name: 'finding',
  revision: 1,
  fold: inspectionFindingFold,
  touched: { InspectionFindingRaised: itself, InspectionFindingClosed: itself } satisfies Record<
    FindingEvent['type'],
    typeof itself
  >,
  view: (state, id) => {
    const finding = state.get(id);
    return finding === undefined ? null : inspectionFindingView(finding);
  },
};

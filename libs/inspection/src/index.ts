import type { Decider } from '#kernel';
import { closeInspectionFinding } from './domain/close-inspection-finding.decider.js';
import { drawSample } from './domain/draw-sample.decider.js';
import { handOverEvidence } from './domain/hand-over-evidence.decider.js';
import { mergeOfflineNotes } from './domain/merge-offline-notes.decider.js';
import { packageEvidence } from './domain/package-evidence.decider.js';
import { planInspection } from './domain/plan-inspection.decider.js';
import { raiseInspectionFinding } from './domain/raise-inspection-finding.decider.js';
import { receiveEvidence } from './domain/receive-evidence.decider.js';
import { recogniseEvidence } from './domain/recognise-evidence.decider.js';
import { takeInspectionStep } from './domain/take-inspection-step.decider.js';

export * from './domain/evidence.fold.js';
export * from './domain/finding.fold.js';
export * from './domain/inspection.fold.js';
export type { MergeOfflineNotes } from './domain/merge-offline-notes.decider.js';
export { drawSample as sampleOf, populationDigest } from './domain/sample.js';

/** Every command this library decides. */
export const deciders = [
  planInspection,
  takeInspectionStep,
  drawSample,
  raiseInspectionFinding,
  closeInspectionFinding,
  mergeOfflineNotes,
  packageEvidence,
  handOverEvidence,
  receiveEvidence,
  recogniseEvidence,
] as const satisfies readonly Decider<never>[];

import type { Decider } from '#kernel';
import { closeFinding } from './domain/close-finding.decider.js';
import { correctEiaApproval } from './domain/correct-eia-approval.decider.js';
import { importEiaApprovals } from './domain/import-eia-approvals.decider.js';

export * from './domain/close-finding.decider.js';
export type { CorrectEiaApproval } from './domain/correct-eia-approval.decider.js';
export * from './domain/eia.fold.js';
export * from './domain/eia.view.js';
export {
  importEiaApprovals,
  type ImportEiaApprovals,
  type ImportedApproval,
} from './domain/import-eia-approvals.decider.js';

/** Every command this library decides. */
export const deciders = [
  importEiaApprovals,
  correctEiaApproval,
  closeFinding,
] as const satisfies readonly Decider<never>[];

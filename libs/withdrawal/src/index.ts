import type { Decider } from '#kernel';
import { amendWithdrawal } from './domain/amend-withdrawal.decider.js';
import { approveWithdrawal } from './domain/approve-withdrawal.decider.js';
import { assessDemand } from './domain/assess-demand.decider.js';
import { expireHold } from './domain/expire-hold.decider.js';
import { fileWithdrawal } from './domain/file-withdrawal.decider.js';
import { firstReviewWithdrawal } from './domain/first-review-withdrawal.decider.js';
import { lapseVoucher } from './domain/lapse-voucher.decider.js';
import { registerBalance } from './domain/register-balance.decider.js';
import { registerPermit } from './domain/register-permit.decider.js';
import { releaseWithdrawal } from './domain/release-withdrawal.decider.js';
import { reviewWithdrawalElement } from './domain/review-withdrawal-element.decider.js';

export * from './domain/amend-withdrawal.decider.js';
export * from './domain/approve-withdrawal.decider.js';
export { approvalPlace, approversBySize, approversOf, APPROVING_ROLES } from './domain/approver.policy.js';
export * from './domain/assess-demand.decider.js';
export { weighDemand } from './domain/demand.policy.js';
export { DIVISION_OF, mediaPending } from './domain/element-review.policy.js';
export type { Application } from './domain/examination.js';
export * from './domain/expire-hold.decider.js';
export * from './domain/file-withdrawal.decider.js';
export { effectiveMoment } from './domain/handling.js';
export * from './domain/first-review-withdrawal.decider.js';
export * from './domain/lapse-voucher.decider.js';
export * from './domain/register-balance.decider.js';
export * from './domain/register-permit.decider.js';
export * from './domain/release-withdrawal.decider.js';
export * from './domain/review-withdrawal-element.decider.js';
export { backingVoided, holdVoided, voucherRevoked } from './domain/voided-backing.js';
export * from './domain/voucher-register.fold.js';
export * from './domain/voucher.view.js';
export * from './domain/withdrawal.fold.js';
export { withdrawalView } from './domain/withdrawal.view.js';

/** Everything a withdrawal can be ordered to do. */
export const deciders: readonly Decider<never>[] = [
  assessDemand,
  fileWithdrawal,
  amendWithdrawal,
  firstReviewWithdrawal,
  reviewWithdrawalElement,
  approveWithdrawal,
  releaseWithdrawal,
  registerBalance,
  registerPermit,
  lapseVoucher,
  expireHold,
];

import { amendDeposit } from './domain/amend-deposit.decider.js';
import { approveDeposit } from './domain/approve-deposit.decider.js';
import { fileDeposit } from './domain/file-deposit.decider.js';
import { firstReviewDeposit } from './domain/first-review-deposit.decider.js';
import { recordOpening } from './domain/record-opening.decider.js';
import { reviewDepositElement } from './domain/review-deposit-element.decider.js';
import { reviewDepositJointly } from './domain/review-deposit-jointly.decider.js';
import { verifyDepositSite } from './domain/verify-deposit-site.decider.js';

export * from './domain/amend-deposit.decider.js';
export * from './domain/approve-deposit.decider.js';
export * from './domain/deposit.fold.js';
export type { FiledDeposit } from './domain/deposit.step.js';
export * from './domain/deposit.view.js';
export * from './domain/file-deposit.decider.js';
export * from './domain/first-review-deposit.decider.js';
export type { RecordOpening } from './domain/opening.policy.js';
export * from './domain/record-opening.decider.js';
export * from './domain/review-deposit-element.decider.js';
export * from './domain/review-deposit-jointly.decider.js';
export * from './domain/verify-deposit-site.decider.js';

export const deciders = [
  fileDeposit,
  amendDeposit,
  firstReviewDeposit,
  verifyDepositSite,
  reviewDepositElement,
  reviewDepositJointly,
  approveDeposit,
  recordOpening,
] as const;

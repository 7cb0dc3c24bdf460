import type { Actor } from '#kernel';
import type { StatedLine } from '#contract/withdrawal';
import {
  approveWithdrawal,
  fileWithdrawal,
  firstReviewWithdrawal,
  reviewWithdrawalElement,
  type FileWithdrawal,
} from '#libs/withdrawal';
import type { Given, Outcome } from './given.js';
import { AIR, application, APPROVER, CLERK, REVIEWER, WATER } from './withdrawal.js';

/** The id of the withdrawal that the steps below walk, unless they name another. */
export const W = 'w-1';

interface When {
  readonly id?: string;
  readonly at?: string;
  readonly actor?: Actor;
}

const OPINION = { decision: 'PASS', opinion: '同意' } as const;
const when = ({ at, actor }: When, by: Actor) => ({
  actor: actor ?? by,
  ...(at === undefined ? {} : { at }),
});

/** A county's steps, each as the outcome of asking its decider. */
export const filing = (
  ledger: Given,
  lines: readonly StatedLine[],
  { id = W, ...how }: When & Partial<FileWithdrawal> = {},
): Outcome => {
  const { at, actor, ...differing } = how;
  return ledger.when(fileWithdrawal, application(lines, differing), {
    ...when({ ...(at === undefined ? {} : { at }), ...(actor === undefined ? {} : { actor }) }, CLERK),
    id,
  });
};
export const reviewing = (ledger: Given, how: When = {}): Outcome =>
  ledger.when(firstReviewWithdrawal, { id: how.id ?? W, ...OPINION }, when(how, REVIEWER));
export const elementReviewing = (ledger: Given, medium: 'WATER' | 'AIR', how: When = {}): Outcome =>
  ledger.when(
    reviewWithdrawalElement,
    { id: how.id ?? W, medium, ...OPINION },
    when(how, medium === 'WATER' ? WATER : AIR),
  );
export const approving = (ledger: Given, how: When & { readonly documentNo?: string } = {}): Outcome =>
  ledger.when(
    approveWithdrawal,
    { id: how.id ?? W, ...OPINION, documentNo: how.documentNo ?? null },
    when(how, APPROVER),
  );

/** Filed, first-reviewed and approved by the county from its own pool. */
export const vouchered = (ledger: Given, lines: readonly StatedLine[], how: When = {}): Given => {
  const filed = filing(ledger, lines, how).thenAccepted();
  return approving(reviewing(filed, how).thenAccepted(), how).thenAccepted();
};

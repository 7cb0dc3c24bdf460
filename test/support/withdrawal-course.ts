import { civilDateOf, systemActor, type Actor, type Json, type JsonObject } from '#kernel';
import type { ReviewDecision } from '#contract/withdrawal';
import { balanceView, poolFold } from '#libs/pool';
import {
  amendWithdrawal,
  approveWithdrawal,
  expireHold,
  firstReviewWithdrawal,
  lapseVoucher,
  registerBalance,
  registerPermit,
  releaseWithdrawal,
  reviewWithdrawalElement,
  withdrawalFold,
  withdrawalView,
} from '#libs/withdrawal';
import { given, type Given, type History, type Outcome } from './given.js';
import { approving, filing, reviewing, W } from './withdrawal-steps.js';
import { APPROVER, CLERK, goodStanding, line, lot, project, REVIEWER, WATER } from './withdrawal.js';

/** The pools that may serve a county, and its good standing. */
export const everywhere: History = {
  'pool-320583': [lot('county', { COD: '2', VOCs: '2' })],
  'pool-320500': [lot('city', { COD: '4', VOCs: '4' })],
  'pool-320000': [lot('province', { COD: '8' })],
  'pool-park-kunshan-dev': [lot('park', { COD: '1' })],
  'standing-320583': [goodStanding()],
};
export const start = given(everywhere);
export const LOCAL = [line('COD', '1')];
export const MUNICIPAL = [line('COD', '2'), line('VOCs', '0.5')];
export const PROVINCIAL = [line('COD', '4')];

/** A withdrawal of one tonne of COD at three points of its course. */
export const filed = filing(start, LOCAL).thenAccepted();
export const held = reviewing(filed).thenAccepted();
export const issued = approving(held).thenAccepted();
export const heldOf = (lines: typeof LOCAL): Given =>
  reviewing(filing(start, lines).thenAccepted()).thenAccepted();

const SYSTEM = systemActor('320000');
/** Every other step that somebody may ask for, whatever comes of it. */
export const amend = (from: Given, lines = LOCAL, actor: Actor = CLERK): Outcome =>
  from.when(amendWithdrawal, { id: W, lines }, { actor });
export const review = (from: Given, decision: ReviewDecision, actor: Actor = REVIEWER): Outcome =>
  from.when(firstReviewWithdrawal, { id: W, decision, opinion: '意见' }, { actor });
export const element = (
  from: Given,
  medium: 'WATER' | 'AIR',
  { decision = 'PASS', actor = WATER }: { decision?: ReviewDecision; actor?: Actor } = {},
) => from.when(reviewWithdrawalElement, { id: W, medium, decision, opinion: '意见' }, { actor });
export const turnDown = (from: Given, decision: ReviewDecision, actor: Actor = APPROVER): Outcome =>
  from.when(approveWithdrawal, { id: W, decision, opinion: '意见', documentNo: null }, { actor });
export const release = (from: Given, actor: Actor = APPROVER): Outcome =>
  from.when(releaseWithdrawal, { id: W, reason: '项目取消' }, { actor });
export const register = (from: Given, approvedOn = '2026-03-02', actor: Actor = APPROVER): Outcome =>
  from.when(
    registerBalance,
    { id: W, eiaApprovalNo: '示例环建〔2026〕1号', approvedOn: civilDateOf(approvedOn) },
    { actor },
  );
export const USCC = project().uscc;
export const permit = (
  from: Given,
  { permitNo = `${USCC}001P`, permittedOn = '2026-09-30' } = {},
  actor = APPROVER,
): Outcome =>
  from.when(
    registerPermit,
    { id: W, permitNo, permittedOn: civilDateOf(permittedOn) },
    { actor, at: '2026-09-30' },
  );
export const lapse = (from: Given, at = '2031-03-03', actor: Actor = APPROVER): Outcome =>
  from.when(lapseVoucher, { id: W, reason: '五年未开工' }, { actor, at });
export const expire = (from: Given, at = '2026-04-02', actor: Actor = SYSTEM): Outcome =>
  from.when(expireHold, { id: W }, { actor, at });

/** What there is to see of it. */
export const fileOf = (ledger: Given): JsonObject => withdrawalView(ledger.state(withdrawalFold, W)) ?? {};
export const statusOf = (ledger: Given): Json | undefined => fileOf(ledger)['status'];
/** Of COD in a place’s pool: available, held, withdrawn, retired. */
export const balance = (ledger: Given, place = '320583'): string => {
  const cod = balanceView(ledger.state(poolFold, place)).lines[0];
  return `${cod?.available} ${cod?.held} ${cod?.withdrawn} ${cod?.retired}`;
};

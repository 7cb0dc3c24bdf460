import type { ReviewDecision } from '#contract/deposit';
import { officer, type Given } from '../../../../test/support/given.js';
import { line, withReduction } from '../../../../test/support/samples.js';
import { amendDeposit } from './amend-deposit.decider.js';
import { approveDeposit } from './approve-deposit.decider.js';
import { fileDeposit } from './file-deposit.decider.js';
import { firstReviewDeposit } from './first-review-deposit.decider.js';
import { reviewDepositElement } from './review-deposit-element.decider.js';
import { reviewDepositJointly } from './review-deposit-jointly.decider.js';

const CLERK = officer('county-clerk', '320583');
const OFFICE = officer('office', '320500');
const JOINT = officer('joint-review', '320500');
const depositId = 'd1';
const opinion = '意见';

const examined = (ledger: Given): Given =>
  ledger
    .when(
      firstReviewDeposit,
      { depositId, decision: 'PASS', opinion },
      { actor: officer('county-reviewer', '320583') },
    )
    .thenAccepted()
    .when(
      reviewDepositElement,
      { depositId, medium: 'WATER', decision: 'PASS', opinion },
      { actor: officer('element-water', '320500') },
    )
    .thenAccepted();
const { ledger: start, reductionId } = withReduction();
const filed = start
  .when(
    fileDeposit,
    { reductionId, lines: [line('COD', '40')], lateReason: null },
    { actor: CLERK, id: depositId },
  )
  .thenAccepted();
const ready = examined(filed);

const reviewing = (ledger: Given, decision: ReviewDecision, actor = JOINT) =>
  ledger.when(reviewDepositJointly, { depositId, decision, opinion }, { actor });
const said = (ledger: Given, decision: ReviewDecision): Given => reviewing(ledger, decision).thenAccepted();
const approving = (ledger: Given, decision: ReviewDecision = 'PASS', actor = OFFICE) =>
  ledger.when(
    approveDeposit,
    { depositId, decision, opinion, provincialTake: [], provincialDocumentNo: null },
    { actor },
  );

describe('the joint review of a deposit (第二十三条)', () => {
  it('may be left out; a pass is on file and lets the office credit', () => {
    expect(approving(ready).verdicts('REVIEW_OPINION')).toEqual(['NOT_APPLICABLE']);
    const passed = reviewing(ready, 'PASS').thenAnswers({ status: 'ELEMENT_REVIEWED' });
    approving(passed).thenAnswers({
      status: 'CREDITED',
      reviews: [
        { step: 'FIRST_REVIEW' },
        { step: 'ELEMENT_REVIEW' },
        { step: 'JOINT_REVIEW', decision: 'PASS', opinion, by: JOINT.id },
        { step: 'APPROVAL' },
      ],
    });
  });

  it.each(['RETURN', 'REJECT'] as const)(
    'with %s moves nothing and keeps it from being credited',
    (decision) => {
      const against = reviewing(ready, decision).thenAnswers({ status: 'ELEMENT_REVIEWED' });
      approving(against).thenRefused('REVIEW_OPINION', { division: 'joint-review', decision });
      approving(said(against, 'PASS')).thenAnswers({ status: 'CREDITED' });
      approving(against, 'REJECT').thenAnswers({ status: 'REJECTED' });
    },
  );

  it('does not follow a deposit that was returned and corrected', () => {
    const returned = approving(said(ready, 'RETURN'), 'RETURN').thenAnswers({ status: 'RETURNED' });
    const corrected = returned
      .when(amendDeposit, { depositId, lines: [line('COD', '30')], lateReason: null }, { actor: CLERK })
      .thenAccepted();
    approving(examined(corrected)).thenAnswers({ status: 'CREDITED' });
  });

  it('is the joint review’s alone, after the divisions, by nobody who decides', () => {
    reviewing(ready, 'PASS', OFFICE).thenRefused('FORBIDDEN_ROLE');
    reviewing(ready, 'PASS', officer('joint-review', '320585')).thenRefused('FORBIDDEN_PLACE');
    reviewing(filed, 'PASS').thenRefused('WRONG_STATE', { expected: 'ELEMENT_REVIEWED' });
    reviewing(start, 'PASS').thenRefused('NOT_FOUND');
    approving(said(ready, 'PASS'), 'PASS', JOINT).thenRefused('SEPARATION_OF_DUTIES', {
      step: 'JOINT_REVIEW',
    });
  });
});

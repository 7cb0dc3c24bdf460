import type { CivilDate } from '#kernel';
import { given, type Given } from '../../../../test/support/given.js';
import { filing, reviewing, W } from '../../../../test/support/withdrawal-steps.js';
import { APPROVER, goodStanding, line, lot } from '../../../../test/support/withdrawal.js';
import { approveWithdrawal, type ApproveWithdrawal } from './approve-withdrawal.decider.js';
import { withdrawalFold } from './withdrawal.fold.js';
import { withdrawalView } from './withdrawal.view.js';

const start = given({ 'pool-320583': [lot('county', { COD: '2' })], 'standing-320583': [goodStanding()] });
const day = (text: string): CivilDate => text as CivilDate;
const filed = (effectiveOn: CivilDate | null) => filing(start, [line('COD', '1')], { effectiveOn });
const held = (effectiveOn: CivilDate | null): Given =>
  reviewing(filed(effectiveOn).thenAccepted(), { at: '2026-03-05' }).thenAccepted();
const approving = (ledger: Given, differing: Partial<ApproveWithdrawal>) => {
  const decision = { id: W, decision: 'PASS', opinion: '', documentNo: null } as const;
  return ledger.when(approveWithdrawal, { ...decision, ...differing }, { actor: APPROVER, at: '2026-03-06' });
};

describe('a withdrawal that takes effect before the day it was filed', () => {
  it('is marked in the event and in the view; no other is', () => {
    filed(day('2026-03-01')).thenEvents(([event]) =>
      expect(event?.data).toMatchObject({ effectiveOn: '2026-03-01', backDated: true }),
    );
    for (const named of [null, day('2026-03-02')])
      filed(named).thenEvents(([event]) => expect(event?.data).not.toHaveProperty('backDated'));
    filed(day('2026-03-01')).thenAnswers({ backDated: true, backDatedReason: null });
    filed(null).thenAnswers({ backDated: false });
  });

  it('is approved only with a reason, and the refusal names the field', () => {
    for (const reason of [{}, { opinion: ' ' }, { backDatedReason: '' }])
      approving(held(day('2026-03-01')), reason).thenRefused('BACK_DATING_REASON', {
        effectiveFrom: '2026-03-01',
        today: '2026-03-06',
        field: 'backDatedReason',
      });
  });

  it('keeps the reason given, or the opinion where it says it', () => {
    const reasonOf = (differing: Partial<ApproveWithdrawal>) => {
      const ledger = approving(held(day('2026-03-01')), differing).thenAccepted();
      return withdrawalView(ledger.state(withdrawalFold, W))?.backDatedReason;
    };
    expect(reasonOf({ backDatedReason: '批复在先，补录', opinion: '同意' })).toBe('批复在先，补录');
    expect(reasonOf({ opinion: '同意，批复在先' })).toBe('同意，批复在先');
  });

  it('asks nothing of any other, nor of a rejection', () => {
    expect(approving(held(null), {}).verdicts('BACK_DATING_REASON')).toEqual(['NOT_APPLICABLE']);
    approving(held(null), {}).thenEvents(([event]) =>
      expect(event?.data).toEqual({ opinion: '', documentNo: null }),
    );
    approving(held(day('2026-03-01')), { decision: 'REJECT' }).thenAccepted();
  });
});

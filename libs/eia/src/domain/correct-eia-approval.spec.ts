import type { CivilDate } from '#kernel';
import { given, officer, type Given } from '../../../../test/support/given.js';
import { goodStanding, line, lot, OFFICE, project, t } from '../../../../test/support/withdrawal.js';
import { vouchered } from '../../../../test/support/withdrawal-steps.js';
import { correctEiaApproval, type CorrectEiaApproval } from './correct-eia-approval.decider.js';
import { eiaFold } from './eia.fold.js';
import { importEiaApprovals } from './import-eia-approvals.decider.js';

const NO = '示例昆环建〔2026〕0117号';
const lines = (amount: string) => [{ pollutant: 'VOCs' as const, amount: t(amount) }];
const backed = vouchered(
  given({ 'standing-320583': [goodStanding()], 'pool-320583': [lot('a', { VOCs: '100' })] }),
  [line('VOCs', '2')],
);
const imported = (amount: string): Given => {
  const item = {
    approvalNo: NO,
    approvedOn: '2026-03-01' as CivilDate,
    projectCode: project().code,
    place: '320583',
    lines: lines(amount),
  };
  return backed.when(importEiaApprovals, { items: [item] }, { actor: OFFICE, id: 'import-1' }).thenAccepted();
};
const correcting = (
  ledger: Given,
  figures: CorrectEiaApproval['figures'],
  { approvalNo = NO, actor = OFFICE } = {},
) => {
  const data = { approvalNo, place: '320583', figures, reason: '录入错误', decisionNo: '示例9号' };
  return ledger.when(correctEiaApproval, data, { actor, at: '2026-03-05', id: 'fix-1' });
};
const findingOf = (ledger: Given) => ledger.state(eiaFold, '320583').approvals.get(NO)?.finding;

describe('更正环评批复 (rulebook 1.6)', () => {
  it('takes the figure back, records the approval anew and closes a finding that rested on it', () => {
    const wrong = imported('20');
    expect(findingOf(wrong)?.status).toBe('OPEN');
    const outcome = correcting(wrong, { lines: lines('2') });
    outcome.thenEvents((events) =>
      expect(events.map(({ stream, type }) => `${stream} ${type}`)).toEqual([
        'eia-320583 CorrectionPosted',
        'eia-320583 EiaApprovalImported',
        'eia-320583 EiaApprovalMatched',
      ]),
    );
    outcome.thenAnswers({
      approvalNo: NO,
      matched: true,
      shortfalls: [],
      corrections: [
        { changes: [{ field: 'VOCs', from: '20', to: '2' }], decisionNo: '示例9号', postedBy: OFFICE.id },
      ],
    });
    expect(findingOf(outcome.thenAccepted())).toMatchObject({ status: 'CLOSED', closure: null });
  });

  it('makes the finding that the wrong figure had hidden', () => {
    const ledger = correcting(imported('2'), { lines: lines('2.000000001') }).thenAccepted();
    expect(findingOf(ledger)).toMatchObject({
      findingId: 'fix-1-1',
      status: 'OPEN',
      foundOn: '2026-03-05',
      shortfalls: [{ shortfall: '0.000000001' }],
    });
    const again = correcting(ledger, { projectCode: '2603-320583-89-01-000001' }).thenAccepted();
    expect(again.state(eiaFold, '320583').approvals.get(NO)).toMatchObject({
      projectCode: '2603-320583-89-01-000001',
      corrections: [{}, {}],
    });
  });

  it('knows the approval, and corrects by what differs and has come to pass', () => {
    const ledger = imported('2');
    correcting(ledger, { lines: lines('1') }, { approvalNo: '示例0号' }).thenRefused('NOT_FOUND');
    correcting(ledger, { lines: lines('2') }).thenRefused('INVALID_MEANING');
    correcting(ledger, { approvedOn: '2026-03-06' as CivilDate }).thenRefused('EFFECTIVE_DATE_INVALID');
    const actor = officer('office', '320581');
    correcting(ledger, { lines: lines('1') }, { actor }).thenRefused('FORBIDDEN_PLACE');
  });
});

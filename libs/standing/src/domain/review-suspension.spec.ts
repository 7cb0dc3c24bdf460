import type { CivilMonth } from '#kernel';
import { given, officer, type Given } from '../../../../test/support/given.js';
import { liftSuspension } from './lift-suspension.decider.js';
import { orderSuspension } from './order-suspension.decider.js';
import { proposeSuspension } from './propose-suspension.decider.js';
import { recordReading } from './record-reading.decider.js';
import { reviewSuspension, type ReviewSuspension } from './review-suspension.decider.js';

const PLACE = '320583';
const MONITORING = officer('monitoring', '320500');
const LEAD = officer('bureau-lead', '320500');
const AIR = officer('element-air', '320500');
const LAW = officer('law-review', '320500');
const S = { id: 's-1', place: PLACE };

const proposed = (): Given =>
  given()
    .when(
      recordReading,
      {
        place: PLACE,
        month: '2026-02' as CivilMonth,
        medium: 'AIR',
        indicator: 'PM2.5',
        value: '40',
        unit: 'µg/m³',
        target: '30',
        lastYear: null,
        valid: true,
      },
      { actor: MONITORING, id: 'r-1' },
    )
    .thenAccepted()
    .when(
      proposeSuspension,
      {
        place: PLACE,
        effectiveFrom: '2026-03-10',
        reason: '示例',
        readingIds: ['r-1'],
        orderNo: '示例〔2026〕1号',
      },
      { actor: MONITORING, id: S.id },
    )
    .thenAccepted();
const reviewing = (ledger: Given, decision: ReviewSuspension['decision'], actor = LAW) =>
  ledger.when(reviewSuspension, { ...S, decision, opinion: '意见' }, { actor });
const said = (ledger: Given, decision: ReviewSuspension['decision'], actor = LAW): Given =>
  reviewing(ledger, decision, actor).thenAccepted();
const ordering = (ledger: Given) => ledger.when(orderSuspension, S, { actor: LEAD });
const lifting = (ledger: Given) => ledger.when(liftSuspension, S, { actor: LEAD, at: '2026-04-01' });

describe('opinions on a suspension (审批矩阵)', () => {
  it('are on record with who gave them and on which step', () => {
    reviewing(proposed(), 'PASS').thenAnswers({
      status: 'PROPOSED',
      opinions: [
        { concerning: 'ORDER', division: 'law-review', decision: 'PASS', opinion: '意见', by: LAW.id },
      ],
    });
  });

  it('may be left out; one that is not a pass stops the order until the division passes it', () => {
    expect(ordering(proposed()).verdicts('REVIEW_OPINION')).toEqual(['NOT_APPLICABLE']);
    ordering(said(proposed(), 'PASS')).thenAccepted();
    for (const decision of ['RETURN', 'REJECT'] as const) {
      const against = said(said(proposed(), 'PASS', AIR), decision);
      ordering(against).thenRefused('REVIEW_OPINION', { division: 'law-review', decision });
      ordering(said(against, 'PASS', AIR)).thenRefused('REVIEW_OPINION');
      ordering(said(against, 'PASS')).thenAccepted();
    }
  });

  it('go the same path to the lifting, where only those on the lifting count', () => {
    const inForce = ordering(said(proposed(), 'PASS')).thenAccepted();
    expect(lifting(inForce).verdicts('REVIEW_OPINION')).toEqual(['NOT_APPLICABLE']);
    const against = said(inForce, 'RETURN', AIR);
    lifting(against).thenRefused('REVIEW_OPINION', { division: 'element-air' });
    lifting(said(against, 'PASS', AIR)).thenAnswers({
      status: 'LIFTED',
      opinions: [{ concerning: 'ORDER' }, { concerning: 'LIFT' }, { concerning: 'LIFT' }],
    });
  });

  it('are given by the divisions, of a suspension of theirs that is not over, by nobody who acts on it', () => {
    reviewing(proposed(), 'PASS', MONITORING).thenRefused('FORBIDDEN_ROLE');
    reviewing(proposed(), 'PASS', officer('law-review', '320585')).thenRefused('FORBIDDEN_PLACE');
    reviewing(given(), 'PASS').thenRefused('NOT_FOUND');
    const lifted = lifting(ordering(proposed()).thenAccepted()).thenAccepted();
    reviewing(lifted, 'PASS').thenRefused('WRONG_STATE', { state: 'LIFTED' });
    const both = officer('law-review', '320500', MONITORING.id);
    reviewing(proposed(), 'PASS', both).thenRefused('SEPARATION_OF_DUTIES', { step: 'PROPOSAL' });
    const leadToo = officer('law-review', '320500', LEAD.id);
    ordering(said(proposed(), 'PASS', leadToo)).thenRefused('SEPARATION_OF_DUTIES', { step: 'REVIEW' });
  });
});

import type { AwardComputed, AwardConfirmed } from '#contract/standing';
import { given, officer, type Given } from '../../../../test/support/given.js';
import { proposeVoid } from './propose-void.decider.js';
import { reviewVoid, type ReviewVoid } from './review-void.decider.js';
import { voidLot } from './void-lot.decider.js';

const INSPECTOR = officer('inspector', '320500');
const LEAD = officer('bureau-lead', '320500');
const LAW = officer('law-review', '320500');
const WATER = officer('element-water', '320500');
const lotId = 'park-kunshan-dev-2025';
const evidence = [{ name: '示例-现场核查笔录.pdf', sha256: 'a'.repeat(64) }];
const proposal = { lotId, reason: '示例：数据不实', evidence };

const credited = (): Given => {
  const award = { awardId: lotId, park: 'park-kunshan-dev', year: 2025 };
  const computed: AwardComputed = {
    type: 'AwardComputed',
    data: {
      ...award,
      lines: [],
      dueOn: '2026-03-31' as AwardComputed['data']['dueOn'],
      late: false,
      policies: [],
    },
  };
  const confirmed: AwardConfirmed = {
    type: 'AwardConfirmed',
    data: { ...award, lotId, documentNo: '示例〔2026〕1号' },
  };
  return given({ [`award-${lotId}`]: [computed, confirmed] });
};
const proposing = (ledger: Given, actor = INSPECTOR) => ledger.when(proposeVoid, proposal, { actor });
const proposed = (): Given => proposing(credited()).thenAccepted();
const reviewing = (ledger: Given, decision: ReviewVoid['decision'], actor = LAW) =>
  ledger.when(reviewVoid, { lotId, decision, opinion: '意见' }, { actor });
const said = (ledger: Given, decision: ReviewVoid['decision'], actor = LAW): Given =>
  reviewing(ledger, decision, actor).thenAccepted();
const voiding = (ledger: Given) =>
  ledger.when(voidLot, { ...proposal, decisionNo: '示例苏环核〔2026〕12号' }, { actor: LEAD });

describe('opinions on a void (审批矩阵)', () => {
  it('may be left out; one that is not a pass stops the decision until the division passes it', () => {
    expect(voiding(proposed()).verdicts('REVIEW_OPINION')).toEqual(['NOT_APPLICABLE']);
    reviewing(proposed(), 'PASS').thenAnswers({
      status: 'PROPOSED',
      opinions: [{ division: 'law-review', decision: 'PASS', opinion: '意见', by: LAW.id }],
    });
    for (const decision of ['RETURN', 'REJECT'] as const) {
      const against = said(said(proposed(), 'PASS'), decision, WATER);
      voiding(against).thenRefused('REVIEW_OPINION', { division: 'element-water', decision });
      voiding(said(against, 'PASS', WATER)).thenAnswers({ status: 'VOIDED', opinions: [{}, {}, {}] });
    }
  });

  it('that are not a pass let the inspector propose anew, and count no more', () => {
    proposing(proposed()).thenRefused('WRONG_STATE');
    proposing(said(proposed(), 'PASS')).thenRefused('WRONG_STATE');
    const anew = proposing(said(proposed(), 'RETURN')).thenAnswers({ status: 'PROPOSED', opinions: [] });
    voiding(anew).thenAccepted();
  });

  it('are given by the divisions on a proposal of theirs, by nobody who acts on it', () => {
    reviewing(proposed(), 'PASS', INSPECTOR).thenRefused('FORBIDDEN_ROLE');
    reviewing(credited(), 'PASS').thenRefused('NOT_FOUND');
    const outsider = officer('law-review', '320585');
    for (const ledger of [credited(), proposed()])
      reviewing(ledger, 'PASS', outsider).thenRefused('FORBIDDEN_PLACE');
    reviewing(given(), 'PASS').thenRefused('NOT_FOUND');
    reviewing(voiding(proposed()).thenAccepted(), 'PASS').thenRefused('WRONG_STATE');
    const both = officer('law-review', '320500', INSPECTOR.id);
    reviewing(proposed(), 'PASS', both).thenRefused('SEPARATION_OF_DUTIES');
    proposing(said(proposed(), 'RETURN'), officer('inspector', '320500', LAW.id)).thenRefused(
      'SEPARATION_OF_DUTIES',
    );
  });
});

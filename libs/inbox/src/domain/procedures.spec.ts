import { dateAt } from '#kernel';
import type { ReviewDecision } from '#contract/deposit';
import {
  approveDeposit,
  fileDeposit,
  firstReviewDeposit,
  reviewDepositElement,
  verifyDepositSite,
} from '#libs/deposit';
import { bookReductionUse, fileReduction, reductionIdOf } from '#libs/reduction';
import {
  firstReviewWithdrawal,
  lapseVoucher,
  registerBalance,
  registerPermit,
  withdrawalFold,
} from '#libs/withdrawal';
import { given, officer, type Given, type History } from '../../../../test/support/given.js';
import { deskAt, seenBy, theTask, waiting } from '../../../../test/support/inbox.js';
import { adopted } from '../../../../test/support/policy.js';
import { line, sampleReduction, verified, withReduction } from '../../../../test/support/samples.js';
import {
  approving,
  elementReviewing,
  filing,
  reviewing,
  vouchered,
  W,
} from '../../../../test/support/withdrawal-steps.js';
import { APPROVER, goodStanding, line as demand, lot, OFFICE } from '../../../../test/support/withdrawal.js';

const clerk = officer('county-clerk', '320583');
const reviewer = officer('county-reviewer', '320583');
const water = officer('element-water', '320500');
const inspector = officer('inspector', '320500');
const DAY = '2026-03-03';
const D = 'd1';
const opinion = '示例意见';

const { ledger: reduced, reductionId } = withReduction({
  lines: [verified('COD', '100'), verified('SO2', '10')],
});
const lines = [line('COD', '40'), line('SO2', '10')];
const filedBy = (actor = clerk, ledger: Given = reduced): Given =>
  ledger
    .when(fileDeposit, { reductionId, lines, lateReason: '示例' }, { actor, id: D, at: '2026-03-02' })
    .thenAccepted();
const firstReviewed = (ledger: Given, decision: ReviewDecision = 'PASS'): Given =>
  ledger
    .when(firstReviewDeposit, { depositId: D, decision, opinion }, { actor: reviewer, at: '2026-03-04' })
    .thenAccepted();
const elementPassed = (ledger: Given, medium: 'WATER' | 'AIR', at: string): Given =>
  ledger
    .when(
      reviewDepositElement,
      { depositId: D, medium, decision: 'PASS', opinion },
      { actor: medium === 'WATER' ? water : officer('element-air', '320500'), at },
    )
    .thenAccepted();
const deposits = { deposits: [D], reductions: [reductionId] };
const depositsAt = (ledger: Given, day = DAY) => deskAt(ledger, day, deposits);
const steps = (ledger: Given): readonly string[] =>
  waiting(depositsAt(ledger)).filter((one) => one.startsWith('DEPOSIT'));

describe('a reduction that nobody has filed', () => {
  const asked = (ledger: Given, day: string) =>
    waiting(deskAt(ledger, day, { undeposited: [reductionId] }), 'DEPOSIT_FILING');

  it('is its clerk’s to file within the month of its permit change (policy A30)', () => {
    expect(asked(reduced, DAY)).toEqual([`DEPOSIT_FILING ${reductionId} 2026-02-28 deposit.deadline`]);
    const desk = deskAt(reduced, DAY, { undeposited: [reductionId] });
    expect(seenBy(desk, 'DEPOSIT_FILING')).toEqual(['county-clerk@320583']);
  });

  it('has as long as the policy gives', () => {
    const { ledger } = withReduction({}, given({ policy: [adopted('deposit.deadline', 3)] }));
    expect(asked(ledger, DAY)).toEqual([`DEPOSIT_FILING ${reductionId} 2026-04-30 deposit.deadline`]);
  });

  it('without a permit change, or with nothing left of it, is nobody’s', () => {
    const works = sampleReduction({ permitChangedOn: null, permitNo: null });
    const started = given().when(fileReduction, works, { actor: clerk }).thenAccepted();
    expect(waiting(deskAt(started, DAY, { undeposited: [reductionIdOf(works)] }), 'DEPOSIT_FILING')).toEqual(
      [],
    );
    const used = {
      reductionId,
      use: 'TASK',
      reference: '示例1号',
      lines: [line('COD', '100'), line('SO2', '10')],
    };
    const spent = reduced.when(bookReductionUse, used as never, { actor: OFFICE }).thenAccepted();
    expect(asked(spent, DAY)).toEqual([]);
  });
});

describe('a deposit', () => {
  it('filed, waits for a first review by somebody who did not file it', () => {
    expect(steps(filedBy())).toEqual(['DEPOSIT_FIRST_REVIEW d1 2026-03-09 step.due']);
    expect(seenBy(depositsAt(filedBy()), 'DEPOSIT_FIRST_REVIEW')).toEqual(['county-reviewer@320583']);
    const both = {
      ...officer('county-clerk', '320583', 'both'),
      roles: ['county-clerk', 'county-reviewer'] as const,
    };
    const desk = depositsAt(filedBy(both));
    expect(seenBy(desk, 'DEPOSIT_FIRST_REVIEW', [both, reviewer])).toEqual(['county-reviewer@320583']);
    expect(theTask(desk, 'DEPOSIT_FIRST_REVIEW').subject.name).toBe('示例昆山精密涂装有限公司 2# 喷涂线');
  });

  it('reviewed, waits for the division of each medium, and for no visit', () => {
    const ledger = firstReviewed(filedBy());
    const expected = ['WATER', 'AIR'].map(
      (medium) => `DEPOSIT_ELEMENT_REVIEW d1 ${medium} 2026-03-11 step.due`,
    );
    expect(steps(ledger)).toEqual(expected);
    expect(steps(elementPassed(ledger, 'WATER', '2026-03-05'))).toEqual(expected.slice(1));
    expect(
      seenBy(depositsAt(elementPassed(ledger, 'WATER', '2026-03-05')), 'DEPOSIT_ELEMENT_REVIEW'),
    ).toEqual(['element-air@320500']);
  });

  it('of a unit with a void reduction waits for a visit too, until it has been made (第二十一条)', () => {
    const other = sampleReduction({ facility: '1# 锅炉', formedOn: '2025-01-10' });
    const voided = {
      [`reduction-${reductionIdOf(other)}`]: [
        { type: 'ReductionFiled', data: { ...other, reductionId: reductionIdOf(other) } },
        { type: 'ReductionUseVoided', data: { use: 'POOL', reference: 'd0', decisionNo: '示例9号' } },
      ],
    };
    const { ledger } = withReduction(
      { lines: [verified('COD', '100'), verified('SO2', '10')] },
      given(voided),
    );
    const index = { deposits: [D], reductions: [reductionId, reductionIdOf(other)] };
    const reviewed = firstReviewed(filedBy(clerk, ledger));
    const desk = deskAt(reviewed, DAY, index);
    expect(waiting(desk, 'DEPOSIT_SITE_VERIFICATION')).toEqual([
      'DEPOSIT_SITE_VERIFICATION d1 2026-03-11 step.due',
    ]);
    expect(seenBy(desk, 'DEPOSIT_SITE_VERIFICATION')).toEqual(['inspector@320500']);
    const visit = { depositId: D, confirmed: true, opinion, inspectionId: null, evidence: [] };
    const visited = reviewed
      .when(verifyDepositSite, visit, { actor: inspector, at: '2026-03-05' })
      .thenAccepted();
    expect(waiting(deskAt(visited, DAY, index)).filter((one) => one.startsWith('DEPOSIT'))).toEqual([
      'DEPOSIT_ELEMENT_REVIEW d1 WATER 2026-03-12 step.due',
      'DEPOSIT_ELEMENT_REVIEW d1 AIR 2026-03-12 step.due',
    ]);
  });

  it('passed by its divisions, waits for the joint approval of those who took no step', () => {
    const reviewed = elementPassed(firstReviewed(filedBy()), 'WATER', '2026-03-05');
    const ledger = elementPassed(reviewed, 'AIR', '2026-03-06');
    expect(steps(ledger)).toEqual(['DEPOSIT_APPROVAL d1 2026-03-13 step.due']);
    expect(seenBy(depositsAt(ledger), 'DEPOSIT_APPROVAL')).toEqual(['joint-review@320500', 'office@320500']);
    const first = { ...officer('office', '320500', reviewer.id) };
    expect(seenBy(depositsAt(ledger), 'DEPOSIT_APPROVAL', [first])).toEqual([]);
    const pass = {
      depositId: D,
      decision: 'PASS',
      opinion,
      provincialTake: [],
      provincialDocumentNo: null,
    } as const;
    expect(steps(ledger.when(approveDeposit, pass, { actor: OFFICE }).thenAccepted())).toEqual([]);
  });

  it('returned, waits for the office that filed it; rejected, for nobody', () => {
    const desk = depositsAt(firstReviewed(filedBy(), 'RETURN'));
    expect(waiting(desk).filter((one) => one.startsWith('DEPOSIT'))).toEqual([
      'DEPOSIT_MENDING d1 2026-03-11 step.due',
    ]);
    expect(seenBy(desk, 'DEPOSIT_MENDING')).toEqual(['county-clerk@320583']);
    expect(steps(firstReviewed(filedBy(), 'REJECT'))).toEqual([]);
  });

  it('of a park, filed by its county, comes back to both', () => {
    const { ledger, reductionId: id } = withReduction({ place: 'park-kunshan-dev' });
    const cod = { reductionId: id, lines: [line('COD', '4')], lateReason: '示例' };
    const filed = ledger.when(fileDeposit, cod, { actor: clerk, id: D, at: '2026-03-02' }).thenAccepted();
    const desk = deskAt(firstReviewed(filed, 'RETURN'), DAY, { deposits: [D], reductions: [id] });
    expect(seenBy(desk, 'DEPOSIT_MENDING')).toEqual(['county-clerk@320583', 'park-clerk@park-kunshan-dev']);
    expect(seenBy(deskAt(filed, DAY, { deposits: [D] }), 'DEPOSIT_FIRST_REVIEW')).toEqual([
      'county-reviewer@320583',
    ]);
  });
});

describe('the term of a step (policy A41)', () => {
  it('counts working days by the policy of the day the step came up', () => {
    const ledger = (from: string) =>
      filedBy(
        clerk,
        withReduction(
          { lines: [verified('COD', '100'), verified('SO2', '10')] },
          given({
            policy: [adopted('step.due', 10, { from })],
          }),
        ).ledger,
      );
    expect(steps(ledger('2026-03-02'))).toEqual(['DEPOSIT_FIRST_REVIEW d1 2026-03-16 step.due']);
    expect(steps(ledger('2026-03-03'))).toEqual(['DEPOSIT_FIRST_REVIEW d1 2026-03-09 step.due']);
  });
});

const pools: History = {
  'pool-320583': [lot('county', { VOCs: '100' })],
  'pool-320500': [lot('city', { VOCs: '100' })],
  'standing-320583': [goodStanding()],
};
const withdrawn = (ledger: Given, day = DAY) => deskAt(ledger, day, { withdrawals: [W] });
const drawing = (ledger: Given, day = DAY): readonly string[] =>
  waiting(withdrawn(ledger, day)).filter((one) => /^(WITHDRAWAL|HOLD|VOUCHER)/.test(one));
const at = '2026-03-02';

describe('a withdrawal', () => {
  const filed = filing(given(pools), [demand('VOCs', '2')], { at }).thenAccepted();

  it('filed, waits for a first review; returned, for its clerk', () => {
    expect(drawing(filed)).toEqual([`WITHDRAWAL_FIRST_REVIEW ${W} 2026-03-09 step.due`]);
    expect(seenBy(withdrawn(filed), 'WITHDRAWAL_FIRST_REVIEW')).toEqual(['county-reviewer@320583']);
    const back = { id: W, decision: 'RETURN', opinion } as const;
    const returned = filed.when(firstReviewWithdrawal, back, { actor: reviewer, at }).thenAccepted();
    expect(drawing(returned)).toEqual([`WITHDRAWAL_MENDING ${W} 2026-03-09 step.due`]);
    expect(seenBy(withdrawn(returned), 'WITHDRAWAL_MENDING')).toEqual(['county-clerk@320583']);
  });

  it('held of its own pool, waits for the county’s approver, and its clerk hears when the hold nears its end', () => {
    const held = reviewing(filed, { at }).thenAccepted();
    expect(drawing(held)).toEqual([`WITHDRAWAL_APPROVAL ${W} 2026-03-09 step.due`]);
    expect(seenBy(withdrawn(held), 'WITHDRAWAL_APPROVAL')).toEqual(['county-approver@320583']);
    // A form's hold of thirty days ends on 1 April, a Wednesday; five working days before it is 25 March.
    expect(drawing(held, '2026-03-24')).toHaveLength(1);
    expect(drawing(held, '2026-03-25')).toContain(`HOLD_EXPIRING ${W} 2026-04-01 hold.ttl`);
    expect(seenBy(withdrawn(held, '2026-03-25'), 'HOLD_EXPIRING')).toEqual(['county-clerk@320583']);
  });

  it('is never due after its hold has run out', () => {
    const short = { ...pools, policy: [adopted('hold.ttl', { REPORT: 3, FORM: 3 })] };
    const held = reviewing(filing(given(short), [demand('VOCs', '2')], { at }).thenAccepted(), {
      at,
    }).thenAccepted();
    expect(drawing(held)).toContain(`WITHDRAWAL_APPROVAL ${W} 2026-03-05 hold.ttl`);
  });

  const municipal = (history: History = {}) => {
    const stock = { ...pools, 'pool-320583': [lot('county', { SO2: '1' })], ...history };
    return reviewing(filing(given(stock), [demand('VOCs', '2')], { at }).thenAccepted(), {
      at,
    }).thenAccepted();
  };

  it('held of the city’s pool, waits for the division, then for whoever approves as much (policy A40)', () => {
    expect(drawing(municipal())).toEqual([`WITHDRAWAL_ELEMENT_REVIEW ${W} AIR 2026-03-09 step.due`]);
    expect(seenBy(withdrawn(municipal()), 'WITHDRAWAL_ELEMENT_REVIEW')).toEqual(['element-air@320500']);
    const passed = (ledger: Given) => elementReviewing(ledger, 'AIR', { at: '2026-03-03' }).thenAccepted();
    expect(drawing(passed(municipal()))).toEqual([`WITHDRAWAL_APPROVAL ${W} 2026-03-10 step.due`]);
    const approvers = (history?: History) =>
      seenBy(withdrawn(passed(municipal(history))), 'WITHDRAWAL_APPROVAL');
    expect(approvers()).toEqual(['office@320500', 'bureau-lead@320500']);
    const table = [{ pollutant: 'VOCs', from: '3', approver: 'bureau-lead' }];
    expect(approvers({ policy: [adopted('approval.tiers', table)] })).toEqual(['bureau-lead@320500']);
  });

  it('of the province waits for the province', () => {
    const far = { ...pools, 'pool-320583': [], 'pool-320500': [], 'pool-320000': [lot('p', { VOCs: '9' })] };
    const held = reviewing(filing(given(far), [demand('VOCs', '2')], { at }).thenAccepted(), {
      at,
    }).thenAccepted();
    const passed = elementReviewing(held, 'AIR', { at }).thenAccepted();
    expect(seenBy(withdrawn(passed), 'WITHDRAWAL_APPROVAL')).toEqual(['province@320000']);
  });

  it('approved, waits for its registration, and near the end of its years for a look (policy A35)', () => {
    const given5 = vouchered(given(pools), [demand('VOCs', '2')], { at });
    expect(drawing(given5)).toEqual([`VOUCHER_REGISTRATION ${W} 2031-03-02 voucher.validity`]);
    expect(seenBy(withdrawn(given5), 'VOUCHER_REGISTRATION')).toEqual(['county-approver@320583']);
    const registration = { id: W, eiaApprovalNo: '示例环建1号', approvedOn: null };
    const registered = given5.when(registerBalance, registration, { actor: APPROVER, at }).thenAccepted();
    const lapsing = `VOUCHER_LAPSING ${W} 2031-03-02 voucher.validity`;
    expect([drawing(registered), drawing(registered, '2030-12-01')]).toEqual([[], []]);
    expect(drawing(registered, '2030-12-02')).toEqual([lapsing]);
    expect(drawing(given5, '2031-03-02')).toEqual([
      `VOUCHER_REGISTRATION ${W} 2031-03-02 voucher.validity`,
      lapsing,
    ]);
    expect(drawing(given5, '2031-03-03')).toEqual([lapsing]);
    const permit = {
      id: W,
      permitNo: `${registered.state(withdrawalFold, W)?.project.uscc}001P`,
      permittedOn: null,
    };
    const permitted = registered.when(registerPermit, permit, { actor: APPROVER, at: '2030-12-02' });
    expect(drawing(permitted.thenAccepted(), '2030-12-02')).toEqual([]);
    const lapsed = given5.when(
      lapseVoucher,
      { id: W, reason: '示例' },
      { actor: APPROVER, at: '2031-03-03' },
    );
    expect(drawing(lapsed.thenAccepted(), '2031-03-04')).toEqual([]);
  });

  it('keeps the moment a step came up, and another by each step taken', () => {
    const held = reviewing(filed, { at: '2026-03-04' }).thenAccepted();
    expect(dateAt(theTask(withdrawn(held), 'WITHDRAWAL_APPROVAL').since)).toBe('2026-03-04');
    expect(drawing(approving(held, { at: '2026-03-05' }).thenAccepted())).toHaveLength(1);
  });
});

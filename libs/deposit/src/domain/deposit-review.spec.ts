import type { Actor, Decider, Medium } from '#kernel';
import type { ReviewDecision } from '#contract/deposit';
import { reductionFold, reductionView } from '#libs/reduction';
import { given, officer, type Given, type Outcome } from '../../../../test/support/given.js';
import { line, verified, withReduction } from '../../../../test/support/samples.js';
import { amendDeposit } from './amend-deposit.decider.js';
import { approveDeposit } from './approve-deposit.decider.js';
import { depositFold, type DepositStatus, type DepositStep } from './deposit.fold.js';
import { fileDeposit } from './file-deposit.decider.js';
import { firstReviewDeposit } from './first-review-deposit.decider.js';
import { reviewDepositElement } from './review-deposit-element.decider.js';
import { verifyDepositSite } from './verify-deposit-site.decider.js';

const clerk = officer('county-clerk', '320583');
const reviewer = officer('county-reviewer', '320583');
const inspector = officer('inspector', '320500');
const water = officer('element-water', '320500');
const air = officer('element-air', '320500');
const office = officer('office', '320500');

const depositId = 'd1';
const { ledger: start, reductionId } = withReduction({
  lines: [verified('COD', '100'), verified('SO2', '10')],
});
const bothMedia = [line('COD', '40'), line('SO2', '10')];
const filing = { reductionId, lines: bothMedia, lateReason: null };
const filed = start.when(fileDeposit, filing, { actor: clerk, id: depositId }).thenAccepted();

const opinion = '示例意见';
const firstReview = (ledger: Given, decision: ReviewDecision = 'PASS', actor = reviewer) =>
  ledger.when(firstReviewDeposit, { depositId, decision, opinion }, { actor });
const siteVisit = (ledger: Given, confirmed = true, actor = inspector) =>
  ledger.when(
    verifyDepositSite,
    { depositId, confirmed, opinion, inspectionId: null, evidence: [] },
    { actor },
  );
const element = (ledger: Given, medium: Medium, decision: ReviewDecision = 'PASS') =>
  elementBy(medium === 'WATER' ? water : air, ledger, { medium, decision });
const elementBy = (
  actor: Actor,
  ledger: Given,
  { medium, decision = 'PASS' }: { readonly medium: Medium; readonly decision?: ReviewDecision },
) => ledger.when(reviewDepositElement, { depositId, medium, decision, opinion }, { actor });
const approval = (ledger: Given, decision: ReviewDecision = 'PASS', actor = office) =>
  ledger.when(
    approveDeposit,
    { depositId, decision, opinion, provincialTake: [], provincialDocumentNo: null },
    { actor },
  );
const amendment = (ledger: Given, lines = [line('COD', '30')], actor = clerk) =>
  ledger.when(amendDeposit, { depositId, lines, lateReason: null }, { actor });

/** One ledger per status, each reached by the real steps. */
const firstReviewed = firstReview(filed).thenAccepted();
const siteVerified = siteVisit(firstReviewed).thenAccepted();
const waterPassed = element(firstReviewed, 'WATER').thenAccepted();
const elementReviewed = element(waterPassed, 'AIR').thenAccepted();
const returned = firstReview(filed, 'RETURN').thenAccepted();
const at: Readonly<Partial<Record<DepositStatus, Given>>> = {
  FILED: filed,
  FIRST_REVIEWED: firstReviewed,
  SITE_VERIFIED: siteVerified,
  ELEMENT_REVIEWED: elementReviewed,
  CREDITED: approval(elementReviewed).thenAccepted(),
  RETURNED: returned,
  REJECTED: firstReview(filed, 'REJECT').thenAccepted(),
};

const statusOf = (ledger: Given): DepositStatus => ledger.state(depositFold, depositId).status;
const usesOf = (ledger: Given) => reductionView(ledger.state(reductionFold, reductionId))?.lines;
const untouched = [
  expect.objectContaining({ pollutant: 'COD', left: '100' }),
  expect.objectContaining({ pollutant: 'SO2', left: '10' }),
];

describe('the way of a deposit', () => {
  it.each(Object.entries(at))('reaches %s', (status, ledger) => expect(statusOf(ledger)).toBe(status));

  const steps: Readonly<
    Record<string, { readonly take: (ledger: Given) => Outcome; readonly from: readonly string[] }>
  > = {
    'first review': { take: firstReview, from: ['FILED'] },
    'site verification': { take: siteVisit, from: ['FIRST_REVIEWED'] },
    'element review': {
      take: (ledger) => element(ledger, 'WATER'),
      from: ['FIRST_REVIEWED', 'SITE_VERIFIED'],
    },
    approval: { take: approval, from: ['ELEMENT_REVIEWED'] },
    amendment: { take: amendment, from: ['RETURNED'] },
  };
  const table = Object.entries(steps).flatMap(([name, { take, from }]) =>
    Object.entries(at).map(([status, ledger]) => ({ name, status, ledger, take, from })),
  );
  it.each(table)('$name from $status', ({ status, ledger, take, from }) => {
    if (from.includes(status)) take(ledger).thenAccepted();
    else take(ledger).thenRefused('WRONG_STATE', { state: status, expected: from.join(' | ') });
  });

  it('goes through after a site verification as well', () => {
    const ledger = element(element(siteVerified, 'AIR').thenAccepted(), 'WATER').thenAccepted();
    expect(statusOf(approval(ledger).thenAccepted())).toBe('CREDITED');
  });

  it('one medium passed is not enough', () => {
    expect(statusOf(waterPassed)).toBe('FIRST_REVIEWED');
    approval(waterPassed).thenRefused('WRONG_STATE');
  });

  it('a medium passes once', () => {
    element(waterPassed, 'WATER').thenRefused('WRONG_STATE', { state: 'WATER PASSED', expected: 'AIR' });
  });

  it('a medium that is not there cannot be reviewed', () => {
    const onlyWater = start.when(
      fileDeposit,
      { ...filing, lines: [line('COD', '40')] },
      { actor: clerk, id: depositId },
    );
    const ledger = firstReview(onlyWater.thenAccepted()).thenAccepted();
    element(ledger, 'AIR').thenRefused('MEDIUM_NOT_PRESENT', { medium: 'AIR' });
    expect(statusOf(element(ledger, 'WATER').thenAccepted())).toBe('ELEMENT_REVIEWED');
  });

  it('each division reviews its own medium', () => {
    elementBy(air, firstReviewed, { medium: 'WATER' }).thenRefused('FORBIDDEN_ROLE', {
      allowed: 'element-water',
    });
    elementBy(water, firstReviewed, { medium: 'AIR' }).thenRefused('FORBIDDEN_ROLE', {
      allowed: 'element-air',
    });
  });

  it('shows who reviewed what, when, with which opinion', () => {
    const outcome = element(waterPassed, 'AIR');
    const common = { decision: 'PASS', opinion, at: '2026-03-01T16:00:00.000Z' };
    outcome.thenAnswers({
      reviews: [
        { ...common, step: 'FIRST_REVIEW', medium: null, by: reviewer.id },
        { ...common, step: 'ELEMENT_REVIEW', medium: 'WATER', by: water.id },
        { ...common, step: 'ELEMENT_REVIEW', medium: 'AIR', by: air.id },
      ],
    });
  });
});

describe('a return or a rejection', () => {
  const turns: Readonly<Record<string, (decision: 'RETURN' | 'REJECT') => Outcome>> = {
    'at first review': (decision) => firstReview(filed, decision),
    'at element review': (decision) => element(waterPassed, 'AIR', decision),
    'at approval': (decision) => approval(elementReviewed, decision),
  };
  it.each(Object.entries(turns))('%s frees the reduction', (_, turn) => {
    const back = turn('RETURN').thenAnswers({ status: 'RETURNED', split: null, lotId: null });
    expect(usesOf(back)).toEqual(untouched);
    const out = turn('REJECT').thenAnswers({ status: 'REJECTED', split: null, lotId: null });
    expect(usesOf(out)).toEqual(untouched);
  });

  it('a cut not found on the spot sends the filing back', () => {
    const back = siteVisit(firstReviewed, false).thenAnswers({ status: 'RETURNED' });
    expect(usesOf(back)).toEqual(untouched);
    amendment(back).thenAccepted();
  });

  it('credits nothing', () => {
    approval(elementReviewed, 'RETURN').thenEvents((events) =>
      expect(events.map(({ type }) => type)).toEqual(['DepositTurnedDown', 'ReductionUseReleased']),
    );
  });

  it('the freed amount may go to another deposit, and the amendment then meets what is left', () => {
    const taken = returned.when(
      fileDeposit,
      { ...filing, lines: [line('COD', '80')] },
      { actor: clerk, id: 'd2' },
    );
    amendment(taken.thenAccepted()).thenRefused('REDUCTION_ALREADY_USED', { left: '20', asked: '30' });
    const amended = amendment(taken.thenAccepted(), [line('COD', '20')]).thenAccepted();
    expect(usesOf(amended)).toMatchObject([{ uses: { POOL: '100' }, left: '0' }, { left: '10' }]);
  });

  it('an amendment brings new figures and starts the reviews again', () => {
    const back = element(waterPassed, 'AIR', 'RETURN').thenAccepted();
    const again = amendment(back, bothMedia).thenAnswers({ status: 'FILED', filedOn: '2026-03-02' });
    element(again, 'AIR').thenRefused('WRONG_STATE');
    const reviewedAgain = firstReview(again).thenAccepted();
    const halfway = element(reviewedAgain, 'AIR').thenAccepted();
    expect(statusOf(halfway)).toBe('FIRST_REVIEWED');
    expect(statusOf(element(halfway, 'WATER').thenAccepted())).toBe('ELEMENT_REVIEWED');
  });

  it('an amendment of nothing is refused', () => {
    amendment(returned, [line('COD', '0')]).thenRefused('INVALID_MEANING');
  });

  it('an amendment carries its own reason for being late', () => {
    returned
      .when(amendDeposit, { depositId, lines: bothMedia, lateReason: '补正' }, { actor: clerk })
      .thenAnswers({ lateReason: '补正' });
  });
});

describe('who may take a step', () => {
  const person = 'one-person';
  type Taking = (ledger: Given, actor: Actor) => Outcome;
  const stages: readonly { readonly step: DepositStep; readonly before: Given; readonly take: Taking }[] = [
    {
      step: 'FILING',
      before: start,
      take: (ledger, actor) => ledger.when(fileDeposit, filing, { actor, id: depositId }),
    },
    { step: 'FIRST_REVIEW', before: filed, take: (ledger, actor) => firstReview(ledger, 'PASS', actor) },
    {
      step: 'SITE_VERIFICATION',
      before: firstReviewed,
      take: (ledger, actor) => siteVisit(ledger, true, actor),
    },
    {
      step: 'ELEMENT_REVIEW',
      before: siteVerified,
      take: (ledger, actor) => elementBy(actor, ledger, { medium: 'WATER' }),
    },
    { step: 'APPROVAL', before: elementReviewed, take: (ledger, actor) => approval(ledger, 'PASS', actor) },
  ];
  const someone = { id: person, roles: ['element-water', 'element-air'] as const, place: '320500' };
  const upTo = (ledger: Given, from: number, to: number): Given =>
    stages.slice(from + 1, to).reduce((reached, { step, take }, index) => {
      const next = take(reached, { ...someone, id: `other-${index}` }).thenAccepted();
      return step === 'ELEMENT_REVIEW' ? element(next, 'AIR').thenAccepted() : next;
    }, ledger);

  const pairs = stages.flatMap((earlier, from) =>
    stages.slice(from + 1).map((later, index) => ({ earlier, later, from, to: from + 1 + index })),
  );
  it.each(pairs)(
    'the same person may not do $earlier.step and then $later.step',
    ({ earlier, later, from, to }) => {
      const done = earlier.take(earlier.before, someone).thenAccepted();
      const ready = upTo(
        earlier.step === 'ELEMENT_REVIEW' ? element(done, 'AIR').thenAccepted() : done,
        from,
        to,
      );
      later.take(ready, someone).thenRefused('SEPARATION_OF_DUTIES', { step: earlier.step });
      later.take(ready, { ...someone, id: 'another-person' }).thenAccepted();
    },
  );

  it('an earlier round counts', () => {
    const again = amendment(returned, bothMedia, officer('county-clerk', '320583', reviewer.id));
    again.thenRefused('SEPARATION_OF_DUTIES', { step: 'FIRST_REVIEW' });
    const other = amendment(
      returned,
      bothMedia,
      officer('county-clerk', '320583', 'second-clerk'),
    ).thenAccepted();
    firstReview(other, 'PASS', officer('county-reviewer', '320583', clerk.id)).thenRefused(
      'SEPARATION_OF_DUTIES',
    );
    firstReview(other, 'PASS', officer('county-reviewer', '320583', 'second-clerk')).thenRefused(
      'SEPARATION_OF_DUTIES',
    );
    firstReview(other, 'PASS', reviewer).thenAccepted();
  });

  it('one reviewer may take both media: it is one step', () => {
    const both = { ...someone, id: 'both-divisions' };
    const ledger = elementBy(both, firstReviewed, { medium: 'WATER' }).thenAccepted();
    expect(statusOf(elementBy(both, ledger, { medium: 'AIR' }).thenAccepted())).toBe('ELEMENT_REVIEWED');
  });

  const everyStep: readonly {
    readonly name: string;
    readonly ledger: Given;
    readonly decider: Decider<never>;
    readonly data: object;
  }[] = [
    { name: 'first review', ledger: filed, decider: firstReviewDeposit, data: { decision: 'PASS', opinion } },
    {
      name: 'site verification',
      ledger: firstReviewed,
      decider: verifyDepositSite,
      data: { confirmed: true, opinion },
    },
    {
      name: 'element review',
      ledger: firstReviewed,
      decider: reviewDepositElement,
      data: { medium: 'WATER', decision: 'PASS' },
    },
    {
      name: 'approval',
      ledger: elementReviewed,
      decider: approveDeposit,
      data: { decision: 'PASS', provincialTake: [] },
    },
    {
      name: 'amendment',
      ledger: returned,
      decider: amendDeposit,
      data: { lines: bothMedia, lateReason: null },
    },
  ];
  it.each(everyStep)(
    '$name is closed to another place, and finds only what exists',
    ({ ledger, decider, data }) => {
      const elsewhere = { ...someone, place: '320509' };
      const command = { ...data, depositId } as never;
      expect(
        ledger.when(decider, command, { actor: elsewhere }).thenRefused('FORBIDDEN_PLACE').rules,
      ).toHaveLength(1);
      given()
        .when(decider, command, { actor: someone })
        .thenRefused('NOT_FOUND', { subject: `deposit ${depositId}` });
    },
  );
});

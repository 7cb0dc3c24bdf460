import type { Json } from '#kernel';
import type { ReviewDecision } from '#contract/withdrawal';
import { given } from '../../../../test/support/given.js';
import {
  balance,
  element,
  everywhere,
  filed,
  fileOf,
  held,
  heldOf,
  LOCAL,
  MUNICIPAL,
  PROVINCIAL,
  review,
  start,
} from '../../../../test/support/withdrawal-course.js';
import {
  approving,
  elementReviewing,
  filing,
  reviewing,
  W,
} from '../../../../test/support/withdrawal-steps.js';
import { AIR, goodStanding, line, OFFICE, suspended } from '../../../../test/support/withdrawal.js';

describe('first review (第二十三条)', () => {
  it('a pass holds named lots in every pool, until the day of policy A36', () => {
    const data = (draws: Json) => ({ withdrawalId: W, draws, expiresOn: '2026-04-01' });
    reviewing(filing(start, PROVINCIAL).thenAccepted()).thenEvents((events) =>
      expect(events.map(({ stream, type, data: said }) => ({ stream, type, data: said })).slice(1)).toEqual([
        {
          stream: 'pool-320583',
          type: 'QuotaHeld',
          data: data([{ lotId: 'county', pollutant: 'COD', amount: '2' }]),
        },
        {
          stream: 'pool-320500',
          type: 'QuotaHeld',
          data: data([{ lotId: 'city', pollutant: 'COD', amount: '4' }]),
        },
        {
          stream: 'pool-320000',
          type: 'QuotaHeld',
          data: data([{ lotId: 'province', pollutant: 'COD', amount: '2' }]),
        },
      ]),
    );
    expect(fileOf(held)).toMatchObject({
      status: 'HELD',
      expiresOn: '2026-04-01',
      finalTier: 'LOCAL',
      approvers: ['county-approver'],
    });
    const report = filing(start, LOCAL, { eiaDocument: 'REPORT' }).thenAccepted();
    expect(fileOf(reviewing(report).thenAccepted())).toMatchObject({ expiresOn: '2026-05-01' });
  });

  it('a pass asks standing and quota as they are by then', () => {
    const order = {
      ...everywhere,
      'standing-320583': [goodStanding(), suspended('320583', '2026-03-03', ['WITHDRAW_LOCAL'])],
    };
    const before = filing(given(order), LOCAL).thenAccepted();
    reviewing(before, { at: '2026-03-03' }).thenRefused('SUSPENDED');
    reviewing(before).thenAccepted();
    const two = filing(filed, [line('COD', '7')], { id: 'w-2' }).thenAccepted();
    reviewing(reviewing(two, { id: 'w-2' }).thenAccepted()).thenRefused('INSUFFICIENT_QUOTA', {
      available: '0',
    });
  });

  it.each<[ReviewDecision, string]>([
    ['RETURN', 'RETURNED'],
    ['REJECT', 'REJECTED'],
  ])('%s holds nothing', (decision, status) => {
    const down = review(filed, decision).thenAnswers({ status, opinion: '意见' });
    expect(balance(down)).toBe('2 0 0 0');
  });
});

describe('element review (municipal and provincial quota)', () => {
  const upper = heldOf(MUNICIPAL);

  it('each medium drawn from an upper pool passes its own division before approval', () => {
    expect(fileOf(upper)).toMatchObject({ elementReviews: [{ medium: 'WATER', passed: false }] });
    const more = heldOf([line('COD', '2'), line('VOCs', '2')]);
    approving(more, { actor: OFFICE }).thenRefused('WRONG_STATE', {
      expected: 'ELEMENT_REVIEWED(WATER) + ELEMENT_REVIEWED(AIR)',
    });
    const water = elementReviewing(more, 'WATER').thenAnswers({
      status: 'HELD',
      elementReviews: [{ passed: true }, { passed: false }],
    });
    approving(water, { actor: OFFICE }).thenRefused('WRONG_STATE', { expected: 'ELEMENT_REVIEWED(AIR)' });
    const both = elementReviewing(water, 'AIR').thenAccepted();
    approving(both, { actor: OFFICE }).thenAnswers({
      status: 'VOUCHERED',
      elementReviews: [{ passed: true }, { passed: true }],
    });
  });

  it('a medium covered by the own pool may be reviewed, and need not be', () => {
    const both = elementReviewing(elementReviewing(upper, 'AIR').thenAccepted(), 'WATER').thenAccepted();
    approving(both, { actor: OFFICE }).thenAccepted();
    approving(elementReviewing(upper, 'WATER').thenAccepted(), { actor: OFFICE }).thenAccepted();
  });

  it.each<[ReviewDecision, string]>([
    ['RETURN', 'RETURNED'],
    ['REJECT', 'REJECTED'],
  ])('%s frees the hold in every pool', (decision, status) => {
    const down = element(upper, 'WATER', { decision }).thenAnswers({ status, draws: [] });
    expect([balance(down), balance(down, '320500')]).toEqual(['2 0 0 0', '4 0 0 0']);
  });

  it('refuses local quota, a medium not there, a second pass, another division', () => {
    element(held, 'WATER').thenRefused('WRONG_STATE', { state: 'HELD(LOCAL)' });
    const onlyWater = heldOf([line('COD', '2')]);
    element(onlyWater, 'AIR', { actor: AIR }).thenRefused('MEDIUM_NOT_PRESENT', { medium: 'AIR' });
    element(element(onlyWater, 'WATER').thenAccepted(), 'WATER').thenRefused('WRONG_STATE', {
      state: 'ELEMENT_REVIEWED(WATER)',
    });
    element(upper, 'WATER', { actor: AIR }).thenRefused('FORBIDDEN_ROLE', { allowed: 'element-water' });
  });
});

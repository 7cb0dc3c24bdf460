import type { Actor } from '#kernel';
import { given, officer, type Given, type Outcome } from '../../../../test/support/given.js';
import {
  amend,
  balance,
  element,
  expire,
  filed,
  held,
  heldOf,
  issued,
  lapse,
  LOCAL,
  permit,
  register,
  release,
  review,
  start,
  statusOf,
  turnDown,
} from '../../../../test/support/withdrawal-course.js';
import { approving, filing, reviewing } from '../../../../test/support/withdrawal-steps.js';
import { line, lot, OFFICE, project } from '../../../../test/support/withdrawal.js';

describe('a hold that runs out (policy A36)', () => {
  it('is freed by the service the day after, and may be reviewed again', () => {
    expire(held, '2026-04-01').thenRefused('TOO_EARLY', { earliest: '2026-04-02' });
    expire(held, '2026-04-02', OFFICE).thenRefused('FORBIDDEN_ROLE', { allowed: 'system' });
    const freed = expire(held).thenAnswers({ status: 'FILED', draws: [], expiresOn: null });
    expect(balance(freed)).toBe('2 0 0 0');
    const again = reviewing(freed, { at: '2026-04-03' }).thenAnswers({
      status: 'HELD',
      expiresOn: '2026-05-03',
    });
    approving(again, { at: '2026-04-03' }).thenAccepted();
  });
});

describe('steps out of order', () => {
  const states: Readonly<Record<string, Given>> = {
    FILED: filed,
    RETURNED: review(filed, 'RETURN').thenAccepted(),
    REJECTED: review(filed, 'REJECT').thenAccepted(),
    HELD: held,
    VOUCHERED: issued,
    REGISTERED: register(issued).thenAccepted(),
    PERMITTED: permit(register(issued).thenAccepted()).thenAccepted(),
    RELEASED: release(issued).thenAccepted(),
    LAPSED: lapse(issued).thenAccepted(),
  };
  const steps: readonly [string, (from: Given) => Outcome, readonly string[]][] = [
    ['amend', amend, ['FILED', 'RETURNED']],
    ['first review', (from) => review(from, 'PASS'), ['FILED']],
    ['element review', (from) => element(from, 'WATER'), ['HELD']],
    ['approve', (from) => turnDown(from, 'PASS'), ['HELD']],
    ['release', release, ['FILED', 'RETURNED', 'HELD', 'VOUCHERED']],
    ['register', register, ['VOUCHERED']],
    ['permit', (from) => permit(from), ['REGISTERED']],
    ['lapse', lapse, ['VOUCHERED', 'REGISTERED']],
    ['expire', expire, ['HELD']],
  ];

  it.each(steps)('%s starts only from its own states', (_, step, expected) => {
    for (const [status, ledger] of Object.entries(states)) {
      expect(statusOf(ledger)).toBe(status);
      if (!expected.includes(status))
        step(ledger).thenRefused('WRONG_STATE', { state: status, expected: expected.join(' | ') });
    }
  });

  it.each(steps)('%s needs a withdrawal, of the actor’s own place', (name, step) => {
    step(start).thenRefused('NOT_FOUND', { subject: 'withdrawal w-1' });
    const elsewhere = filing(given({ 'pool-320585': [lot('a', { COD: '9' })] }), LOCAL, {
      project: project({ place: '320585' }),
      actor: officer('county-clerk', '320585'),
    }).thenAccepted();
    if (!['element review', 'expire'].includes(name))
      step(elsewhere).thenRefused('FORBIDDEN_PLACE', { place: '320585' });
  });
});

describe('one person, one step (第二十三条)', () => {
  const everybody = (id: string, place = '320583'): Actor => ({
    id,
    place,
    roles: ['county-clerk', 'county-reviewer', 'element-water', 'county-approver', 'office'],
  });
  const one = everybody('one');
  const broad = everybody('broad', '320500');

  it('filer, first reviewer, element reviewer and approver are four people', () => {
    const by = filing(start, LOCAL, { actor: one }).thenAccepted();
    reviewing(by, { actor: one }).thenRefused('SEPARATION_OF_DUTIES', { step: 'FILING' });
    approving(reviewing(by).thenAccepted(), { actor: one }).thenRefused('SEPARATION_OF_DUTIES', {
      step: 'FILING',
    });
    approving(reviewing(filed, { actor: one }).thenAccepted(), { actor: one }).thenRefused(
      'SEPARATION_OF_DUTIES',
      {
        step: 'FIRST_REVIEW',
      },
    );
    const wide = filing(start, [line('COD', '2')], { actor: broad }).thenAccepted();
    element(reviewing(wide).thenAccepted(), 'WATER', { actor: broad }).thenRefused('SEPARATION_OF_DUTIES', {
      step: 'FILING',
    });
    const passed = element(heldOf([line('COD', '2')]), 'WATER', { actor: broad }).thenAccepted();
    approving(passed, { actor: broad }).thenRefused('SEPARATION_OF_DUTIES', { step: 'ELEMENT_REVIEW' });
  });

  it('also over rounds: who returned it does not amend it, who amended it does not review it', () => {
    const returned = review(filed, 'RETURN', one).thenAccepted();
    amend(returned, LOCAL, one).thenRefused('SEPARATION_OF_DUTIES', { step: 'FIRST_REVIEW' });
    const amended = amend(filed, LOCAL, one).thenAccepted();
    reviewing(amended, { actor: one }).thenRefused('SEPARATION_OF_DUTIES', { step: 'FILING' });
    reviewing(amend(returned).thenAccepted(), { actor: one }).thenAccepted();
  });
});

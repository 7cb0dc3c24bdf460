import { tonnes, type Json } from '#kernel';
import { balanceView, poolFold } from '#libs/pool';
import { given, type Given, type History } from '../../../../test/support/given.js';
import { adopted } from '../../../../test/support/policy.js';
import {
  approving,
  elementReviewing,
  filing,
  reviewing,
  W,
} from '../../../../test/support/withdrawal-steps.js';
import { APPROVER, goodStanding, line, lot, OFFICE } from '../../../../test/support/withdrawal.js';
import { releaseWithdrawal } from './release-withdrawal.decider.js';

const everywhere: History = {
  'pool-320583': [lot('old', { COD: '0.5' }, { vintage: 2022 }), lot('new', { COD: '1' }, { vintage: 2024 })],
  'pool-320500': [lot('city', { COD: '4' })],
  'standing-320583': [goodStanding()],
};
const under = (accounting: string): Given =>
  given({ ...everywhere, policy: [adopted('multiplier.accounting', accounting)] });
/** Held and issued; municipal quota passes its division and the office. */
const issuedUnder = (accounting: string, upper: boolean, tonnesAsked = '1') => {
  const held = reviewing(filing(under(accounting), [line('COD', tonnesAsked)]).thenAccepted()).thenAccepted();
  return upper
    ? approving(elementReviewing(held, 'WATER').thenAccepted(), { actor: OFFICE })
    : approving(held);
};
/** available held withdrawn retired */
const balance = (ledger: Given, place: string): string => {
  const { totals } = ledger.state(poolFold, place);
  const { available, held, withdrawn, retired } = totals.COD;
  return [available, held, withdrawn, retired].map(tonnes).join(' ');
};
const first = (view: Json | undefined): Json => (view as Json[])[0] ?? null;

describe('what leaves the pools for 1 t at twice the amount (policy A22)', () => {
  it('MULTIPLIED: k·E leaves, E to the unit and the rest for good', () => {
    const ledger = issuedUnder('MULTIPLIED', true).thenAnswers({
      voucher: { lines: [{ required: '2', granted: '1', retired: '1' }] },
      draws: [
        { lotId: 'old', amount: '0.5' },
        { lotId: 'new', amount: '1' },
        { lotId: 'city', amount: '0.5' },
      ],
    });
    expect(balance(ledger, '320583')).toBe('0 0 1 0.5');
    expect(balance(ledger, '320500')).toBe('3.5 0 0 0.5');
  });

  it('INCREMENT: only E leaves, from the lots first in turn, and nothing is retired', () => {
    const ledger = issuedUnder('INCREMENT', false).thenAnswers({
      voucher: { lines: [{ required: '2', granted: '1', retired: '0' }] },
      draws: [
        { lotId: 'old', amount: '0.5', retired: '0' },
        { lotId: 'new', amount: '0.5', retired: '0' },
      ],
    });
    expect(balance(ledger, '320583')).toBe('0.5 0 1 0');
    expect(balance(ledger, '320500')).toBe('4 0 0 0');
    const back = ledger
      .when(releaseWithdrawal, { id: W, reason: '项目取消' }, { actor: APPROVER })
      .thenAccepted();
    expect(balance(back, '320583')).toBe('1.5 0 0 0');
    expect(first([...balanceView(back.state(poolFold, '320583')).lines] as Json)).toMatchObject({
      available: '1.5',
    });
  });

  it('INCREMENT: the pools must still be able to give k·E', () => {
    filing(under('INCREMENT'), [line('COD', '2.75')]).thenAccepted();
    filing(under('INCREMENT'), [line('COD', '2.750000001')]).thenRefused('INSUFFICIENT_QUOTA', {
      required: '5.500000002',
      shortfall: '0.000000002',
    });
  });

  it('is told of by the first review', () => {
    reviewing(filing(under('INCREMENT'), [line('COD', '1')]).thenAccepted()).thenEvents((events) =>
      expect(events[0]?.data).toMatchObject({
        policies: expect.arrayContaining(['multiplier.accounting@1', 'draw.order@0', 'hold.ttl@0']) as never,
      }),
    );
  });
});

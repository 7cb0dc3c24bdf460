import fc from 'fast-check';
import { addDays, assertNever, civilDateOf, mgOf, sum, type Actor } from '#kernel';
import { poolBreaches, poolFold } from '#libs/pool';
import type { Given, Outcome } from '../../../../test/support/given.js';
import { start } from '../../../../test/support/withdrawal-course.js';
import { elementReviewing, filing, reviewing } from '../../../../test/support/withdrawal-steps.js';
import { line } from '../../../../test/support/withdrawal.js';
import { approveWithdrawal } from './approve-withdrawal.decider.js';
import { expireHold } from './expire-hold.decider.js';
import { lapseVoucher } from './lapse-voucher.decider.js';
import { releaseWithdrawal } from './release-withdrawal.decider.js';
import { withdrawalFold, type WithdrawalState } from './withdrawal.fold.js';
import { lawRuns } from '../../../../test/support/runs.js';

describe('laws over whole commands', () => {
  const kinds = [
    'file',
    'review',
    'water',
    'air',
    'approve',
    'turnDown',
    'release',
    'lapse',
    'expire',
  ] as const;
  const ids = ['w-a', 'w-b'] as const;
  type Order = readonly [(typeof kinds)[number], string, number];
  const approver: Actor = {
    id: 'a',
    place: '320000',
    roles: ['county-approver', 'office', 'province', 'system'],
  };

  const ask = (ledger: Given, [kind, id, tonnes]: Order, at: string): Outcome => {
    const opinion = { id, opinion: '', documentNo: '示例' };
    const how = { actor: approver, at };
    switch (kind) {
      case 'file':
        return filing(ledger, [line('COD', `${tonnes}.1`), line('VOCs', '0.3')], { id, at });
      case 'review':
        return reviewing(ledger, { id, at });
      case 'water':
        return elementReviewing(ledger, 'WATER', { id, at });
      case 'air':
        return elementReviewing(ledger, 'AIR', { id, at });
      case 'approve':
        return ledger.when(approveWithdrawal, { ...opinion, decision: 'PASS' }, how);
      case 'turnDown':
        return ledger.when(approveWithdrawal, { ...opinion, decision: 'RETURN' }, how);
      case 'release':
        return ledger.when(releaseWithdrawal, { id, reason: '' }, how);
      case 'lapse':
        return ledger.when(lapseVoucher, { id, reason: '' }, how);
      case 'expire':
        return ledger.when(expireHold, { id }, how);
      default:
        return assertNever(kind);
    }
  };

  /** Per pollutant, the lots behind a voucher gave what was required, no more, and retired what it says. */
  const covered = (file: WithdrawalState): boolean =>
    (file?.voucher?.lines ?? []).every(({ pollutant, required, granted, retired }) => {
      const draws = file?.voucher?.draws.filter((draw) => draw.pollutant === pollutant) ?? [];
      const drawn = sum(draws.map(({ amount }) => mgOf(amount)));
      const gone = sum(draws.map((draw) => mgOf(draw.retired)));
      return drawn === mgOf(required) && gone === mgOf(retired) && drawn - gone === mgOf(granted);
    });

  it('the books of all pools balance after any orders, and every voucher is covered line by line', () => {
    const order = fc.tuple(fc.constantFrom(...kinds), fc.constantFrom(...ids), fc.nat(6));
    const days = fc.constantFrom(0, 0, 0, 31, 1900);
    const opening = ids.flatMap((id): Order[] => [
      ['file', id, 1],
      ['review', id, 0],
    ]);
    fc.assert(
      fc.property(fc.array(fc.tuple(order, days), { maxLength: 8 }), (orders) => {
        let ledger = start;
        let day = civilDateOf('2026-03-02');
        for (const [one, later] of [...opening.map((first) => [first, 0] as const), ...orders]) {
          day = addDays(day, later);
          if (one[0] === 'file' && ledger.state(withdrawalFold, one[1])) continue;
          const outcome = ask(ledger, one, day);
          if (outcome.decision.ok) ledger = outcome.thenAccepted();
        }
        const places = ['320583', '320500', '320000'];
        expect(places.flatMap((place) => poolBreaches(ledger.state(poolFold, place)))).toEqual([]);
        expect(ids.filter((id) => !covered(ledger.state(withdrawalFold, id)))).toEqual([]);
      }),
      lawRuns(60),
    );
  });
});

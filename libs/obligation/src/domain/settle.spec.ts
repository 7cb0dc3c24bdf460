import fc from 'fast-check';
import { mg, mgOf, sum, tonnes, ZERO, type Milligram } from '#kernel';
import type { ObligationOpened } from '#contract/obligation';
import { given } from '../../../../test/support/given.js';
import { obligationFold, type Obligation } from './obligation.fold.js';
import { obligationsView } from './obligation.view.js';
import { settle } from './settle.policy.js';
import { lawRuns } from '../../../../test/support/runs.js';

const debt = (id: string, open: Milligram, pollutant: Obligation['pollutant'] = 'COD'): Obligation => ({
  id,
  place: '320583',
  lotId: 'lot-1',
  pool: 'pool-320583',
  pollutant,
  decisionNo: '示例3号',
  amount: open,
  open,
  payments: [],
  reductions: [],
});
const opened = (obligationId: string, amount: string): { type: string; data: ObligationOpened['data'] } => ({
  type: 'ObligationOpened',
  data: {
    obligationId,
    place: '320583',
    lotId: 'lot-1',
    pool: 'pool-320583',
    pollutant: 'COD',
    amount: tonnes(mgOf(amount)),
    decisionNo: '示例3号',
  },
});
const paid = (obligationId: string, amount: string) => ({
  type: 'ObligationApplied',
  data: { depositId: 'd', payments: [{ obligationId, pollutant: 'COD', amount }] },
});

describe('settling obligations from a deposit', () => {
  it('pays the oldest first', () => {
    const payments = settle(
      [debt('old', mg(30n)), debt('new', mg(30n))],
      [{ pollutant: 'COD', amount: mg(40n) }],
    );
    expect(payments.map(({ obligationId, amount }) => [obligationId, amount])).toEqual([
      ['old', 30n],
      ['new', 10n],
    ]);
  });

  it('never pays with another pollutant', () => {
    expect(settle([debt('tp', mg(30n), 'TP')], [{ pollutant: 'COD', amount: mg(40n) }])).toEqual([]);
  });

  it('over-pays no debt, spends no more than came in, and skips no older debt', () => {
    const amount = fc.bigInt(0n, 1_000_000n).map(mg);
    const anyDebt = fc.record({ open: amount, pollutant: fc.constantFrom('COD' as const, 'TP' as const) });
    fc.assert(
      fc.property(fc.array(anyDebt, { maxLength: 6 }), amount, (open, came) => {
        const debts = open.map((one, index) => debt(`${index}`, one.open, one.pollutant));
        const payments = settle(debts, [{ pollutant: 'COD', amount: came }]);
        const due = debts.filter(({ pollutant }) => pollutant === 'COD');
        const paidTo = ({ id }: Obligation) =>
          sum(payments.filter(({ obligationId }) => obligationId === id).map((one) => one.amount));
        const total = sum(payments.map((one) => one.amount));
        const owed = sum(due.map((one) => one.open));
        const firstUnmet = due.findIndex((one) => paidTo(one) < one.open);
        return (
          total === (came < owed ? came : owed) &&
          payments.every((one) => one.amount > ZERO && one.pollutant === 'COD') &&
          due.every(
            (one, index) =>
              paidTo(one) <= one.open && (firstUnmet < 0 || index <= firstUnmet || paidTo(one) === ZERO),
          )
        );
      }),
      lawRuns(10_000),
    );
  });
});

describe('obligations of a place', () => {
  it('are open, then partly met, then met', () => {
    const ledger = given({
      'obligation-320583': [
        opened('a', '30'),
        opened('b', '5'),
        opened('c', '1'),
        paid('a', '20'),
        paid('b', '5'),
      ],
    });
    expect(obligationsView(ledger.state(obligationFold, '320583'))).toMatchObject([
      { id: 'a', place: '320583', pollutant: 'COD', amount: '30', open: '10', status: 'PARTLY_MET' },
      { id: 'b', place: '320583', pollutant: 'COD', amount: '5', open: '0', status: 'MET' },
      { id: 'c', place: '320583', pollutant: 'COD', amount: '1', open: '1', status: 'OPEN' },
    ]);
  });

  it('belong to their own place', () => {
    expect(given({ 'obligation-320583': [opened('a', '30')] }).state(obligationFold, '320509')).toEqual([]);
  });
});

import fc from 'fast-check';
import { mg, sum } from '#kernel';
import type { Obligation } from '#libs/obligation';
import { shareAmong, shareOut, splitLine } from './split.policy.js';
import { lawRuns } from '../../../../test/support/runs.js';

const anyAmount = fc.bigInt(0n, 5_000_000_000_000n).map(mg);

const debts = (open: readonly bigint[]): readonly Obligation[] =>
  open.map((amount, index) => ({
    id: `${index}`,
    place: '320583',
    lotId: 'lot-0',
    pool: 'pool-320583',
    pollutant: 'COD',
    decisionNo: '示例3号',
    amount: mg(amount),
    open: mg(amount),
    payments: [],
    reductions: [],
  }));

describe('sharing out a deposit', () => {
  it('neither creates nor loses quota, and gives the local side 70 % of the net or more', () => {
    const anyCase = fc.record({
      gross: anyAmount,
      take: anyAmount,
      owed: fc.array(anyAmount, { maxLength: 3 }),
      order: fc.constantFrom('OBLIGATIONS_FIRST' as const, 'PROVINCE_FIRST' as const),
    });
    fc.assert(
      fc.property(anyCase, ({ gross, take, owed, order }) => {
        const share = shareOut({ pollutant: 'COD', gross, take }, debts(owed), order);
        const { obligations, provincial, net, municipal, local, payments, takeable } = share;
        return (
          gross === obligations + provincial + municipal + local &&
          net === municipal + local &&
          local * 10n >= net * 7n &&
          local * 10n < net * 7n + 10n &&
          obligations === sum(payments.map(({ amount }) => amount)) &&
          provincial === (take < takeable ? take : takeable) &&
          [obligations, provincial, net, municipal, local].every((amount) => amount >= 0n)
        );
      }),
      lawRuns(10_000),
    );
  });

  it('writes amounts in t/a', () => {
    const share = shareOut(
      { pollutant: 'COD', gross: mg(10n), take: mg(3n) },
      debts([1n]),
      'OBLIGATIONS_FIRST',
    );
    expect(splitLine(share)).toEqual({
      pollutant: 'COD',
      gross: '0.00000001',
      obligations: '0.000000001',
      provincial: '0.000000003',
      net: '0.000000006',
      municipal: '0.000000001',
      local: '0.000000005',
    });
  });
});

describe('sharing out a deposit of works that several areas share', () => {
  const FIGURES = ['gross', 'obligations', 'provincial', 'net', 'municipal', 'local', 'takeable'] as const;
  const anyArea = fc.record({
    weight: fc.bigInt(1n, 10n ** 11n),
    owed: fc.array(anyAmount, { maxLength: 2 }),
  });

  it('neither creates nor loses quota, and takes from nobody more than it can give', () => {
    const anyCase = fc.record({
      gross: anyAmount,
      take: anyAmount,
      among: fc.array(anyArea, { minLength: 1, maxLength: 5 }),
      order: fc.constantFrom('OBLIGATIONS_FIRST' as const, 'PROVINCE_FIRST' as const),
    });
    fc.assert(
      fc.property(anyCase, ({ gross, take, among, order }) => {
        const areas = among.map(({ weight, owed }, index) => ({
          place: `${index}`,
          weight,
          debts: debts(owed),
        }));
        const whole = shareAmong({ pollutant: 'COD', gross, take }, areas, order);
        return (
          whole.gross === gross &&
          whole.gross === whole.obligations + whole.provincial + whole.municipal + whole.local &&
          whole.provincial === (take < whole.takeable ? take : whole.takeable) &&
          FIGURES.every((figure) => whole[figure] === sum(whole.areas.map((area) => area[figure]))) &&
          whole.areas.every(
            (area) =>
              area.gross === area.obligations + area.provincial + area.municipal + area.local &&
              area.provincial <= area.takeable &&
              area.local * 10n >= area.net * 7n &&
              FIGURES.every((figure) => area[figure] >= 0n),
          )
        );
      }),
      lawRuns(10_000),
    );
  });

  it('is for one area what it would be without sharing', () => {
    fc.assert(
      fc.property(anyAmount, anyAmount, anyArea, (gross, take, { weight, owed }) => {
        const question = { pollutant: 'COD', gross, take } as const;
        const area = { place: '320583', weight, debts: debts(owed) };
        const { areas, ...whole } = shareAmong(question, [area], 'OBLIGATIONS_FIRST');
        const alone = shareOut(question, area.debts, 'OBLIGATIONS_FIRST');
        expect(whole).toEqual(alone);
        expect(areas).toEqual([{ place: '320583', ...alone }]);
      }),
      lawRuns(300),
    );
  });
});

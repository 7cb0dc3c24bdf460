import fc from 'fast-check';
import {
  apportion,
  mg,
  mgOf,
  parseTonnes,
  ratioOf,
  requiredReplacement,
  splitThreeSeven,
  sum,
  tonnes,
} from './quantity.js';
import { lawRuns } from '../../../test/support/runs.js';

const RUNS = lawRuns(10_000);
const anyMilligram = fc.bigInt({ min: 0n, max: 10n ** 18n }).map(mg);

describe('amounts in t/a', () => {
  it.each([
    ['3.26434', 3_264_340_000n],
    ['0.0000024', 2_400n],
    ['0.510', 510_000_000n],
    ['0', 0n],
    ['0.000000001', 1n],
    ['999999999999.999999999', 10n ** 21n - 1n],
  ])('reads %s exactly', (text, expected) => {
    expect(parseTonnes(text)).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['-1', 'NEGATIVE'],
    ['-0', 'NEGATIVE'],
    ['+1', 'NOT_DECIMAL'],
    ['1e3', 'NOT_DECIMAL'],
    ['.5', 'NOT_DECIMAL'],
    ['5.', 'NOT_DECIMAL'],
    ['01', 'NOT_DECIMAL'],
    ['1,000', 'NOT_DECIMAL'],
    [' 1', 'NOT_DECIMAL'],
    ['１', 'NOT_DECIMAL'],
    ['NaN', 'NOT_DECIMAL'],
    ['Infinity', 'NOT_DECIMAL'],
    ['0x10', 'NOT_DECIMAL'],
    ['', 'NOT_DECIMAL'],
    ['1.0000000001', 'TOO_MANY_DECIMALS'],
    ['1000000000000', 'TOO_LARGE'],
    [1, 'NOT_TEXT'],
    [null, 'NOT_TEXT'],
    [1n, 'NOT_TEXT'],
  ])('refuses %p as %s', (text, fault) => {
    expect(parseTonnes(text)).toEqual({ ok: false, error: fault });
  });

  it('writes canonically: no trailing zeros, a sign only for differences', () => {
    expect(['0.510', '1.000', '0', '3.26434'].map((text) => tonnes(mgOf(text)))).toEqual([
      '0.51',
      '1',
      '0',
      '3.26434',
    ]);
    expect(tonnes(mg(-1n))).toBe('-0.000000001');
  });

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(anyMilligram, (amount) => mgOf(tonnes(amount)) === amount),
      RUNS,
    );
  });
});

describe('splitThreeSeven', () => {
  it('gives the odd milligrams to the local side', () => {
    expect(splitThreeSeven(mg(101n))).toEqual({ municipal: 30n, local: 71n });
    expect(splitThreeSeven(mgOf('12.345671'))).toEqual({
      municipal: mgOf('3.7037013'),
      local: mgOf('8.6419697'),
    });
  });

  it('neither creates nor loses quota, and leaves at least 70 % to the local side', () => {
    fc.assert(
      fc.property(anyMilligram, (net) => {
        const { municipal, local } = splitThreeSeven(net);
        return sum([municipal, local]) === net && local * 10n >= net * 7n && net * 3n - municipal * 10n < 10n;
      }),
      RUNS,
    );
  });
});

describe('apportion', () => {
  const percent = (...texts: readonly string[]): readonly bigint[] => texts.map((text) => mgOf(text));

  it.each([
    ['10', ['60', '40'], ['6', '4']],
    ['0.000000001', ['50', '50'], ['0.000000001', '0']],
    ['0.00000001', ['33.3', '33.3', '33.4'], ['0.000000003', '0.000000003', '0.000000004']],
    ['0.000000002', ['10', '45', '45'], ['0', '0.000000001', '0.000000001']],
    ['0', ['0', '0'], ['0', '0']],
  ])('%s t by %j is %j', (whole, weights, parts) => {
    expect(apportion(mgOf(whole), percent(...weights)).map(tonnes)).toEqual(parts);
  });

  it('neither creates nor loses quota, and gives nobody a milligram more or less than the exact part', () => {
    const anyWeights = fc.array(fc.bigInt(0n, 10n ** 11n), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(anyMilligram, anyWeights, (whole, weights) => {
        const all = weights.reduce((total, weight) => total + weight, 0n);
        fc.pre(all > 0n);
        const parts = apportion(whole, weights);
        return (
          sum(parts) === whole &&
          parts.every((part, index) => {
            const away = part * all - whole * (weights[index] ?? 0n);
            return away < all && away > -all;
          })
        );
      }),
      RUNS,
    );
  });

  it('shares nothing out to nobody', () => {
    expect(() => apportion(mg(1n), [0n, 0n])).toThrow('cannot share');
    expect(() => apportion(mg(1n), [])).toThrow('cannot share');
  });
});

describe('requiredReplacement', () => {
  it.each([
    ['1.63217', '2', '3.26434'],
    ['2.0', '1.1', '2.2'],
    ['0.000000001', '1.1', '0.000000002'],
    ['0.00000001', '1.1', '0.000000011'],
  ])('%s × %s = %s', (discharge, ratio, required) => {
    expect(tonnes(requiredReplacement(mgOf(discharge), ratioOf(ratio)))).toBe(required);
  });

  it('never asks less than the exact product, nor a milligram more', () => {
    const anyRatio = fc.constantFrom('1', '1.1', '1.2', '1.25', '1.5', '2', '3.333').map(ratioOf);
    fc.assert(
      fc.property(anyMilligram, anyRatio, (discharge, ratio) => {
        const over = requiredReplacement(discharge, ratio) * ratio.denominator - discharge * ratio.numerator;
        return over >= 0n && over < ratio.denominator;
      }),
      RUNS,
    );
  });
});

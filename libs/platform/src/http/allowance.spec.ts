import { Allowance } from './allowance.js';

describe('an allowance', () => {
  it('gives a minute’s share at once, then as it refills', () => {
    const allowance = new Allowance(60);
    const taken = Array.from({ length: 61 }, () => allowance.take('a', 0));
    expect(taken.slice(0, 60).every((wait) => wait === undefined)).toBe(true);
    expect(taken[60]).toBe(1);
    expect(allowance.take('b', 0)).toBeUndefined();
    expect(allowance.take('a', 999)).toBe(1);
    expect(allowance.take('a', 1_000)).toBeUndefined();
    expect(allowance.wait('a', 1_000)).toBe(1);
    const later = Array.from({ length: 61 }, () => allowance.take('a', 600_000));
    expect(later.filter((wait) => wait === undefined)).toHaveLength(60);
  });

  it('takes nothing for looking, and survives a clock set back', () => {
    const allowance = new Allowance(1);
    expect([allowance.wait('a', 0), allowance.wait('a', 0), allowance.take('a', 5_000)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(allowance.take('a', 0)).toBe(60);
    expect(allowance.wait('a', 30_000)).toBe(30);
  });

  it('is without end when it is zero', () => {
    const allowance = new Allowance(0);
    expect(
      Array.from({ length: 1_000 }, () => allowance.take('a', 0)).every((wait) => wait === undefined),
    ).toBe(true);
  });

  it('forgets the oldest names rather than fill the memory', () => {
    const allowance = new Allowance(1);
    for (let name = 0; name <= 10_000; name += 1) allowance.take(String(name), 0);
    expect([allowance.take('10000', 0), allowance.take('0', 0)]).toEqual([60, undefined]);
  });
});

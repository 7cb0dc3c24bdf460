import fc from 'fast-check';
import { EMPTY_RANKS, firstRank, withRank, type RankSet } from './rank-set.js';
import { lawRuns } from '../../../../test/support/runs.js';

const LARGEST = 2 ** 40 - 1;
const membersOf = (set: RankSet): readonly number[] => {
  const members: number[] = [];
  for (let next = firstRank(set, 0); next !== undefined; next = firstRank(set, next + 1)) members.push(next);
  return members;
};

describe('ordered set of ranks', () => {
  it('behaves as a sorted set, for near and far numbers alike', () => {
    const rank = fc.oneof(fc.nat(40), fc.nat(70_000), fc.integer({ min: 0, max: LARGEST }));
    const changes = fc.array(fc.tuple(rank, fc.boolean()), { maxLength: 30 });
    fc.assert(
      fc.property(changes, rank, (steps, from) => {
        const model = new Set<number>();
        let set: RankSet = EMPTY_RANKS;
        for (const [number, present] of steps) {
          set = withRank(set, number, present);
          if (present) model.add(number);
          else model.delete(number);
        }
        const sorted = [...model].toSorted((a, b) => a - b);
        expect(membersOf(set)).toEqual(sorted);
        expect(firstRank(set, from)).toBe(sorted.find((number) => number >= from));
      }),
      lawRuns(300),
    );
  });

  it('leaves the earlier version as it was', () => {
    const before = withRank(EMPTY_RANKS, 7, true);
    withRank(before, 7, false);
    withRank(before, 8, true);
    expect(membersOf(before)).toEqual([7]);
  });

  it('forgets a branch whose last member left', () => {
    expect(withRank(withRank(EMPTY_RANKS, LARGEST, true), LARGEST, false)).toBe(EMPTY_RANKS);
  });
});

import fc from 'fast-check';
import {
  mg,
  mgOf,
  sum,
  tonnes,
  ZERO,
  type Instant,
  type Logged,
  type Milligram,
  type Proposal,
} from '#kernel';
import { USES, type ReductionEvent } from '#contract/reduction';
import { policyFold, policyInForce, type PolicyReader } from '#libs/policy';
import { withReduction } from '../../../../test/support/samples.js';
import { reductionFold } from './reduction.fold.js';
import { allocate, filedReduction, leftOf, release, usedFor, type FiledReduction } from './uses.js';
import { lawRuns } from '../../../../test/support/runs.js';

const policies: PolicyReader = (key) => policyInForce(policyFold.initial('policy'), key, '' as Instant);
const { ledger, reductionId } = withReduction();
const untouched = filedReduction(ledger.state(reductionFold, reductionId));
const creditable = mgOf('100');

const written = (state: FiledReduction, { stream, type, data }: Proposal): FiledReduction => {
  const envelope = { stream, version: 0, position: 0, eventId: '', actor: '', commandId: '' };
  const times = { occurredAt: '' as Instant, recordedAt: '' as Instant };
  return filedReduction(
    reductionFold.evolve(state, { ...envelope, ...times, type, data } as Logged<ReductionEvent>),
  );
};

const anyStep = fc.record({
  act: fc.constantFrom('allocate' as const, 'allocate' as const, 'release' as const),
  use: fc.constantFrom(...USES),
  reference: fc.constantFrom('a', 'b'),
  amount: fc.bigInt(1n, creditable / 2n).map(mg),
});

const usedInAll = (state: FiledReduction): Milligram => sum(USES.map((use) => usedFor(state, 'COD', use)));

describe('uses of a reduction', () => {
  it('each milligram has at most one use, whatever is allocated and released', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 8 }), (steps) => {
        let state = untouched;
        for (const { act, use, reference, amount } of steps) {
          const before = leftOf(state, 'COD');
          if (act === 'release') {
            state = release(state, use, reference).reduce(written, state);
          } else {
            const lines = [{ pollutant: 'COD' as const, amount: tonnes(amount) }];
            const { rules, proposal } = allocate(state, { use, reference, lines }, policies);
            const allowed = rules.every(({ outcome }) => outcome !== 'FAIL');
            if (allowed !== amount <= before) return false;
            if (allowed) state = written(state, proposal);
          }
          const left = leftOf(state, 'COD');
          if (left < ZERO || left + usedInAll(state) !== creditable) return false;
        }
        return true;
      }),
      lawRuns(10_000),
    );
  });

  it('releases exactly what one reference holds, and nothing twice', () => {
    const lines = [{ pollutant: 'COD' as const, amount: tonnes(mgOf('40')) }];
    const pooled = written(
      untouched,
      allocate(untouched, { use: 'POOL', reference: 'a', lines }, policies).proposal,
    );
    const both = written(pooled, allocate(pooled, { use: 'POOL', reference: 'b', lines }, policies).proposal);
    const [released, ...more] = release(both, 'POOL', 'a');
    expect(more).toEqual([]);
    expect(released?.data).toEqual({
      use: 'POOL',
      reference: 'a',
      lines: [{ pollutant: 'COD', amount: '40' }],
    });
    const after = release(both, 'POOL', 'a').reduce(written, both);
    expect(tonnes(leftOf(after, 'COD'))).toBe('60');
    expect(release(after, 'POOL', 'a')).toEqual([]);
    expect(release(after, 'TASK', 'b')).toEqual([]);
  });
});

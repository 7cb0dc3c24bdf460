import fc from 'fast-check';
import { instantOf } from '#kernel';
import { lawRuns } from '../../../../test/support/runs.js';
import { MemoryEventStore } from '../memory/memory-event-store.js';
import { CrossingKeeper, crossingExecutor, reserveOf, type Stage } from '../testing/crossing-keeper.js';
import { order } from '../testing/toy-domain.js';

const [HERE, THERE] = ['320000', '330000'] as const;
const FILLED = 20;

type Act =
  | { readonly act: 'RESERVE'; readonly amount: number; readonly hours: number }
  /** So many keepers at once, each of which ends where it is told to. */
  | { readonly act: 'SWEEP'; readonly cuts: readonly (Stage | undefined)[] }
  | { readonly act: 'WAIT'; readonly hours: number };

const acts = fc.array(
  fc.oneof(
    fc.record({
      act: fc.constant('RESERVE' as const),
      amount: fc.integer({ min: 1, max: 9 }),
      hours: fc.nat(4),
    }),
    fc.record({
      act: fc.constant('SWEEP' as const),
      cuts: fc.array(fc.constantFrom<(Stage | undefined)[]>('RESERVED', 'TAKEN', 'CONCLUDED', undefined), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    fc.record({ act: fc.constant('WAIT' as const), hours: fc.integer({ min: 1, max: 3 }) }),
  ),
  { maxLength: 20 },
);

class TwoLedgers {
  readonly store = new MemoryEventStore();
  private now = Date.UTC(2026, 0, 1);
  private readonly clock = { now: () => instantOf((this.now += 1)) };
  private readonly here = crossingExecutor(this.store, HERE, this.clock);
  private readonly there = crossingExecutor(this.store, THERE, this.clock);
  private crossings = 0;

  async fill(): Promise<void> {
    for (const executor of [this.here, this.there]) await executor.submit(order('Fill', { amount: FILLED }));
  }

  wait(hours: number): void {
    this.now += hours * 3_600_000;
  }

  async reserve(amount: number, hours: number): Promise<void> {
    this.crossings += 1;
    const until = instantOf(this.now + hours * 3_600_000);
    await this.here.submit(order('Reserve', { id: `c${this.crossings}`, amount, until }));
  }

  /** A keeper; it ends, without a word to the other ledger, where it is cut off. */
  async sweep(cut?: Stage): Promise<void> {
    const at = (stage: Stage): void => {
      if (stage === cut) throw new Error('killed');
    };
    const { store, here, there } = this;
    await new CrossingKeeper({ store, from: HERE, here, there, at }).sweep().catch((error: Error) => {
      if (error.message !== 'killed') throw error;
    });
  }

  /** Everything there is, wherever it is: had here, had there, or on its way and not yet there. */
  async whole(): Promise<number> {
    const [here, there] = [await reserveOf(this.store, HERE), await reserveOf(this.store, THERE)];
    const taken = new Set(
      (await this.store.readLedger(THERE, 0, 10_000))
        .filter(({ type, stream }) => type === 'Taken' && stream !== 'reserve')
        .map(({ stream }) => stream.replace('arrival-', '')),
    );
    const onTheWay = [...here.open.values()].filter(({ id }) => !taken.has(id));
    return here.available + there.available + onTheWay.reduce((sum, { amount }) => sum + amount, 0);
  }

  /** What became of each crossing, in the ledger it left and in the one it went to. */
  async fates(): Promise<readonly (readonly [string, string, string | undefined])[]> {
    const { concluded } = await reserveOf(this.store, HERE);
    const arrivals = await this.store.readLedger(THERE, 0, 10_000);
    return [...concluded].map(([id, how]) => [
      id,
      how === 'SETTLED' ? 'Taken' : 'Declined',
      arrivals.find(({ stream }) => stream === `arrival-${id}`)?.type,
    ]);
  }
}

const perform = async (ledgers: TwoLedgers, act: Act): Promise<void> => {
  if (act.act === 'RESERVE') await ledgers.reserve(act.amount, act.hours);
  else if (act.act === 'WAIT') ledgers.wait(act.hours);
  else await Promise.all(act.cuts.map((cut) => ledgers.sweep(cut)));
};

describe('what crosses from one ledger to another', () => {
  it('is never lost and never there twice, whoever is cut off where, and goes back when its hour is over', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (played) => {
        const ledgers = new TwoLedgers();
        await ledgers.fill();
        for (const act of played) {
          await perform(ledgers, act);
          expect(await ledgers.whole()).toBe(2 * FILLED);
        }
        ledgers.wait(24);
        await ledgers.sweep();
        expect((await reserveOf(ledgers.store, HERE)).open.size).toBe(0);
        for (const [id, asked, answered] of await ledgers.fates())
          expect([id, answered]).toEqual([id, asked]);
        expect(await ledgers.whole()).toBe(2 * FILLED);
      }),
      lawRuns(2_000, 60),
    );
  });

  it('is taken before its hour and declined after it, and neither can be changed', async () => {
    const ledgers = new TwoLedgers();
    await ledgers.fill();
    await ledgers.reserve(5, 1);
    await ledgers.sweep('TAKEN');
    await ledgers.reserve(7, 1);
    ledgers.wait(2);
    await ledgers.sweep();
    expect(await ledgers.fates()).toEqual([
      ['c1', 'Taken', 'Taken'],
      ['c2', 'Declined', 'Declined'],
    ]);
    const [here, there] = [await reserveOf(ledgers.store, HERE), await reserveOf(ledgers.store, THERE)];
    expect([here.available, there.available]).toEqual([FILLED - 5, FILLED + 5]);
  });
});

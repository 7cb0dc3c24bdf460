import fc from 'fast-check';
import { mgOf, type Tonnes } from '#kernel';
import { MemoryEventStore, type LedgerExecutor } from '#libs/event-store';
import {
  bought,
  clockFrom,
  executorOf,
  heldBy,
  HERE,
  onTheWay,
  reserved,
  START,
  THERE,
  tradesOf,
  type Side,
} from '../../../../test/support/crossing.js';
import { lawRuns } from '../../../../test/support/runs.js';
import { CrossingKeeper } from './crossing-keeper.js';

const FILLED = '20' as Tonnes;
const WHOLE = 2n * mgOf(FILLED);
const DAY_MS = 86_400_000;

/** A keeper ends at its so-manieth step: before it wrote, or after, without having heard. */
interface Cut {
  readonly step: number;
  readonly written: boolean;
}
type Act =
  | { readonly act: 'RESERVE'; readonly amount: number; readonly days: number }
  /** Keepers of both sides at once, each cut off where it is told to. */
  | { readonly act: 'SWEEP'; readonly here: Cut | null; readonly there: Cut | null }
  | { readonly act: 'WAIT'; readonly days: number };

const cut = fc.option(fc.record({ step: fc.nat(2), written: fc.boolean() }), { freq: 2 });
const acts = fc.array(
  fc.oneof(
    fc.record({
      act: fc.constant('RESERVE' as const),
      amount: fc.integer({ min: 1, max: 9 }),
      days: fc.nat(3),
    }),
    fc.record({ act: fc.constant('SWEEP' as const), here: cut, there: cut }),
    fc.record({ act: fc.constant('WAIT' as const), days: fc.integer({ min: 1, max: 2 }) }),
  ),
  { maxLength: 16 },
);

class TwoLedgers {
  private now = START;
  private readonly clock = clockFrom(() => (this.now += 1));
  private readonly store = new MemoryEventStore();
  private readonly here = executorOf(this.store, HERE, this.clock);
  private readonly there = executorOf(this.store, THERE, this.clock);
  private tradeNo = '';

  async fill(): Promise<void> {
    this.tradeNo = await bought(this.here, HERE, FILLED);
    await bought(this.there, THERE, FILLED);
  }

  /** What is too much is refused, and changes nothing. */
  async perform(act: Act): Promise<void> {
    if (act.act === 'WAIT') this.now += act.days * DAY_MS;
    else if (act.act === 'SWEEP')
      await Promise.all([this.sweep(HERE, act.here), this.sweep(THERE, act.there)]);
    else {
      const asked = { tradeNo: this.tradeNo, amount: String(act.amount), days: act.days };
      await reserved(this.here, asked).catch((error: Error) =>
        expect(error.message).toContain('INSUFFICIENT_QUOTA'),
      );
    }
  }

  async sweep(side: Side, cutAt: Cut | null = null): Promise<void> {
    const executor = side === HERE ? this.here : this.there;
    const partners = [side === HERE ? THERE.ledger : HERE.ledger];
    const places = (ledger: string) => Promise.resolve([ledger === HERE.ledger ? HERE.place : THERE.place]);
    const writer = cutAt === null ? executor : mortal(executor, cutAt);
    const parts = { ledger: side.ledger, partners, store: this.store, writer, places };
    await new CrossingKeeper(parts).sweep().catch((error: Error) => expect(error.message).toBe('killed'));
  }

  /** Everything there is, wherever it is: had here, had there, or on its way and not yet there. */
  async whole(): Promise<bigint> {
    const [here, there] = await this.books();
    return heldBy(here) + heldBy(there) + onTheWay(here, there);
  }

  books() {
    return Promise.all([tradesOf(this.store, HERE), tradesOf(this.store, THERE)] as const);
  }

  /** What became of each crossing, in the ledger it left and in the one it went to. */
  async fates(): Promise<readonly (readonly [string, boolean | undefined])[]> {
    const [here, there] = await this.books();
    return here.trades
      .flatMap(({ crossings }) => crossings)
      .map(({ crossingId, status }) => [
        status,
        there.arrivals.find((arrival) => arrival.crossingId === crossingId)?.taken,
      ]);
  }
}

const mortal = (executor: LedgerExecutor, { step, written }: Cut): Pick<LedgerExecutor, 'submit'> => {
  let steps = 0;
  return {
    submit: async (submission) => {
      const last = steps === step;
      steps += 1;
      if (last && written) await executor.submit(submission);
      if (last) throw new Error('killed');
      return executor.submit(submission);
    },
  };
};

describe('what crosses from one ledger to another (ADR 0010)', () => {
  it('is never lost and never there twice, whoever is cut off where, and goes back when its time is over', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (played) => {
        const ledgers = new TwoLedgers();
        await ledgers.fill();
        for (const act of played) {
          await ledgers.perform(act);
          expect(await ledgers.whole()).toBe(WHOLE);
        }
        await ledgers.perform({ act: 'WAIT', days: 5 });
        await ledgers.sweep(THERE);
        await ledgers.sweep(HERE);
        for (const [status, taken] of await ledgers.fates())
          expect(status).toBe(taken === true ? 'SETTLED' : 'RETURNED');
        expect(await ledgers.whole()).toBe(WHOLE);
      }),
      lawRuns(1_000, 40),
    );
  });

  it('is taken in its time and declined after it, and neither can be changed', async () => {
    const ledgers = new TwoLedgers();
    await ledgers.fill();
    await ledgers.perform({ act: 'RESERVE', amount: 5, days: 0 });
    await ledgers.sweep(THERE);
    await ledgers.perform({ act: 'RESERVE', amount: 7, days: 0 });
    await ledgers.perform({ act: 'WAIT', days: 2 });
    for (const side of [THERE, THERE, HERE, HERE]) await ledgers.sweep(side);
    expect(await ledgers.fates()).toEqual([
      ['SETTLED', true],
      ['RETURNED', false],
    ]);
    const [here, there] = await ledgers.books();
    expect([heldBy(here), heldBy(there)]).toEqual([mgOf('15' as Tonnes), mgOf('25' as Tonnes)]);
    expect(there.trades.at(-1)).toMatchObject({ place: THERE.place, sellerPlace: null, termYears: 5 });
  });
});

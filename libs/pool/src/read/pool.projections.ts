import { prefixOf, type LoggedEvent } from '#kernel';
import { poolEvents, type PoolEvent } from '#contract/pool';
import type { Projection, Row } from '#libs/platform';
import { addFigures, entriesOf, type Figures, type PoolEntry } from '../domain/pool.entries.js';

const FIGURES = ['credited', 'available', 'held', 'withdrawn', 'retired', 'written_off'] as const;

const isPoolEvent = (event: LoggedEvent): event is LoggedEvent & PoolEvent =>
  prefixOf(event.stream) === 'pool' && Object.hasOwn(poolEvents, event.type);

const figuresOf = (entry: Figures): Row => ({
  credited: entry.credited.toString(),
  available: entry.available.toString(),
  held: entry.held.toString(),
  withdrawn: entry.withdrawn.toString(),
  retired: entry.retired.toString(),
  written_off: entry.writtenOff.toString(),
});

/** Rows to come, by key: summed as numbers, and written as text only once. */
class Sums {
  readonly #sums = new Map<string, { readonly row: Row; readonly figures: Figures }>();

  /** `row` gives what stands beside the figures, and is asked for the first entry of a key only. */
  add(key: string, entry: PoolEntry, row: () => Row): void {
    const before = this.#sums.get(key);
    this.#sums.set(
      key,
      before ? { ...before, figures: addFigures(before.figures, entry) } : { row: row(), figures: entry },
    );
  }

  get rows(): readonly Row[] {
    return [...this.#sums.values()].map(({ row, figures }) => ({ ...row, ...figuresOf(figures) }));
  }
}

/** 流水：one row per movement of a lot; balances at any two times are sums over it. */
export const poolJournal: Projection = {
  name: 'pool_journal',
  revision: 1,
  tables: ['pool_entry'],
  async apply(events, out) {
    const rows = events.filter(isPoolEvent).flatMap((event) =>
      entriesOf(event).map((entry, ordinal) => ({
        ledger: out.ledger,
        position: event.position,
        ordinal,
        pool: event.stream,
        lot_id: entry.lotId,
        pollutant: entry.pollutant,
        kind: event.type,
        reference: entry.reference,
        occurred_at: event.occurredAt,
        recorded_at: event.recordedAt,
        ...figuresOf(entry),
      })),
    );
    if (rows.length > 0) await out.put('pool_entry', ['ledger', 'position', 'ordinal'], rows);
  },
};

/** 各库余额：one row per pool and pollutant, summed per page before it touches the table. */
export const poolBalances: Projection = {
  name: 'pool_balances',
  revision: 1,
  tables: ['pool_balance'],
  async apply(events, out) {
    const sums = new Sums();
    for (const event of events.filter(isPoolEvent)) {
      for (const entry of entriesOf(event)) {
        const { pollutant } = entry;
        sums.add(`${event.stream} ${pollutant}`, entry, () => ({
          ledger: out.ledger,
          pool: event.stream,
          pollutant,
        }));
      }
    }
    const { rows } = sums;
    if (rows.length > 0)
      await out.accumulate('pool_balance', { key: ['ledger', 'pool', 'pollutant'], sums: FIGURES }, rows);
  },
};

const LOT_KEY = ['ledger', 'pool', 'lot_id', 'pollutant'];

/** 储备批次：what each lot has left in each pool that holds a part of it. */
export const poolLots: Projection = {
  name: 'pool_lots',
  revision: 1,
  tables: ['pool_lot'],
  async apply(events, out) {
    const sums = new Sums();
    for (const event of events.filter(isPoolEvent)) {
      const origin = event.type === 'LotCredited' ? event.data : undefined;
      for (const entry of entriesOf(event)) {
        sums.add(`${event.stream} ${entry.lotId} ${entry.pollutant}`, entry, () => ({
          ledger: out.ledger,
          pool: event.stream,
          lot_id: entry.lotId,
          pollutant: entry.pollutant,
          deposit_id: origin?.depositId ?? '',
          reduction_id: origin?.reductionId ?? '',
          vintage: origin?.vintage ?? 0,
          tags: origin?.tags ?? [],
          position: event.position,
        }));
      }
    }
    const { rows } = sums;
    if (rows.length > 0) await out.accumulate('pool_lot', { key: LOT_KEY, sums: FIGURES }, rows);
  },
};

export const poolProjections: readonly Projection[] = [poolJournal, poolBalances, poolLots];

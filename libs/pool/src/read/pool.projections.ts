import { prefixOf, type LoggedEvent } from '#kernel';
import { poolEvents, type PoolEvent } from '#contract/pool';
import type { Projection, Row } from '#libs/platform';
import { entriesOf, type PoolEntry } from '../domain/pool.entries.js';

const FIGURES = ['credited', 'available', 'held', 'withdrawn', 'retired', 'written_off'] as const;

type FigureRow = Row & Readonly<Record<(typeof FIGURES)[number], string>>;

const isPoolEvent = (event: LoggedEvent): event is LoggedEvent & PoolEvent =>
  prefixOf(event.stream) === 'pool' && Object.hasOwn(poolEvents, event.type);

const figuresOf = (entry: PoolEntry): FigureRow => ({
  credited: entry.credited.toString(),
  available: entry.available.toString(),
  held: entry.held.toString(),
  withdrawn: entry.withdrawn.toString(),
  retired: entry.retired.toString(),
  written_off: entry.writtenOff.toString(),
});

const add = (rows: Map<string, FigureRow>, key: string, row: FigureRow): void => {
  const before = rows.get(key);
  if (!before) return void rows.set(key, row);
  const sums = FIGURES.map((column) => [column, (BigInt(before[column]) + BigInt(row[column])).toString()]);
  rows.set(key, { ...before, ...Object.fromEntries(sums) });
};

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
    const rows = new Map<string, FigureRow>();
    for (const event of events.filter(isPoolEvent)) {
      for (const entry of entriesOf(event)) {
        const key = { ledger: out.ledger, pool: event.stream, pollutant: entry.pollutant };
        add(rows, `${event.stream} ${entry.pollutant}`, { ...key, ...figuresOf(entry) });
      }
    }
    if (rows.size === 0) return;
    await out.accumulate('pool_balance', { key: ['ledger', 'pool', 'pollutant'], sums: FIGURES }, [...rows.values()]);
  },
};

const LOT_KEY = ['ledger', 'pool', 'lot_id', 'pollutant'];

/** 储备批次：what each lot has left in each pool that holds a part of it. */
export const poolLots: Projection = {
  name: 'pool_lots',
  revision: 1,
  tables: ['pool_lot'],
  async apply(events, out) {
    const rows = new Map<string, FigureRow>();
    for (const event of events.filter(isPoolEvent)) {
      const origin = event.type === 'LotCredited' ? event.data : undefined;
      for (const entry of entriesOf(event)) {
        add(rows, `${event.stream} ${entry.lotId} ${entry.pollutant}`, {
          ledger: out.ledger,
          pool: event.stream,
          lot_id: entry.lotId,
          pollutant: entry.pollutant,
          deposit_id: origin?.depositId ?? '',
          reduction_id: origin?.reductionId ?? '',
          vintage: origin?.vintage ?? 0,
          tags: origin?.tags ?? [],
          position: event.position,
          ...figuresOf(entry),
        });
      }
    }
    if (rows.size > 0) await out.accumulate('pool_lot', { key: LOT_KEY, sums: FIGURES }, [...rows.values()]);
  },
};

export const poolProjections: readonly Projection[] = [poolJournal, poolBalances, poolLots];

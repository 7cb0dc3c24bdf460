import {
  add,
  assertNever,
  List,
  must,
  PersistentMap,
  perPollutant,
  subtract,
  ZERO,
  type CivilDate,
  type Fold,
  type Instant,
  type Logged,
  type Milligram,
  type Pollutant,
} from '#kernel';
import type { Draw, LotCredited, LotTag, PoolEvent } from '#contract/pool';
import { addFigures, entriesOf, NO_FIGURES, type Figures, type PoolEntry } from './pool.entries.js';
import { EMPTY_INDEX, positionIn, withLot, type LotIndex } from './lot-index.js';
import { EMPTY_RANKS, withRank, type RankSet } from './rank-set.js';

export interface LotLine {
  readonly figures: Figures;
  /** When, effectively, an amount last came in: a draw that takes effect earlier may not touch the line. */
  readonly since: Instant;
}

/** 储备批次：one deposit's credit in this pool, pollutant by pollutant. */
export interface Lot {
  readonly lotId: string;
  readonly depositId: string;
  readonly reductionId: string;
  readonly vintage: number;
  readonly tags: readonly LotTag[];
  /** All eight, so that every lot is an object of one shape. */
  readonly lines: Readonly<Record<Pollutant, LotLine | undefined>>;
  /** By withdrawal, the voucher that drew from the lot and has not given it back. */
  readonly vouchers: PersistentMap<string, string>;
}

/** What can be drawn of one pollutant, and from which lots, by rank. */
export interface Stock {
  readonly available: Milligram;
  readonly open: RankSet;
}

/** Lots vacated within 5 km of Taihu stand apart from the others (policy A25). */
export interface Stocks {
  readonly earmarked: Stock;
  readonly free: Stock;
}

export interface Hold {
  readonly draws: readonly Draw[];
  readonly expiresOn: CivilDate;
}

export interface PoolState {
  /** `pool-320583`. */
  readonly pool: string;
  /** In order of credit. */
  readonly lots: List<Lot>;
  readonly index: LotIndex;
  readonly holds: PersistentMap<string, Hold>;
  readonly totals: Readonly<Record<Pollutant, Figures>>;
  readonly stocks: Readonly<Record<Pollutant, Stocks>>;
  /** 启用：when quota first came in otherwise than from the ledger kept before; nothing while none has. */
  readonly startedAt: Instant | null;
}

/** FIFO by vintage, then by order of credit (policy A24), as one number; a pool may hold 2^26 lots. */
const LOTS_PER_VINTAGE = 2 ** 26;
const rankOf = (lot: Lot, position: number): number => lot.vintage * LOTS_PER_VINTAGE + position;
export const lotAtRank = (state: PoolState, rank: number): Lot =>
  must(state.lots.get(rank % LOTS_PER_VINTAGE), () => `lot of rank ${rank} in ${state.pool}`);

export const isEarmarked = (lot: Lot): boolean => lot.tags.includes('TAIHU_5KM');

const EMPTY_STOCK: Stock = { available: ZERO, open: EMPTY_RANKS };
const NO_LINES = perPollutant<LotLine | undefined>(undefined);

const opened = (
  state: PoolState,
  { lotId, depositId, reductionId, vintage, tags }: LotCredited['data'],
): PoolState => {
  if (lotIn(state, lotId) !== undefined) return state;
  const lot: Lot = {
    lotId,
    depositId,
    reductionId,
    vintage,
    tags,
    lines: NO_LINES,
    vouchers: PersistentMap(),
  };
  return { ...state, index: withLot(state.index, lotId, state.lots.size), lots: state.lots.push(lot) };
};

/** An entry, the rank of its lot, and what the lot then has left. */
interface Entered {
  readonly entry: PoolEntry;
  readonly rank: number;
  readonly left: Milligram;
}

const stockAfter = (stock: Stock, { entry, rank, left }: Entered): Stock => {
  const wasOpen = subtract(left, entry.available) > ZERO;
  const isOpen = left > ZERO;
  return {
    available: add(stock.available, entry.available),
    open: wasOpen === isOpen ? stock.open : withRank(stock.open, rank, isOpen),
  };
};

const lineAfter = (line: LotLine | undefined, entry: PoolEntry, at: Instant): LotLine => {
  const since = line?.since ?? at;
  return {
    figures: addFigures(line?.figures ?? NO_FIGURES, entry),
    since: entry.available > ZERO && at > since ? at : since,
  };
};

/** Which vouchers rest on a lot, so that a void can name them (第二十一条). */
const vouchersAfter = ({ vouchers }: Lot, { type, data }: Logged<PoolEvent>): Lot['vouchers'] => {
  if (type === 'QuotaWithdrawn') return vouchers.set(data.withdrawalId, data.voucherNo);
  return type === 'QuotaReturned' ? vouchers.remove(data.withdrawalId) : vouchers;
};

const inStocks = ({ earmarked, free }: Stocks, lot: Lot, entered: Entered): Stocks =>
  isEarmarked(lot)
    ? { earmarked: stockAfter(earmarked, entered), free }
    : { earmarked, free: stockAfter(free, entered) };

/** A lot that an event touches, open at its lines. */
interface Book {
  readonly lot: Lot;
  readonly position: number;
  readonly lines: Record<Pollutant, LotLine | undefined>;
}

const bookOf = ({ pool, index, lots }: PoolState, lotId: string): Book => {
  const position = must(positionIn(index, lots, lotId), () => `lot ${lotId} in ${pool}`);
  const lot = must(lots.get(position), () => `lot ${lotId}`);
  return { lot, position, lines: { ...lot.lines } };
};

/**
 * The entries of one event, posted to each lot, total and stock they touch; the lists, and each lot, are copied once
 * for all. Written field by field: copies made by spreading take ten times as long, and this is done for every draw
 * there ever was.
 */
const booked = (state: PoolState, event: Logged<PoolEvent>): PoolState => {
  const { pool, index, startedAt } = state;
  const totals = { ...state.totals };
  const stocks = { ...state.stocks };
  const books = new Map<string, Book>();
  for (const entry of entriesOf(event)) {
    const { lotId, pollutant } = entry;
    const book = books.get(lotId) ?? bookOf(state, lotId);
    books.set(lotId, book);
    const line = lineAfter(book.lines[pollutant], entry, event.occurredAt);
    book.lines[pollutant] = line;
    totals[pollutant] = addFigures(totals[pollutant], entry);
    const entered = { entry, rank: rankOf(book.lot, book.position), left: line.figures.available };
    stocks[pollutant] = inStocks(stocks[pollutant], book.lot, entered);
  }
  const lots = state.lots.withMutations((changed) => {
    for (const { lot, position, lines } of books.values()) {
      const { lotId, depositId, reductionId, vintage, tags } = lot;
      const vouchers = vouchersAfter(lot, event);
      changed.set(position, { lotId, depositId, reductionId, vintage, tags, lines, vouchers });
    }
  });
  return { pool, lots, index, holds: holdsAfter(state.holds, event), totals, stocks, startedAt };
};

const holdsAfter = (holds: PoolState['holds'], { type, data }: Logged<PoolEvent>): PoolState['holds'] => {
  switch (type) {
    case 'QuotaHeld':
      return holds.set(data.withdrawalId, { draws: data.draws, expiresOn: data.expiresOn as CivilDate });
    case 'HoldReleased':
    case 'HoldExpired':
    case 'QuotaWithdrawn':
      return holds.remove(data.withdrawalId);
    case 'LotCredited':
    case 'QuotaReturned':
    case 'LotVoided':
      return holds;
    default:
      return assertNever(type);
  }
};

const startedAfter = (startedAt: Instant | null, event: Logged<LotCredited>): Instant | null => {
  if (event.data.tags.includes('OPENING')) return startedAt;
  return startedAt === null || event.occurredAt < startedAt ? event.occurredAt : startedAt;
};

const evolve = (state: PoolState, event: Logged<PoolEvent>): PoolState =>
  booked(
    event.type === 'LotCredited'
      ? { ...opened(state, event.data), startedAt: startedAfter(state.startedAt, event) }
      : state,
    event,
  );

/** A lot's part in this pool, if it has one. */
export const lotIn = (state: PoolState, lotId: string): Lot | undefined => {
  const position = positionIn(state.index, state.lots, lotId);
  return position === undefined ? undefined : state.lots.get(position);
};

/** Withdrawals that have an amount of the lot set aside. */
export const holdersOf = (state: PoolState, lotId: string): readonly string[] =>
  state.holds
    .filter(({ draws }) => draws.some((draw) => draw.lotId === lotId))
    .keySeq()
    .toArray();

/** 储备库：stream `pool-<place>`. The cost of an event does not depend on how many lots there are. */
export const poolFold: Fold<PoolState, PoolEvent> = {
  prefix: 'pool',
  initial: (stream) => ({
    pool: stream,
    lots: List(),
    index: EMPTY_INDEX,
    holds: PersistentMap(),
    totals: perPollutant(NO_FIGURES),
    stocks: perPollutant({ earmarked: EMPTY_STOCK, free: EMPTY_STOCK }),
    startedAt: null,
  }),
  evolve,
};

import { mgOf, sum, subtract, ZERO, type Fold, type Logged, type Milligram, type Pollutant } from '#kernel';
import type {
  CrossingReserved,
  CrossingSettled,
  TradeEvent,
  TradeLine,
  TradeRecorded,
} from '#contract/trade';
import type { Correction } from '#libs/correction';

/** What one project took of a purchase. */
export interface TradeBacking {
  readonly withdrawalId: string;
  readonly lines: readonly TradeLine[];
}

/** 跨省转让：what of a purchase is on its way to another ledger, or gone there. */
export type Crossing = Omit<CrossingReserved['data'], 'tradeNo'> & {
  readonly status: 'RESERVED' | 'SETTLED' | 'RETURNED';
  /** Where it was set aside in this ledger. */
  readonly reservedAt: number;
};

/** What this ledger answered to a crossing from another one; it answers once. */
export interface Arrival {
  readonly crossingId: string;
  readonly taken: boolean;
  readonly position: number;
}

export type Trade = TradeRecorded['data'] & {
  readonly backings: readonly TradeBacking[];
  readonly crossings: readonly Crossing[];
  /** In the order posted. */
  readonly corrections: readonly Correction[];
};

/** Purchases of a place, oldest first, and the last serial given in each year. */
export interface TradeState {
  readonly serials: Readonly<Record<number, number>>;
  readonly trades: readonly Trade[];
  readonly arrivals: readonly Arrival[];
}

type CrossingLogged = Extract<Logged<TradeEvent>, { readonly type: `Crossing${string}` }>;
type Change = (before: Trade) => Partial<Trade>;

const changed = (state: TradeState, tradeNo: string, change: Change): TradeState => ({
  ...state,
  trades: state.trades.map((trade) => (trade.tradeNo === tradeNo ? { ...trade, ...change(trade) } : trade)),
});

/** Written a second time it stands where it stood, with what it backs: its price was corrected. */
const recorded = (state: TradeState, data: TradeRecorded['data']): TradeState => {
  const { tradeNo, year, serial } = data;
  if (state.trades.some((trade) => trade.tradeNo === tradeNo)) return changed(state, tradeNo, () => data);
  const trade = { ...data, backings: [], crossings: [], corrections: [] };
  return { ...state, serials: { ...state.serials, [year]: serial }, trades: [...state.trades, trade] };
};

const concluded = (
  state: TradeState,
  { tradeNo, crossingId }: CrossingSettled['data'],
  status: 'SETTLED' | 'RETURNED',
): TradeState =>
  changed(state, tradeNo, ({ crossings }) => ({
    crossings: crossings.map((one) => (one.crossingId === crossingId ? { ...one, status } : one)),
  }));

const answered = (state: TradeState, arrival: Arrival): TradeState => ({
  ...state,
  arrivals: [...state.arrivals, arrival],
});

const crossed = (state: TradeState, event: CrossingLogged): TradeState => {
  const { position } = event;
  switch (event.type) {
    case 'CrossingReserved': {
      const { tradeNo, ...reserved } = event.data;
      const crossing = { ...reserved, status: 'RESERVED' as const, reservedAt: position };
      return changed(state, tradeNo, ({ crossings }) => ({ crossings: [...crossings, crossing] }));
    }
    case 'CrossingSettled':
      return concluded(state, event.data, 'SETTLED');
    case 'CrossingReturned':
      return concluded(state, event.data, 'RETURNED');
    default:
      return answered(state, {
        crossingId: event.data.crossingId,
        taken: event.type === 'CrossingTaken',
        position,
      });
  }
};

const evolve = (state: TradeState, event: Logged<TradeEvent>): TradeState => {
  switch (event.type) {
    case 'TradeRecorded':
      return recorded(state, event.data);
    case 'TradeBacked': {
      const { tradeNo, withdrawalId, lines } = event.data;
      return changed(state, tradeNo, ({ backings }) => ({
        backings: [...backings, { withdrawalId, lines }],
      }));
    }
    case 'TradeFreed': {
      const { tradeNo, withdrawalId } = event.data;
      return changed(state, tradeNo, ({ backings }) => ({
        backings: backings.filter((one) => one.withdrawalId !== withdrawalId),
      }));
    }
    case 'CorrectionPosted': {
      const correction = { ...event.data, postedBy: event.actor };
      return changed(state, correction.recordId, ({ corrections }) => ({
        corrections: [...corrections, correction],
      }));
    }
    default:
      return crossed(state, event);
  }
};

/** 交易台账：stream `trade-<place of the buyer>`. */
export const tradeFold: Fold<TradeState, TradeEvent> = {
  prefix: 'trade',
  initial: () => ({ serials: {}, trades: [], arrivals: [] }),
  evolve,
};

const amountIn = (lines: readonly TradeLine[], pollutant: Pollutant): Milligram =>
  sum(lines.map((line) => (line.pollutant === pollutant ? mgOf(line.amount) : ZERO)));

/** What of a purchase backs no project yet, and neither left for another ledger nor is about to. */
export const leftOfTrade = ({ lines, backings, crossings }: Trade, pollutant: Pollutant): Milligram => {
  const gone = [...backings, ...crossings.filter(({ status }) => status !== 'RETURNED')];
  return subtract(amountIn(lines, pollutant), sum(gone.map((part) => amountIn(part.lines, pollutant))));
};

/** The next number of a place and year: `JY-320583-2026-000001`. */
export const nextTradeNo = (
  state: TradeState,
  place: string,
  year: number,
): { readonly tradeNo: string; readonly year: number; readonly serial: number } => {
  const serial = (state.serials[year] ?? 0) + 1;
  return { tradeNo: `JY-${place}-${year}-${String(serial).padStart(6, '0')}`, year, serial };
};

/** The place whose stream a trade voucher lies in; nothing for what is no such number. */
export const placeOfTradeNo = (tradeNo: string): string | undefined =>
  /^JY-(.+)-\d{4}-\d{6}$/.exec(tradeNo)?.[1];

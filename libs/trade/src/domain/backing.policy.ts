import {
  collect,
  holds,
  least,
  mgOf,
  propose,
  streamName,
  subtract,
  tonnes,
  ZERO,
  type CivilDate,
  type Pollutant,
  type Proposal,
  type RuleOutcome,
  type StateReader,
  type Tonnes,
} from '#kernel';
import type { TradeBacked, TradeFreed } from '#contract/trade';
import type { PolicyReader } from '#libs/policy';
import { leftOfTrade, placeOfTradeNo, tradeFold, type Trade } from './trade.fold.js';
import { findTrade } from './trade.view.js';

/** For whom purchases are asked to stand in, and on which day. */
export interface TradeQuestion {
  readonly buyerUscc: string;
  readonly place: string;
  /** Trade vouchers the application names; none means all of the unit's that run, oldest first. */
  readonly named: readonly string[];
  readonly on: CivilDate;
  readonly policies: PolicyReader;
}

/** Purchases that may back a demand, and what the rules say to each one named. */
export interface UsableTrades {
  readonly trades: readonly Trade[];
  readonly rules: readonly RuleOutcome[];
}

/** An amount of one purchase for one project. */
export interface TradeDraw {
  readonly tradeNo: string;
  readonly pollutant: Pollutant;
  readonly amount: Tonnes;
}

/** 期限 (policy A37): a term-limited purchase backs a project only while it runs. */
export const termEnd = ({ validUntil }: Trade, policies: PolicyReader): CivilDate | null =>
  policies<string>('tradeTerm').value === 'PERPETUAL' ? null : validUntil;

type Term = Pick<TradeQuestion, 'on' | 'policies'>;
const runs = (trade: Trade, { on, policies }: Term): boolean => {
  const end = termEnd(trade, policies);
  return end === null || on <= end;
};

/** Nobody uses, or sells on, what has run out (policy A37). */
export const notRunOut = (trade: Trade, { on, policies }: Term): RuleOutcome =>
  holds(runs(trade, { on, policies }), 'TRADE_TERM_ENDED', {
    inputs: { tradeNo: trade.tradeNo, validUntil: trade.validUntil, on },
    policyVersion: policies('tradeTerm').version,
  });

const rulesOf = (
  tradeNo: string,
  trade: Trade | undefined,
  question: TradeQuestion,
): readonly RuleOutcome[] => {
  const known = holds(trade !== undefined, 'TRADE_VOUCHER_UNKNOWN', { inputs: { tradeNo } });
  if (trade === undefined) return [known];
  const { buyerUscc } = question;
  const parties = { tradeNo, buyerUscc: trade.buyerUscc, uscc: buyerUscc };
  return [
    known,
    holds(trade.buyerUscc === buyerUscc, 'TRADE_OF_ANOTHER_UNIT', { inputs: parties }),
    notRunOut(trade, question),
  ];
};

const tradeIn = (state: StateReader, tradeNo: string): Trade | undefined => {
  const place = placeOfTradeNo(tradeNo);
  return place === undefined ? undefined : findTrade(state(tradeFold, place), tradeNo);
};

/** 可用交易 (第八条 path A): those named, or all of the unit's at the project's place. */
export const usableTrades = (state: StateReader, question: TradeQuestion): UsableTrades => {
  const { buyerUscc, place, named } = question;
  if (named.length === 0) {
    const own = state(tradeFold, place).trades.filter((trade) => trade.buyerUscc === buyerUscc);
    return { trades: own.filter((trade) => runs(trade, question)), rules: [] };
  }
  const found = [...new Set(named)].map((tradeNo) => ({ tradeNo, trade: tradeIn(state, tradeNo) }));
  const rules = found.map(({ tradeNo, trade }) => rulesOf(tradeNo, trade, question));
  const usable = found.flatMap(({ trade }, index) =>
    trade && rules[index]?.every(({ outcome }) => outcome === 'PASS') ? [trade] : [],
  );
  return { trades: usable, rules: rules.flat() };
};

/** Purchase after purchase, until the amount is met; never another pollutant in its stead. */
export const drawTrades = (
  trades: readonly Trade[],
  { pollutant, required }: { readonly pollutant: Pollutant; readonly required: Tonnes },
): { readonly draws: readonly TradeDraw[]; readonly shortfall: Tonnes } => {
  const draws: TradeDraw[] = [];
  let missing = mgOf(required);
  for (const trade of trades) {
    const taken = least(leftOfTrade(trade, pollutant), missing);
    if (taken > ZERO) draws.push({ tradeNo: trade.tradeNo, pollutant, amount: tonnes(taken) });
    missing = subtract(missing, taken);
  }
  return { draws, shortfall: tonnes(missing) };
};

const streamOf = (tradeNo: string): string => streamName(tradeFold.prefix, placeOfTradeNo(tradeNo) ?? '');

/** 占用：each purchase hears what it backs. */
export const tradesBacked = (withdrawalId: string, draws: readonly TradeDraw[]): readonly Proposal[] =>
  [...new Set(draws.map(({ tradeNo }) => tradeNo))].map((tradeNo) => {
    const lines = collect(draws, ({ tradeNo: of, ...line }) => (of === tradeNo ? line : []));
    const event: TradeBacked = { type: 'TradeBacked', data: { tradeNo, withdrawalId, lines } };
    return propose(streamOf(tradeNo), event);
  });

/** The purchases that back a project, each with what it set aside. */
export const backingOf = (
  state: StateReader,
  withdrawalId: string,
  tradeNos: readonly string[],
): readonly { readonly trade: Trade; readonly draws: readonly TradeDraw[] }[] =>
  collect(tradeNos, (tradeNo) => {
    const trade = tradeIn(state, tradeNo);
    const backing = trade?.backings.find((one) => one.withdrawalId === withdrawalId);
    if (!trade || !backing) return [];
    return [{ trade, draws: backing.lines.map((line) => ({ tradeNo, ...line })) }];
  });

/** Those of these purchases that back the project are free again. */
export const tradesFreed = (
  state: StateReader,
  withdrawalId: string,
  tradeNos: readonly string[],
): readonly Proposal[] =>
  backingOf(state, withdrawalId, tradeNos).map(({ trade: { tradeNo } }) => {
    const event: TradeFreed = { type: 'TradeFreed', data: { tradeNo, withdrawalId } };
    return propose(streamOf(tradeNo), event);
  });

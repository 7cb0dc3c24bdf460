import {
  collect,
  dateAt,
  mgOf,
  subtract,
  tonnes,
  type CivilDate,
  type RuleOutcome,
  type StateReader,
} from '#kernel';
import type { PolicyReader } from '#libs/policy';
import { crossCountyPurchaseRules } from '#libs/standing';
import {
  backingOf,
  drawTrades,
  termEnd,
  usableTrades,
  type TradeDraw,
  type TradeQuestion,
} from '#libs/trade';
import { pollutantsAsked, type Wish } from './offers.policy.js';
import { provide, sufficient, type Provision } from './sources.policy.js';
import type { Withdrawal } from './withdrawal.fold.js';

const questionOf = ({ project, tradeVouchers, at, policies }: Wish): TradeQuestion => ({
  buyerUscc: project.uscc,
  place: project.place,
  named: tradeVouchers,
  on: dateAt(at),
  policies,
});

/** What stands against the purchases themselves: whose they are, and whether they run; nothing for a pool's demand. */
export const tradeRules = (state: StateReader, wish: Wish): readonly RuleOutcome[] =>
  wish.path === 'TRADE' ? usableTrades(state, questionOf(wish)).rules : [];

/**
 * 跨县（市、区）域购买 (第九条、第十条): asked once for each place that was bought from; nothing for a pool's
 * demand.
 */
export const borderRules = (state: StateReader, wish: Wish): readonly RuleOutcome[] => {
  const { project, path, at: effectiveAt, today, rulingNo, policies } = wish;
  const pollutants = pollutantsAsked(wish);
  if (path !== 'TRADE' || pollutants.length === 0) return [];
  const { trades } = usableTrades(state, questionOf(wish));
  const sellers = [...new Set(trades.map(({ sellerPlace }) => sellerPlace))];
  const question = { place: project.place, pollutants, effectiveAt, today, rulingNo, policies };
  return collect(sellers, (sellerPlace) => crossCountyPurchaseRules(state, { ...question, sellerPlace }));
};

/** The policies purchases are chosen under. */
const DECIDING = ['tradeTerm', 'crossRegion'] as const;

/**
 * 购买来源 (第八条 path A): k·E from the unit's purchases by policy A23; no pool is drawn. Purchases that already back
 * another project give only what they have left.
 */
const provideByTrade = (state: StateReader, wish: Wish): Provision => {
  const { trades } = usableTrades(state, questionOf(wish));
  const plan = wish.required.map((line) => ({ ...line, ...drawTrades(trades, line) }));
  const shortages = plan.map(({ pollutant, required, shortfall }) => {
    const available = tonnes(subtract(mgOf(required), mgOf(shortfall)));
    return { pollutant, required, available, shortfall };
  });
  return {
    offers: [],
    draws: [],
    trades: collect(plan, ({ draws }) => draws),
    shortages,
    rules: [...tradeRules(state, wish), ...borderRules(state, wish), ...shortages.map(sufficient)],
    policies: DECIDING.map((key) => wish.policies(key).version),
  };
};

/** 来源 by the path the application takes (第八条). */
export const provideBy = (state: StateReader, wish: Wish): Provision =>
  wish.path === 'TRADE' ? provideByTrade(state, wish) : provide(state, wish);

/** The purchases a demand rests on: those named, else those that would give something. */
export const tradesBehind = (named: readonly string[], { trades }: Provision): readonly string[] =>
  named.length > 0 ? named : [...new Set(trades.map(({ tradeNo }) => tradeNo))];

/** What the file's purchases set aside for it. */
export const tradesBehindFile = (
  state: StateReader,
  { id, tradeVouchers }: Withdrawal,
): readonly TradeDraw[] => collect(backingOf(state, id, tradeVouchers), ({ draws }) => draws);

/** 有效期 (policies A35, A37): as long as a voucher lasts, and no longer than the first purchase behind it runs. */
export const untilTermEnds = (
  { state, policies }: { readonly state: StateReader; readonly policies: PolicyReader },
  { id, tradeVouchers }: Withdrawal,
  latest: CivilDate,
): CivilDate => {
  const behind = backingOf(state, id, tradeVouchers);
  return behind.reduce<CivilDate>((until, { trade }) => {
    const end = termEnd(trade, policies) ?? until;
    return end < until ? end : until;
  }, latest);
};

import {
  findPlace,
  holds,
  propose,
  streamName,
  yearOf,
  type CivilDate,
  type Command,
  type Decider,
  type Decision,
  type Proposal,
  type RuleOutcome,
  type StateReader,
} from '#kernel';
import type { CrossingDeclined, CrossingReserved, CrossingTaken, TradeRecorded } from '#contract/trade';
import { policiesAt } from '#libs/policy';
import { crossCountyPurchaseRules } from '#libs/standing';
import { nextTradeNo, tradeFold } from './trade.fold.js';

/** What another ledger has set aside for a unit of this one, and where. */
export type TakeCrossing = Omit<CrossingReserved['data'], 'tradeNo' | 'toLedger'> & {
  readonly fromLedger: string;
  readonly fromTradeNo: string;
  readonly reservedAt: number;
  readonly sellerUscc: string;
  readonly termYears: number | null;
  readonly validUntil: CivilDate | null;
};

/** Its hour, its place, and what bars the place from purchases across a border; nobody may rule on it in between. */
const rulesFor = ({ data, at, today }: Command<TakeCrossing>, state: StateReader): readonly RuleOutcome[] => {
  const { toPlace: place, lines, until } = data;
  const inTime = holds(at <= until, 'HOLD_EXPIRED', { inputs: { expiresOn: until } });
  const kind = findPlace(place)?.kind;
  const served = kind !== undefined && kind !== 'PROVINCE';
  if (!served) return [inTime, holds(false, 'FORBIDDEN_PLACE', { inputs: { place } })];
  const pollutants = lines.map(({ pollutant }) => pollutant);
  const policies = policiesAt(state, at);
  const purchase = { place, sellerPlace: null, pollutants, effectiveAt: at, today, rulingNo: null, policies };
  return [inTime, ...crossCountyPurchaseRules(state, purchase)];
};

const bought = ({ data, today }: Command<TakeCrossing>, { trade, policies }: Bought): TradeRecorded => {
  const { sellerUscc, buyerUscc, toPlace: place, lines, termYears, validUntil, price } = data;
  const parties = { sellerUscc, buyerUscc, place, sellerPlace: null };
  const terms = { lines, termYears, validUntil, price, rulingNo: null };
  return { type: 'TradeRecorded', data: { ...trade, ...parties, ...terms, recordedOn: today, policies } };
};
interface Bought {
  readonly trade: ReturnType<typeof nextTradeNo>;
  readonly policies: readonly string[];
}

/**
 * 转入 (第八条、第九条、第十条): what another ledger has set aside is recorded here as a purchase from outside, or declined for
 * good: after its hour, for a place not served, or while the place may not buy across a border. Decided once, by this
 * ledger's recorded time; asked again, nothing more is written.
 */
export const takeCrossing: Decider<TakeCrossing> = {
  command: 'TakeCrossing',
  decide(command: Command<TakeCrossing>, state): Decision {
    const { data, at, today } = command;
    const { crossingId, fromLedger, fromTradeNo, reservedAt, toPlace } = data;
    const before = state(tradeFold, toPlace);
    if (before.arrivals.some((one) => one.crossingId === crossingId))
      return { ok: true, events: [], rules: [], answer: () => ({}) };
    const origin = { crossingId, fromLedger, fromTradeNo, reservedAt };
    const rules = rulesFor(command, state);
    const against = rules.filter(({ outcome }) => outcome === 'FAIL' || outcome === 'NEEDS_RULING');
    const events = (): readonly (CrossingTaken | CrossingDeclined | TradeRecorded)[] => {
      const grounds = against.map(({ code }) => code);
      if (grounds.length > 0) return [{ type: 'CrossingDeclined', data: { ...origin, grounds } }];
      const trade = nextTradeNo(before, toPlace, yearOf(today));
      const policies = policiesAt(state, at);
      const versions = [policies('crossRegion').version, policies('tradeTerm').version];
      const taken: CrossingTaken = { type: 'CrossingTaken', data: { ...origin, tradeNo: trade.tradeNo } };
      return [taken, bought(command, { trade, policies: versions })];
    };
    const stream = streamName(tradeFold.prefix, toPlace);
    const proposals: readonly Proposal[] = events().map((event) => propose(stream, event));
    return { ok: true, events: proposals, rules: against.length > 0 ? [] : rules, answer: () => ({}) };
  },
};

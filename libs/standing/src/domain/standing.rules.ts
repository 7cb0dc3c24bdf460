import {
  lineage,
  notApplicable,
  placeOf,
  POOL_TIERS,
  tierOf,
  type CivilDate,
  type Instant,
  type Pollutant,
  type PoolTier,
  type RuleOutcome,
  type StateReader,
} from '#kernel';
import type { PolicyReader } from '#libs/policy';
import type { SuspendableAct } from '#contract/standing';
import { linkageAllows, type LinkageQuestion } from './linkage.policy.js';
import { standingLine } from './standing.fold.js';
import type { StandingState } from './standing.state.js';
import { notSuspended } from './suspension.policy.js';

/** What a withdrawal asks of the standing of its project's place. */
export interface StandingQuestion {
  /** The project's location: county, park or city code (policy A6: never the pool's owner). */
  readonly place: string;
  readonly pollutants: readonly Pollutant[];
  /** When the withdrawal takes effect: orders, verdicts and policies bind by this moment. */
  readonly effectiveAt: Instant;
  readonly today: CivilDate;
  /** The leading group's decision number on the application. */
  readonly rulingNo: string | null;
  /** As in force at `effectiveAt`. */
  readonly policies: PolicyReader;
}

/** What a purchase asks of the standing of the buyer's place. */
export interface PurchaseQuestion extends StandingQuestion {
  /** Where the seller is; `null` when outside this installation, which always crosses a border. */
  readonly sellerPlace: string | null;
}

const ACT_OF_TIER = {
  PROVINCIAL: 'WITHDRAW_PROVINCIAL',
  MUNICIPAL: 'WITHDRAW_MUNICIPAL',
  LOCAL: 'WITHDRAW_LOCAL',
} as const satisfies Record<PoolTier, SuspendableAct>;

/** Whether an act stays within the place's own tier: a park drawing its county's pool does, a purchase never does. */
const withinOwnTier = (place: string, act: SuspendableAct): boolean => {
  const tier = POOL_TIERS.find((candidate) => ACT_OF_TIER[candidate] === act);
  return tier !== undefined && POOL_TIERS.indexOf(tier) >= POOL_TIERS.indexOf(tierOf(placeOf(place)));
};

/** Both rules about an act, over the standing of the place and its parents. */
export const actRules = (
  line: readonly StandingState[],
  question: LinkageQuestion & { readonly place: string },
): ((act: SuspendableAct) => readonly RuleOutcome[]) => {
  const suspension = notSuspended(line, question);
  const linkage = linkageAllows(line, question);
  return (act) => [suspension(act), linkage({ act, own: withinOwnTier(question.place, act) })];
};

/**
 * 达标与暂停 (第九条、第十条、第十九条): whether a project may draw on a pool of some tier, by `SUSPENDED` and
 * `ANNUAL_LINKAGE`. The decision then rests on the standing of the place and of all its parents, so no grant slips past
 * an order.
 */
export const standingRules = (
  state: StateReader,
  question: StandingQuestion,
): ((tier: PoolTier) => readonly RuleOutcome[]) => {
  const rules = actRules(standingLine(state, question.place), question);
  return (tier) => rules(ACT_OF_TIER[tier]);
};

const countyOf = (place: string): string =>
  (lineage(place).find(({ kind }) => kind === 'COUNTY') ?? placeOf(place)).code;

/** Whether a purchase crosses a border: county to county, and under policy A38 also park to park. */
export const crossesBorder = (buyer: string, seller: string | null, policies: PolicyReader): boolean => {
  if (seller === null || countyOf(buyer) !== countyOf(seller)) return true;
  const parks = [buyer, seller].every((place) => placeOf(place).kind === 'PARK');
  return parks && buyer !== seller && policies<string>('crossRegion').value === 'COUNTY_AND_PARK';
};

/** 跨县（市、区）域购买 (第九条、第十条, policy A38): the same two rules; neither applies inside the border. */
export const crossCountyPurchaseRules = (
  state: StateReader,
  question: PurchaseQuestion,
): readonly RuleOutcome[] => {
  const { place, sellerPlace, policies } = question;
  if (crossesBorder(place, sellerPlace, policies)) {
    return actRules(standingLine(state, place), question)('CROSS_COUNTY_PURCHASE');
  }
  const seen = { inputs: { place, sellerPlace }, policyVersion: policies('crossRegion').version };
  return [notApplicable('SUSPENDED', seen), notApplicable('ANNUAL_LINKAGE', seen)];
};

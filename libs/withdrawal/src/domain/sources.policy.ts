import {
  collect,
  holds,
  least,
  mgOf,
  notApplicable,
  subtract,
  sum,
  tonnes,
  ZERO,
  type Pollutant,
  type RuleOutcome,
  type StateReader,
  type Tonnes,
} from '#kernel';
import type { PoolDraw, RequiredLine } from '#contract/withdrawal';
import type { PolicyKey } from '#libs/policy';
import { availableTo, planDraws } from '#libs/pool';
import type { TradeDraw } from '#libs/trade';
import { drawsTaken } from './accounting.policy.js';
import { improvementShown, openTo } from './improvement-limit.js';
import {
  availableIn,
  drawerOf,
  namedOf,
  namedPools,
  offersFor,
  sourcesFor,
  type Offer,
  type Wish,
} from './offers.policy.js';
import { priorityShown } from './priority.policy.js';

export interface Shortage {
  readonly pollutant: Pollutant;
  readonly required: Tonnes;
  readonly available: Tonnes;
  readonly shortfall: Tonnes;
}

export interface Provision {
  readonly offers: readonly Offer[];
  readonly draws: readonly PoolDraw[];
  /** What purchases give, where the demand is met by purchase. */
  readonly trades: readonly TradeDraw[];
  readonly shortages: readonly Shortage[];
  readonly rules: readonly RuleOutcome[];
  /** The versions of the policies the lots were chosen under. */
  readonly policies: readonly string[];
}

const CHOOSING: readonly PolicyKey[] = [
  'park.useOfCountyPool',
  'draw.order',
  'earmark',
  'multiplier.accounting',
  'improvement.cap',
];

interface LinePlan {
  readonly line: RequiredLine;
  readonly draws: readonly PoolDraw[];
  readonly shortage: Shortage;
}

/** One pollutant, pool after pool; never another pollutant in its stead. */
const planLine = (line: RequiredLine, offers: readonly Offer[], wish: Wish): LinePlan => {
  const { pollutant, required } = line;
  const drawer = drawerOf(wish);
  const draws: PoolDraw[] = [];
  let missing = mgOf(required);
  for (const { pool, stock, limit } of offers) {
    const amount = least(missing, openTo(limit, line));
    const plan = planDraws(stock, { pollutant, amount }, drawer);
    for (const draw of plan.draws) draws.push({ pool, ...draw });
    missing = subtract(missing, subtract(amount, plan.shortfall));
  }
  const held = sum(offers.map(({ stock }) => availableTo(stock, pollutant, drawer)));
  const available = missing === ZERO ? held : subtract(mgOf(required), missing);
  return {
    line,
    draws,
    shortage: { pollutant, required, available: tonnes(available), shortfall: tonnes(missing) },
  };
};

const isShort = ({ shortage }: LinePlan): boolean => shortage.shortfall !== '0';

/** The pools that a demand rests on, and what it takes from them. */
interface Choice {
  readonly needed: readonly Offer[];
  readonly plan: readonly LinePlan[];
}

/**
 * Which of the pools have to be open. A pool of the own tier, or one that the application names, always; another one
 * only if the demand is not met without what it gives: first without those that no ruling can open, then with all. So
 * a closed upper pool does no harm to a demand that the others cover (第十条).
 */
const chosenFor = (offers: readonly Offer[], wish: Wish): Choice => {
  const counted = ({ own, pool, openness }: Offer): boolean =>
    own || openness === 'OPEN' || wish.pools.includes(pool);
  const over = (tried: readonly Offer[]): Choice => {
    const plan = wish.required.map((line) => planLine(line, tried, wish));
    const giving = new Set(collect(plan, ({ draws }) => draws.map(({ pool }) => pool)));
    return { plan, needed: tried.filter((offer) => counted(offer) || giving.has(offer.pool)) };
  };
  const openable = offers.filter((offer) => counted(offer) || offer.openness === 'BY_RULING');
  const choice = over(openable);
  return choice.plan.some(isShort) && openable.length < offers.length ? over(offers) : choice;
};

const unneeded = (rule: RuleOutcome): RuleOutcome =>
  notApplicable(rule.code, {
    inputs: { ...rule.inputs, standing: rule.outcome },
    policyVersion: rule.policyVersion,
  });

/** Once per tier; where the tier is not needed, for information only. */
const standingTrace = (offers: readonly Offer[], needed: readonly Offer[]): readonly RuleOutcome[] =>
  collect([...new Map(offers.map((offer) => [offer.tier, offer])).values()], ({ tier, standing }) =>
    needed.some((offer) => offer.tier === tier) ? standing : standing.map(unneeded),
  );

const improvementTrace = ({ needed, plan }: Choice, wish: Wish): readonly RuleOutcome[] =>
  collect(needed, (offer) =>
    collect(plan, (one) => {
      const held = availableIn(offer, one.line.pollutant, wish);
      const seen = { place: wish.project.place, isShort: isShort(one), held };
      return improvementShown(offer.limit, one.line, seen);
    }),
  );

/** 够不够：per pollutant, whatever the source. */
export const sufficient = (shortage: Shortage): RuleOutcome =>
  holds(shortage.shortfall === '0', 'INSUFFICIENT_QUOTA', { inputs: { ...shortage } });

/**
 * 出库来源 (第六至第十条): which lots of which pools would meet the demand, and every ground that stands against it.
 * The draws are meaningful only when no rule fails.
 */
export const provide = (state: StateReader, wish: Wish): Provision => {
  const { project, policies, required, priorityReason } = wish;
  const sources = sourcesFor(project.place, policies);
  const offers = offersFor(state, namedOf(sources, wish.pools), wish);
  const choice = chosenFor(offers, wish);
  const shortages = choice.plan.map(({ shortage }) => shortage);
  const planned = collect(choice.plan, ({ draws }) => draws);
  const draws = drawsTaken(planned, required, policies);
  return {
    offers,
    draws,
    trades: [],
    shortages,
    rules: [
      ...namedPools(sources, wish),
      ...standingTrace(offers, choice.needed),
      ...improvementTrace(choice, wish),
      ...priorityShown(draws, project, priorityReason),
      ...shortages.map(sufficient),
    ],
    policies: CHOOSING.map((key) => policies(key).version),
  };
};

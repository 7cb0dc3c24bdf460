import {
  lineage,
  mg,
  mgOf,
  notApplicable,
  holds,
  placeOf,
  poolIdOf,
  subtract,
  sum,
  tierOf,
  tonnes,
  ZERO,
  type CivilDate,
  type Instant,
  type Milligram,
  type Pollutant,
  type PoolTier,
  type RuleOutcome,
  type StateReader,
  type Tonnes,
} from '#kernel';
import type { PoolDraw, Project, RequiredLine } from '#contract/withdrawal';
import type { PolicyReader } from '#libs/policy';
import { availableTo, planDraws, poolFold, type Drawer, type Earmark, type PoolState } from '#libs/pool';
import { standingRules } from '#libs/standing';

/** A pool that may serve a place (第六条、第八条). */
interface Source {
  readonly pool: string;
  readonly place: string;
  readonly tier: PoolTier;
  /** Of the same tier as the place's own pool. */
  readonly own: boolean;
}

/**
 * 可动用的储备库：the place's own pool, for a park then its county's (policy A9; the county's approver is the
 * consent), then municipal, then provincial (policy A24).
 */
const sourcesFor = (code: string, policies: PolicyReader): readonly Source[] => {
  const home = placeOf(code);
  const throughCounty = policies<string>('park.useOfCountyPool').value === 'OWN_THEN_COUNTY';
  const upwards = policies<string>('draw.order').value === 'OWN_MUNICIPAL_PROVINCIAL';
  return lineage(code)
    .map((place) => ({ place, tier: tierOf(place), own: tierOf(place) === tierOf(home) }))
    .filter(({ place, own }) => place === home || (own ? throughCounty : upwards))
    .map(({ place, tier, own }) => ({ pool: poolIdOf(place.code), place: place.code, tier, own }));
};

/** What a project asks of the pools at one moment. */
export interface Wish {
  readonly project: Project;
  /** Pools named on the application, in its order; none means the order of policy A24. */
  readonly pools: readonly string[];
  readonly required: readonly RequiredLine[];
  readonly rulingNo: string | null;
  /** When it takes effect. */
  readonly at: Instant;
  readonly today: CivilDate;
  readonly policies: PolicyReader;
}

type Openness = 'OPEN' | 'BY_RULING' | 'CLOSED';

/** A pool that could serve the wish, with what it holds and whether the place may draw on it now. */
export interface Offer extends Source {
  readonly stock: PoolState;
  readonly standing: readonly RuleOutcome[];
  readonly openness: Openness;
}

export interface Shortage {
  readonly pollutant: Pollutant;
  readonly required: Tonnes;
  readonly available: Tonnes;
  readonly shortfall: Tonnes;
}

export interface Provision {
  readonly offers: readonly Offer[];
  readonly draws: readonly PoolDraw[];
  readonly shortages: readonly Shortage[];
  readonly rules: readonly RuleOutcome[];
}

export const drawerOf = ({ project, at, policies }: Wish): Drawer => ({
  sei: project.sei !== null,
  earmark: policies<Earmark>('earmark').value,
  at,
});

const opennessOf = (standing: readonly RuleOutcome[]): Openness => {
  if (standing.some(({ outcome }) => outcome === 'FAIL')) return 'CLOSED';
  return standing.some(({ outcome }) => outcome === 'NEEDS_RULING') ? 'BY_RULING' : 'OPEN';
};

/** 达标与暂停 (第九条、第十条、第十九条) for a tier, as of the wish's moment; a demand for nothing asks no standing. */
export const standingOf = (state: StateReader, tier: PoolTier, wish: Wish): readonly RuleOutcome[] => {
  const { project, at: effectiveAt, today, rulingNo, policies } = wish;
  const pollutants = wish.required
    .filter(({ required }) => required !== '0')
    .map(({ pollutant }) => pollutant);
  if (pollutants.length === 0) return [];
  const question = { place: project.place, tier, pollutants, effectiveAt, today, rulingNo, policies };
  return standingRules(state, question).map((rule) => ({ ...rule, inputs: { ...rule.inputs, tier } }));
};

const namedOf = (sources: readonly Source[], pools: readonly string[]): readonly Source[] =>
  pools.length === 0
    ? sources
    : [...new Set(pools)].flatMap((pool) => sources.find((one) => one.pool === pool) ?? []);

const offersFor = (state: StateReader, sources: readonly Source[], wish: Wish): readonly Offer[] => {
  state.expect(
    poolFold,
    sources.map(({ place }) => place),
  );
  return sources.map((source) => {
    const standing = standingOf(state, source.tier, wish);
    return { ...source, stock: state(poolFold, source.place), standing, openness: opennessOf(standing) };
  });
};

interface LinePlan {
  readonly draws: readonly PoolDraw[];
  readonly shortage: Shortage;
}

/** One pollutant, pool after pool; never another pollutant in its stead. */
const planLine = (line: RequiredLine, offers: readonly Offer[], wish: Wish): LinePlan => {
  const { pollutant, required } = line;
  const draws: PoolDraw[] = [];
  let missing = mgOf(required);
  for (const { pool, stock } of offers) {
    const plan = planDraws(stock, { pollutant, amount: missing }, drawerOf(wish));
    draws.push(...plan.draws.map((draw) => ({ pool, ...draw })));
    missing = plan.shortfall;
  }
  const held = sum(offers.map(({ stock }) => availableTo(stock, pollutant, drawerOf(wish))));
  const available = missing === ZERO ? held : subtract(mgOf(required), missing);
  return {
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
    const giving = new Set(plan.flatMap(({ draws }) => draws.map(({ pool }) => pool)));
    return { plan, needed: tried.filter((offer) => counted(offer) || giving.has(offer.pool)) };
  };
  const openable = over(offers.filter((offer) => counted(offer) || offer.openness === 'BY_RULING'));
  return openable.plan.some(isShort) ? over(offers) : openable;
};

const unneeded = (rule: RuleOutcome): RuleOutcome =>
  notApplicable(rule.code, {
    inputs: { ...rule.inputs, standing: rule.outcome },
    policyVersion: rule.policyVersion,
  });

/** Once per tier; where the tier is not needed, for information only. */
const standingTrace = (offers: readonly Offer[], needed: readonly Offer[]): readonly RuleOutcome[] =>
  [...new Map(offers.map((offer) => [offer.tier, offer])).values()].flatMap(({ tier, standing }) =>
    needed.some((offer) => offer.tier === tier) ? standing : standing.map(unneeded),
  );

const namedPools = (sources: readonly Source[], { pools, project }: Wish): readonly RuleOutcome[] =>
  pools.map((pool) =>
    holds(
      sources.some((source) => source.pool === pool),
      'POOL_NOT_OPEN_TO_PLACE',
      { inputs: { pool, place: project.place } },
    ),
  );

const sufficient = (shortage: Shortage): RuleOutcome =>
  holds(shortage.shortfall === '0', 'INSUFFICIENT_QUOTA', { inputs: { ...shortage } });

/**
 * 出库来源 (第六至第十条): which lots of which pools would meet the demand, and every ground that stands against it.
 * The draws are meaningful only when no rule fails.
 */
export const provide = (state: StateReader, wish: Wish): Provision => {
  const sources = sourcesFor(wish.project.place, wish.policies);
  const offers = offersFor(state, namedOf(sources, wish.pools), wish);
  const { needed, plan } = chosenFor(offers, wish);
  const shortages = plan.map(({ shortage }) => shortage);
  return {
    offers,
    draws: plan.flatMap(({ draws }) => draws),
    shortages,
    rules: [...namedPools(sources, wish), ...standingTrace(offers, needed), ...shortages.map(sufficient)],
  };
};

/** What one pool alone could give. */
export const availableIn = (offer: Offer, pollutant: Pollutant, wish: Wish): Milligram =>
  mg(availableTo(offer.stock, pollutant, drawerOf(wish)));

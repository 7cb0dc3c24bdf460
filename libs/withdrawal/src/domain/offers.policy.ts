import {
  collect,
  extend,
  holds,
  lineage,
  mg,
  placeOf,
  poolIdOf,
  tierOf,
  type CivilDate,
  type Instant,
  type Milligram,
  type Pollutant,
  type PoolTier,
  type RuleOutcome,
  type StateReader,
} from '#kernel';
import type { Project, RequiredLine, SourcePath } from '#contract/withdrawal';
import type { PolicyReader } from '#libs/policy';
import { availableTo, poolFold, type Drawer, type Earmark, type PoolState } from '#libs/pool';
import { improvementShare, standingRules, type ImprovementShare } from '#libs/standing';

/** A pool that may serve a place (第六条、第八条). */
export interface Source {
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
export const sourcesFor = (code: string, policies: PolicyReader): readonly Source[] => {
  const home = placeOf(code);
  const throughCounty = policies<string>('park.useOfCountyPool').value === 'OWN_THEN_COUNTY';
  const upwards = policies<string>('draw.order').value === 'OWN_MUNICIPAL_PROVINCIAL';
  return lineage(code)
    .map((place) => ({ place, tier: tierOf(place), own: tierOf(place) === tierOf(home) }))
    .filter(({ place, own }) => place === home || (own ? throughCounty : upwards))
    .map(({ place, tier, own }) => ({ pool: poolIdOf(place.code), place: place.code, tier, own }));
};

/** When something is asked of the pools. */
export interface WishMoment {
  /** When it takes effect. */
  readonly at: Instant;
  readonly today: CivilDate;
  readonly policies: PolicyReader;
}

/** What a project asks of the pools at one moment. */
export interface Wish extends WishMoment {
  readonly project: Project;
  /** Pools named on the application, in its order; none means the order of policy A24. */
  readonly pools: readonly string[];
  readonly path: SourcePath;
  /** 交易凭证 named on the application. */
  readonly tradeVouchers: readonly string[];
  readonly required: readonly RequiredLine[];
  readonly rulingNo: string | null;
  readonly priorityReason: string | null;
}

/** The wish of an application at a moment, under the policies of then. */
export const wishOf = (
  { project, pools, path, tradeVouchers, required, rulingNo, priorityReason }: Omit<Wish, keyof WishMoment>,
  { at, today, policies }: WishMoment,
): Wish => ({
  project,
  pools,
  path,
  tradeVouchers,
  required,
  rulingNo,
  priorityReason,
  at,
  today,
  policies,
});

type Openness = 'OPEN' | 'BY_RULING' | 'CLOSED';

/** A pool that could serve the wish, with what it holds and whether the place may draw on it now. */
export interface Offer extends Source {
  readonly stock: PoolState;
  readonly standing: readonly RuleOutcome[];
  readonly openness: Openness;
  /** What the place's improvement opens of an upper municipal pool (policy A42); nothing where no limit applies. */
  readonly limit: ImprovementShare | undefined;
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

/** The pollutants that need replacement quota at all. */
export const pollutantsAsked = ({ required: lines }: Pick<Wish, 'required'>): readonly Pollutant[] =>
  lines.filter(({ required }) => required !== '0').map(({ pollutant }) => pollutant);

/** 达标与暂停 (第九条、第十条、第十九条) by tier, as of the wish's moment; a demand for nothing asks no standing. */
export const standingOf = (state: StateReader, wish: Wish): ((tier: PoolTier) => readonly RuleOutcome[]) => {
  const { project, at: effectiveAt, today, rulingNo, policies } = wish;
  const pollutants = pollutantsAsked(wish);
  if (pollutants.length === 0) return () => [];
  const question = { place: project.place, pollutants, effectiveAt, today, rulingNo, policies };
  const rules = standingRules(state, question);
  return (tier) => rules(tier).map((rule) => ({ ...rule, inputs: extend(rule.inputs, { tier }) }));
};

export const namedOf = (sources: readonly Source[], pools: readonly string[]): readonly Source[] =>
  pools.length === 0
    ? sources
    : collect([...new Set(pools)], (pool) => sources.find((one) => one.pool === pool) ?? []);

export const offersFor = (state: StateReader, sources: readonly Source[], wish: Wish): readonly Offer[] => {
  state.expect(
    poolFold,
    sources.map(({ place }) => place),
  );
  const standingBy = standingOf(state, wish);
  return sources.map((source) => {
    const standing = standingBy(source.tier);
    const limited = source.tier === 'MUNICIPAL' && !source.own;
    const { project, at, policies } = wish;
    const limit = limited ? improvementShare(state, { place: project.place, at, policies }) : undefined;
    const stock = state(poolFold, source.place);
    const { pool, place, tier, own } = source;
    return { pool, place, tier, own, stock, standing, openness: opennessOf(standing), limit };
  });
};

/** 储备库的开放范围 (第六条、第八条): a pool named on the application has to serve the project's place. */
export const namedPools = (
  sources: readonly Source[],
  { pools, project, policies }: Wish,
): readonly RuleOutcome[] =>
  pools.map((pool) =>
    holds(
      sources.some((source) => source.pool === pool),
      'POOL_NOT_OPEN_TO_PLACE',
      { inputs: { pool, place: project.place }, policyVersion: policies('draw.order').version },
    ),
  );

/** What one pool alone could give. */
export const availableIn = (offer: Offer, pollutant: Pollutant, wish: Wish): Milligram =>
  mg(availableTo(offer.stock, pollutant, drawerOf(wish)));

import {
  findPlace,
  holds,
  mgOf,
  tonnes,
  type CivilDate,
  type FieldFault,
  type Instant,
  type JsonObject,
  type RuleOutcome,
  type StateReader,
} from '#kernel';
import type { Project, SourcePath, StatedLine } from '#contract/withdrawal';
import { policiesAt } from '#libs/policy';
import { weighDemand, type WeighedDemand } from './demand.policy.js';
import { availableIn, provide, type Offer, type Provision, type Wish } from './sources.policy.js';
import { demandLines } from './withdrawal.view.js';

/** What an applicant states. Amounts are canonical t/a. */
export interface Application {
  readonly project: Project;
  readonly path: SourcePath;
  /** Pools to draw on, in this order and no others; empty for the order of policy A24. */
  readonly pools: readonly string[];
  readonly lines: readonly StatedLine[];
  /** The leading group's decision number, where 第十条 leaves the case open. */
  readonly rulingNo: string | null;
}

export interface Examination {
  readonly application: Application;
  readonly wish: Wish;
  readonly demand: WeighedDemand;
  readonly provision: Provision;
  readonly rules: readonly RuleOutcome[];
}

/** 项目所在地：a county, a park or the city; quota has no pool to come from anywhere else. */
export const placeFaults = ({ place }: Project): readonly FieldFault[] => {
  const kind = findPlace(place)?.kind;
  if (kind !== undefined && kind !== 'PROVINCE') return [];
  const message = '项目所在地须为本市及其县（市、区）或园区 / the project lies in none of the places served';
  return [{ field: 'project.place', rule: 'place', message }];
};

/** Every rule of a demand at one moment: what is required, where it could come from, what stands against it. */
export const examine = (
  state: StateReader,
  application: Application,
  moment: { readonly at: Instant; readonly today: CivilDate },
): Examination => {
  const { project, path, pools, lines, rulingNo } = application;
  const policies = policiesAt(state, moment.at);
  const demand = weighDemand(lines, project, policies);
  const wish: Wish = { project, pools, required: demand.required, rulingNo, ...moment, policies };
  const provision = provide(state, wish);
  const pathOpen = holds(path === 'POOL', 'PATH_NOT_OPEN', { inputs: { path } });
  return { application, wish, demand, provision, rules: [...demand.rules, pathOpen, ...provision.rules] };
};

const offerView = (offer: Offer, wish: Wish): JsonObject => ({
  pool: offer.pool,
  tier: offer.tier,
  open: offer.openness === 'OPEN',
  closedBy: offer.standing.flatMap(({ code, outcome }) =>
    outcome === 'FAIL' || outcome === 'NEEDS_RULING' ? [code] : [],
  ),
  lines: wish.required.map(({ pollutant, required }) => {
    const available = availableIn(offer, pollutant, wish);
    return { pollutant, available: tonnes(available), sufficient: available >= mgOf(required) };
  }),
});

/** The amounts and the pools behind a verdict, as the page shows them. */
export const examinationView = ({ application, wish, demand, provision }: Examination) => ({
  lines: demandLines(application.lines, demand.required),
  pools: provision.offers.map((offer) => offerView(offer, wish)),
  plan: provision.draws.map((draw) => ({ ...draw })),
  shortfall: provision.shortages
    .filter(({ shortfall }) => shortfall !== '0')
    .map((shortage) => ({ ...shortage })),
});

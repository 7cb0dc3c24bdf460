import {
  collect,
  findPlace,
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
import { jointlyReviewed } from './joint-review.policy.js';
import { availableIn, wishOf, type Offer, type Wish } from './offers.policy.js';
import { provideBy } from './purchase.policy.js';
import type { Provision } from './sources.policy.js';
import { demandLines } from './withdrawal.view.js';

/** What an applicant states. Amounts are canonical t/a. */
export interface Application {
  readonly project: Project;
  readonly path: SourcePath;
  /** Pools to draw on, in this order and no others; empty for the order of policy A24. */
  readonly pools: readonly string[];
  /** 交易凭证 of a purchase; none for all of the unit's that run. */
  readonly tradeVouchers: readonly string[];
  readonly lines: readonly StatedLine[];
  /** The leading group's decision number, where 第十条 leaves the case open. */
  readonly rulingNo: string | null;
  /** 第六条：why a project of no priority class should be served from a pool that serves others first. */
  readonly priorityReason?: string | null;
}

export interface Examination {
  readonly application: Application;
  readonly wish: Wish;
  readonly demand: WeighedDemand;
  readonly provision: Provision;
  readonly rules: readonly RuleOutcome[];
}

const placeFaults = ({ place }: Project): readonly FieldFault[] => {
  const kind = findPlace(place)?.kind;
  if (kind !== undefined && kind !== 'PROVINCE') return [];
  const message = '项目所在地须为本市及其县（市、区）或园区 / the project lies in none of the places served';
  return [{ field: 'project.place', rule: 'place', message }];
};

const pathFaults = ({ path, pools, tradeVouchers }: Application): readonly FieldFault[] => {
  const [field, foreign] = path === 'POOL' ? ['tradeVouchers', tradeVouchers] : ['pools', pools];
  if (foreign.length === 0) return [];
  const message = '与所选来源途径不符 / does not belong to this path';
  return [{ field, rule: 'path', message }];
};

/** 项目所在地：a county, a park or the city, as quota comes from nowhere else; and one path, not a mixture. */
export const applicationFaults = (application: Application): readonly FieldFault[] => [
  ...placeFaults(application.project),
  ...pathFaults(application),
];

/** Every rule of a demand at one moment: what is required, where it could come from, what stands against it. */
export const examine = (
  state: StateReader,
  application: Application,
  moment: { readonly at: Instant; readonly today: CivilDate },
): Examination => {
  const { project, path, pools, tradeVouchers, lines, rulingNo, priorityReason = null } = application;
  const policies = policiesAt(state, moment.at);
  const demand = weighDemand(lines, application, policies);
  const { required } = demand;
  const { at, today } = moment;
  const asked = { project, path, pools, tradeVouchers, required, rulingNo, priorityReason };
  const wish = wishOf(asked, { at, today, policies });
  const provision = provideBy(state, wish);
  const rules = [jointlyReviewed(project), ...demand.rules, ...provision.rules];
  return { application, wish, demand, provision, rules };
};

const offerView = (offer: Offer, wish: Wish): JsonObject => ({
  pool: offer.pool,
  tier: offer.tier,
  open: offer.openness === 'OPEN',
  closedBy: collect(offer.standing, ({ code, outcome }) =>
    outcome === 'FAIL' || outcome === 'NEEDS_RULING' ? code : [],
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
  trades: provision.trades.map((draw) => ({ ...draw })),
  shortfall: provision.shortages
    .filter(({ shortfall }) => shortfall !== '0')
    .map((shortage) => ({ ...shortage })),
});

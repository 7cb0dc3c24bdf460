import {
  collect,
  holds,
  holdsAnyRole,
  lineage,
  mgOf,
  must,
  placeOf,
  placeOfPool,
  POOL_TIERS,
  tierOf,
  withinPlace,
  type Actor,
  type Place,
  type Pollutant,
  type PoolTier,
  type Role,
  type RuleOutcome,
} from '#kernel';
import type { PoolDraw, RequiredLine } from '#contract/withdrawal';
import type { PolicyReader } from '#libs/policy';
import type { Withdrawal } from './withdrawal.fold.js';

/** 终审岗位：every role that approves some tier, cancels, registers or lapses; the tier decides which one. */
export const APPROVING_ROLES: readonly Role[] = ['county-approver', 'office', 'bureau-lead', 'province'];

/** The higher one last. */
const MUNICIPAL_ROLES: readonly Role[] = ['office', 'bureau-lead'];

const rolesFor = (tier: PoolTier, place: string): readonly Role[] => {
  if (tier === 'PROVINCIAL') return ['province'];
  if (tier === 'MUNICIPAL') return MUNICIPAL_ROLES;
  const underCounty = lineage(place).some(({ kind }) => kind === 'COUNTY');
  return underCounty ? ['county-approver'] : ['county-approver', ...MUNICIPAL_ROLES];
};

const placeDrawn = (pool: string): Place => must(placeOfPool(pool), () => `place of ${pool}`);

export const tierOfDraw = ({ pool }: PoolDraw): PoolTier => tierOf(placeDrawn(pool));

export const drawsOf = ({ hold, voucher }: Withdrawal): readonly PoolDraw[] =>
  voucher?.draws ?? hold?.draws ?? [];

/** Draws are of many lots, and of few pools. */
const placesDrawn = (file: Withdrawal): readonly Place[] =>
  [...new Set(drawsOf(file).map(({ pool }) => pool))].map(placeDrawn);

/** The tiers drawn on, highest first; where nothing is drawn, none. */
export const tiersDrawn = (file: Withdrawal): readonly PoolTier[] => {
  const drawn = placesDrawn(file).map(tierOf);
  return POOL_TIERS.filter((tier) => drawn.includes(tier));
};

/** 终审层级：the highest tier drawn on; the place's own where nothing is drawn. */
export const finalTier = (file: Withdrawal): PoolTier =>
  tiersDrawn(file)[0] ?? tierOf(placeOf(file.project.place));

/** Who approves, and later cancels, registers or lapses (第八条); a park of the city has the city's office. */
export const approversOf = (file: Withdrawal): readonly Role[] =>
  rolesFor(finalTier(file), file.project.place);

/** One row of the table of policy A40: from this required amount on, this role approves municipal quota. */
interface ApprovalTier {
  readonly pollutant: Pollutant;
  readonly from: string;
  readonly approver: Role;
}

/** Who may take a decision, and the policy that says so where one does. */
export interface Approvers {
  readonly allowed: readonly Role[];
  readonly policyVersion: string | null;
}

const rowOf = (
  table: readonly ApprovalTier[],
  { pollutant, required }: RequiredLine,
): ApprovalTier | undefined =>
  table
    .filter((row) => row.pollutant === pollutant && mgOf(row.from) <= mgOf(required))
    .toSorted((a, b) => (mgOf(a.from) < mgOf(b.from) ? 1 : -1))[0];

/**
 * 按数量分级终审 (第八条、第二十二条, policy A40): of a municipal draw each pollutant's required amount names a role by the
 * highest row it reaches, and the highest of these roles approves; where no row is reached, whoever approves the tier.
 */
export const approversBySize = (file: Withdrawal, policies: PolicyReader): Approvers => {
  if (finalTier(file) !== 'MUNICIPAL') return { allowed: approversOf(file), policyVersion: null };
  const { value: table, version: policyVersion } = policies<readonly ApprovalTier[]>('approval.tiers');
  const named = collect(file.required, (line) => rowOf(table, line) ?? []);
  const highest = MUNICIPAL_ROLES.findLast((role) => named.some(({ approver }) => approver === role));
  return { allowed: highest === undefined ? approversOf(file) : [highest], policyVersion };
};

const mayApprove = (actor: Actor, file: Withdrawal, { allowed, policyVersion }: Approvers): RuleOutcome => {
  const inputs = { tier: finalTier(file), allowed: allowed.join(' | ') };
  return holds(holdsAnyRole(actor, allowed), 'WRONG_APPROVER', { inputs, policyVersion });
};

/** The outermost place whose pool is drawn on: its approver gives the quota, so a park's cannot give the county's. */
export const approvalPlace = (file: Withdrawal): string => {
  const places = placesDrawn(file).map(({ code }) => code);
  const line = lineage(file.project.place).map(({ code }) => code);
  return line.findLast((code) => places.includes(code)) ?? file.project.place;
};

/** 终审层级 (第八条、第二十三条): a role of the highest tier drawn on, at a place that answers for every pool drawn on. */
export const approverRules = (
  actor: Actor,
  file: Withdrawal,
  approvers: Approvers = { allowed: approversOf(file), policyVersion: null },
): readonly RuleOutcome[] => [mayApprove(actor, file, approvers), withinPlace(actor, approvalPlace(file))];

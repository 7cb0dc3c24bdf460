import {
  collect,
  holds,
  lineage,
  mgOf,
  municipalPoolFor,
  notApplicable,
  passes,
  poolIdOf,
  provincialPoolFor,
  sum,
  tonnes,
  ZERO,
  type Milligram,
  type Pollutant,
  type RuleOutcome,
} from '#kernel';
import type { DepositLine } from '#contract/deposit';
import type { PolicyReader } from '#libs/policy';
import {
  shareAmong,
  splitLine,
  type Area,
  type Portion,
  type Share,
  type SplitOrder,
} from './split.policy.js';

/** What the final approval decides on. */
export interface ApprovalQuestion {
  readonly lines: readonly DepositLine[];
  readonly similar: readonly string[];
  readonly provincialTake: readonly DepositLine[];
  readonly provincialDocumentNo: string | null;
  /** Whose the reduction is: mostly one area's alone. */
  readonly areas: readonly Area[];
  readonly policies: PolicyReader;
}

/** The pools a deposit may reach. */
export interface DepositPools {
  readonly municipalPool: string;
  readonly localPool: string;
  readonly provincialPool: string;
}

const amountOf = (lines: readonly DepositLine[], pollutant: Pollutant): Milligram =>
  sum(lines.map((line) => (line.pollutant === pollutant ? mgOf(line.amount) : ZERO)));

/** How each line of the deposit is shared out. */
export const portionsOf = ({
  lines,
  provincialTake,
  areas,
  policies,
}: ApprovalQuestion): readonly Portion[] => {
  const { value: order } = policies<SplitOrder>('split.order');
  return lines.map(({ pollutant, amount }) =>
    shareAmong({ pollutant, gross: mgOf(amount), take: amountOf(provincialTake, pollutant) }, areas, order),
  );
};

/**
 * 地方份额：the registered park a source lies in holds the local share, else the county (第三条, policy A8). A park
 * directly under the city has no county above it and holds its share in any case.
 */
export const poolsFor = (place: string, policies: PolicyReader): DepositPools => {
  const { value: holder } = policies<'PARK_IF_REGISTERED' | 'COUNTY'>('localShare.holder');
  const county = lineage(place).find(({ kind }) => kind === 'COUNTY');
  return {
    municipalPool: municipalPoolFor(place),
    localPool: poolIdOf(holder === 'COUNTY' && county ? county.code : place),
    provincialPool: provincialPoolFor(place),
  };
};

/** 第三条：the province takes by a document of its own (policy A10). */
const takeHasDocument = ({ provincialTake, provincialDocumentNo }: ApprovalQuestion): RuleOutcome => {
  const inputs = { documentNo: provincialDocumentNo };
  return provincialTake.length === 0
    ? notApplicable('PROVINCIAL_DOCUMENT_REQUIRED', { inputs })
    : holds(provincialDocumentNo !== null, 'PROVINCIAL_DOCUMENT_REQUIRED', { inputs });
};

/** 第三条：never more than is left to split, and nothing of a pollutant that does not come in (policies A10, A11). */
const takeFits = (question: ApprovalQuestion, shares: readonly Share[]): readonly RuleOutcome[] => {
  const { value, version: policyVersion } = question.policies<'BY_DOCUMENT' | 'NONE'>('provincialTake');
  return question.provincialTake.map(({ pollutant, amount }) => {
    const takeable = shares.find((share) => share.pollutant === pollutant)?.takeable ?? ZERO;
    const available = value === 'NONE' ? ZERO : takeable;
    const inputs = { pollutant, taken: amount, available: tonnes(available) };
    return holds(mgOf(amount) <= available, 'PROVINCIAL_TAKE_TOO_LARGE', { inputs, policyVersion });
  });
};

/** 第二十一条：the final approval sees the look-alikes and accepts them by approving (policy A33). */
const lookAlikesAccepted = ({ similar, policies }: ApprovalQuestion): RuleOutcome => {
  const { version: policyVersion } = policies('reduction.identity');
  return similar.length === 0
    ? notApplicable('SIMILAR_REDUCTION', { policyVersion })
    : passes('SIMILAR_REDUCTION', { inputs: { similar, accepted: true }, policyVersion });
};

/** 第三条: of each line, and where several areas share the work of each area's part. */
const splitShown = ({ policies }: ApprovalQuestion, portions: readonly Portion[]): readonly RuleOutcome[] => {
  const { version: policyVersion } = policies('split.remainder');
  return collect(portions, ({ areas, ...whole }) => [
    passes('TIER_SPLIT', { inputs: { ...splitLine(whole) }, policyVersion }),
    ...(areas.length > 1 ? areas : []).map(({ place, ...part }) =>
      passes('TIER_SPLIT', { inputs: { place, ...splitLine(part) }, policyVersion }),
    ),
  ]);
};

/** Every rule of the final approval. */
export const approvalRules = (
  question: ApprovalQuestion,
  portions: readonly Portion[],
): readonly RuleOutcome[] => [
  lookAlikesAccepted(question),
  takeHasDocument(question),
  ...takeFits(question, portions),
  ...splitShown(question, portions),
];

const DECIDING = [
  'split.order',
  'provincialTake',
  'split.remainder',
  'localShare.holder',
  'void.scope',
] as const;
/** The policies a split is decided under. */
export const splitPolicies = (policies: PolicyReader): readonly string[] =>
  DECIDING.map((key) => policies(key).version);

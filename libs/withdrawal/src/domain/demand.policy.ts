import {
  collect,
  fails,
  holds,
  mg,
  mgOf,
  notApplicable,
  passes,
  ratioOf,
  requiredReplacement,
  sum,
  tonnes,
  ZERO,
  type JsonObject,
  type Milligram,
  type Pollutant,
  type RuleOutcome,
  type Tonnes,
} from '#kernel';
import type {
  ExemptKind,
  Project,
  ProjectType,
  RequiredLine,
  SourcePath,
  StatedLine,
} from '#contract/withdrawal';
import type { PolicyKey, PolicyReader } from '#libs/policy';

/** What is to be built, and where its quota is to come from. */
export interface Undertaking {
  readonly project: Project;
  readonly path: SourcePath;
}

/** One line of a demand with what the rules make of it. */
interface Weighed {
  readonly line: StatedLine;
  /** Signed: counted discharge minus baseline. */
  readonly computed: Milligram;
  readonly required: RequiredLine;
  /** The policy that settled the amount, and what else the trace shows of it. */
  readonly settledBy: PolicyKey;
  readonly shown: JsonObject;
  readonly policies: PolicyReader;
}

/** The policies a demand is computed under. */
const DEMAND_POLICIES: readonly PolicyKey[] = [
  'sei.pollutants',
  'sei.projectTypes',
  'demand.baseline',
  'demand.negative',
  'demand.scope',
  'demand.exempt',
  'demand.deMinimis',
  'multiplier.onTrades',
  'precision.rounding',
];

/** 新增量的口径 (policy A19): organised and fugitive, or the organised part alone where the two are told apart. */
const countedDischarge = ({ components, postDischarge }: StatedLine, policies: PolicyReader): Milligram =>
  components !== null && policies<string>('demand.scope').value === 'ORGANISED_ONLY'
    ? mgOf(components.organised)
    : mgOf(postDischarge);

type Ratio = '1' | '1.1' | '2';

/** 交易来源 (第七条、第八条, policy A23): whether a purchase is multiplied like any other source, or replaces 1:1. */
const isPlain = ({ path }: Undertaking, policies: PolicyReader): boolean =>
  path === 'TRADE' && policies<string>('multiplier.onTrades').value === 'NO';

/** 替代倍数 (第七条): 1.1 for nutrients of a determined SEI project, new or expansion; 2 for everything else. */
const ratioFor = (pollutant: Pollutant, undertaking: Undertaking, policies: PolicyReader): Ratio => {
  if (isPlain(undertaking, policies)) return '1';
  const { project } = undertaking;
  const favoured =
    project.sei !== null &&
    policies<readonly Pollutant[]>('sei.pollutants').value.includes(pollutant) &&
    policies<readonly ProjectType[]>('sei.projectTypes').value.includes(project.type);
  return favoured ? '1.1' : '2';
};

/** 免于替代 (policy A20): the project is of a kind that needs no replacement quota. */
const isExempt = ({ exemptKind }: Project, policies: PolicyReader): boolean =>
  exemptKind !== undefined &&
  exemptKind !== null &&
  policies<readonly ExemptKind[]>('demand.exempt').value.includes(exemptKind);

/** Which policy settles the amount of an increment: an exemption, the de minimis amount (A21), or the ratio's. */
const settlement = (
  increment: Milligram,
  undertaking: Undertaking,
  policies: PolicyReader,
): { readonly settledBy: PolicyKey; readonly shown: JsonObject; readonly waived: boolean } => {
  const { exemptKind = null } = undertaking.project;
  if (isExempt(undertaking.project, policies))
    return { settledBy: 'demand.exempt', shown: { exemptKind }, waived: true };
  const deMinimis = policies<string>('demand.deMinimis').value;
  if (increment > ZERO && increment <= mgOf(deMinimis))
    return { settledBy: 'demand.deMinimis', shown: { deMinimis }, waived: true };
  const settledBy = isPlain(undertaking, policies) ? 'multiplier.onTrades' : 'sei.pollutants';
  return { settledBy, shown: {}, waived: false };
};

const weigh = (line: StatedLine, undertaking: Undertaking, policies: PolicyReader): Weighed => {
  const computed = mg(countedDischarge(line, policies) - mgOf(line.baseline.amount));
  const increment = computed < ZERO ? ZERO : computed;
  const ratio = ratioFor(line.pollutant, undertaking, policies);
  const { waived, ...settled } = settlement(increment, undertaking, policies);
  const required = waived ? ZERO : requiredReplacement(increment, ratioOf(ratio));
  const { pollutant } = line;
  const amounts = { increment: tonnes(increment), ratio, required: tonnes(required) };
  return { line, computed, required: { pollutant, ...amounts }, ...settled, policies };
};

const distance = (a: Milligram, b: Milligram): Tonnes => tonnes(mg(a > b ? a - b : b - a));

/** Without a baseline there is nothing to subtract. */
const baselineFits = ({ line: { pollutant, baseline } }: Weighed): RuleOutcome =>
  holds(baseline.basis !== 'NONE' || mgOf(baseline.amount) === ZERO, 'BASELINE_NOT_ALLOWED', {
    inputs: { pollutant, basis: baseline.basis, amount: baseline.amount },
  });

/** 有组织 + 无组织 = 合计, whichever of them counts. */
const componentsSum = ({ line: { pollutant, components, postDischarge } }: Weighed): RuleOutcome => {
  if (components === null) return notApplicable('COMPONENT_SUM_MISMATCH', { inputs: { pollutant } });
  const total = sum([mgOf(components.organised), mgOf(components.fugitive)]);
  const stated = mgOf(postDischarge);
  const inputs = {
    pollutant,
    sum: tonnes(total),
    stated: tonnes(stated),
    difference: distance(total, stated),
  };
  return holds(total === stated, 'COMPONENT_SUM_MISMATCH', { inputs });
};

/** A stated increment must be the computed one, sign and all: a decrease cannot be filed as an increase. */
const statedIncrementAgrees = ({ line, computed, policies }: Weighed): RuleOutcome => {
  const { pollutant, statedIncrement } = line;
  const policyVersion = policies('demand.scope').version;
  if (statedIncrement === null) {
    const inputs = { pollutant, computed: tonnes(computed) };
    return notApplicable('STATED_INCREMENT_MISMATCH', { inputs, policyVersion });
  }
  const stated = mgOf(statedIncrement);
  const figures = {
    computed: tonnes(computed),
    stated: tonnes(stated),
    difference: distance(computed, stated),
  };
  return holds(stated === computed, 'STATED_INCREMENT_MISMATCH', {
    inputs: { pollutant, ...figures },
    policyVersion,
  });
};

/** 归真核算 (policy A17): a re-accounted baseline counts only with the number of its approved record. */
const baselineRecorded = ({ line: { pollutant, baseline }, policies }: Weighed): RuleOutcome => {
  const { value, version: policyVersion } = policies<string>('demand.baseline');
  const seen = { inputs: { pollutant, basis: baseline.basis, recordNo: baseline.recordNo }, policyVersion };
  if (baseline.basis !== 'REACCOUNTED') return notApplicable('BASELINE_RECORD_REQUIRED', seen);
  const recorded = baseline.recordNo !== null || value === 'ANY_STATED';
  return recorded ? passes('BASELINE_RECORD_REQUIRED', seen) : fails('BASELINE_RECORD_REQUIRED', seen);
};

/** The multiplication, shown; never a ground for refusal. */
const replacementShown = ({ required, settledBy, shown, policies }: Weighed): RuleOutcome =>
  passes('REPLACEMENT_RATIO', {
    inputs: { ...required, ...shown },
    policyVersion: policies(settledBy).version,
  });

const demandRules = [
  baselineFits,
  componentsSum,
  statedIncrementAgrees,
  baselineRecorded,
  replacementShown,
] as const;

export interface WeighedDemand {
  readonly required: readonly RequiredLine[];
  readonly rules: readonly RuleOutcome[];
  /** The versions of the policies it was computed under. */
  readonly policies: readonly string[];
}

/**
 * 新增量与所需替代量 (第七条): per pollutant, discharge after the project minus baseline, never below zero (policy
 * A18), times the ratio, rounded up once (policy A14); nothing up to a de minimis amount (policy A21) or for a project
 * of an exempt kind (policy A20).
 */
export const weighDemand = (
  lines: readonly StatedLine[],
  undertaking: Undertaking,
  policies: PolicyReader,
): WeighedDemand => {
  const weighed = lines.map((line) => weigh(line, undertaking, policies));
  return {
    required: weighed.map(({ required }) => required),
    rules: collect(demandRules, (rule) => weighed.map(rule)),
    policies: DEMAND_POLICIES.map((key) => policies(key).version),
  };
};

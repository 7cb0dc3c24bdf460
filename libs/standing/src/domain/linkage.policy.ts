import {
  dateAt,
  fails,
  mediumOf,
  needsRuling,
  notApplicable,
  passes,
  placeOf,
  yearOf,
  type CivilDate,
  type Instant,
  type JsonObject,
  type Medium,
  type Pollutant,
  type RuleOutcome,
} from '#kernel';
import type { PolicyInForce, PolicyReader } from '#libs/policy';
import type { SuspendableAct } from '#contract/standing';
import type { StandingState, Verdict } from './standing.state.js';

/** The verdict that counts on a day: last year's, or the one before it while last year's is awaited (policy A3). */
export interface CountingVerdict {
  readonly year: number;
  readonly verdict: Verdict | null;
  readonly carried: boolean;
}

/** A park without a verdict of its own stands with the place around it; any other place stands alone. */
const verdictOf = ([own, parent]: readonly StandingState[], year: number): Verdict | undefined => {
  const judged = own?.verdicts.get(year);
  if (judged !== undefined || own === undefined || placeOf(own.place).kind !== 'PARK') return judged;
  return parent?.verdicts.get(year);
};

/** Until this day a year not yet judged may be covered by the verdict before it. */
export const carryEnds = (year: number): CivilDate => `${year}-03-31` as CivilDate;

/** 上年度考核 (第十条): what is known of the year before `date`; under `CARRY` to 31 March, the year before that. */
export const countingVerdict = (
  line: readonly StandingState[],
  date: CivilDate,
  pending: PolicyInForce<string>,
): CountingVerdict => {
  const year = yearOf(date) - 1;
  const verdict = verdictOf(line, year) ?? null;
  if (verdict !== null || pending.value !== 'CARRY' || date > carryEnds(year + 1))
    return { year, verdict, carried: false };
  const former = verdictOf(line, year - 1);
  return former === undefined
    ? { year, verdict: null, carried: false }
    : { year: year - 1, verdict: former, carried: true };
};

const met = ({ quality }: Verdict, media: readonly Medium[]): boolean =>
  media.every((medium) => (medium === 'WATER' ? quality.water : quality.air) === 'MET');

/** The verdict in words, for people. */
const worded = (verdict: Verdict | null, qualityMet: boolean): string =>
  verdict === null
    ? '尚未考核'
    : `环境质量目标${qualityMet ? '达标' : '未达标'}，减排任务${verdict.taskDone ? '完成' : '未完成'}`;

export interface LinkedAct {
  readonly act: SuspendableAct;
  /** The pool belongs to the place's own tier: it stays open whatever the verdict. */
  readonly own: boolean;
}

export interface LinkageQuestion {
  readonly pollutants: readonly Pollutant[];
  readonly effectiveAt: Instant;
  readonly rulingNo: string | null;
  readonly policies: PolicyReader;
}

const mediaAsked = (question: LinkageQuestion): readonly Medium[] =>
  question.policies<string>('linkage.media').value === 'SAME_MEDIUM'
    ? [...new Set(question.pollutants.map(mediumOf))]
    : ['WATER', 'AIR'];

/** Exactly one of the two passed: the scheme is silent, the policy answers (A1). */
const exactlyOneMet = ({ policies, rulingNo }: LinkageQuestion, inputs: JsonObject): RuleOutcome => {
  const { value, version: policyVersion } = policies<string>('annualLinkage.exactlyOneMet');
  const seen = { inputs, policyVersion };
  if (value === 'ALLOW' || (value === 'CASE_BY_CASE' && rulingNo?.trim()))
    return passes('ANNUAL_LINKAGE', seen);
  return value === 'CASE_BY_CASE' ? needsRuling('ANNUAL_LINKAGE', seen) : fails('ANNUAL_LINKAGE', seen);
};

/**
 * 年度考核挂钩 (第十条, policies A1–A3), asked once and told for each act: both met opens every pool, neither leaves only
 * the own one, exactly one is the leading group's to decide, a place not judged has its own pool only.
 */
export const linkageAllows = (
  line: readonly StandingState[],
  question: LinkageQuestion,
): ((asked: LinkedAct) => RuleOutcome) => {
  const { effectiveAt, rulingNo, policies } = question;
  const pending = policies<string>('linkage.pendingYear');
  const { year, verdict, carried } = countingVerdict(line, dateAt(effectiveAt), pending);
  const media = mediaAsked(question);
  const qualityMet = verdict !== null && met(verdict, media);
  const judged = verdict && {
    place: verdict.place,
    quality: { ...verdict.quality },
    taskDone: verdict.taskDone,
  };
  return ({ act, own }) => {
    const inputs: JsonObject = {
      place: line[0]?.place,
      act,
      effectiveAt,
      year,
      verdict: worded(verdict, qualityMet),
      carried,
      judged,
      media,
      rulingNo,
    };
    if (own) return notApplicable('ANNUAL_LINKAGE', { inputs });
    if (verdict === null) return fails('ANNUAL_LINKAGE', { inputs, policyVersion: pending.version });
    if (qualityMet !== verdict.taskDone) return exactlyOneMet(question, inputs);
    const policyVersion = policies('linkage.media').version;
    return qualityMet
      ? passes('ANNUAL_LINKAGE', { inputs, policyVersion })
      : fails('ANNUAL_LINKAGE', { inputs, policyVersion });
  };
};

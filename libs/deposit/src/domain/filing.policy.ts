import {
  addMonths,
  backDatingExplained,
  civilDateOf,
  holds,
  mgOf,
  notApplicable,
  passes,
  refuseMeaning,
  ZERO,
  type CivilDate,
  type Decision,
  type RuleOutcome,
} from '#kernel';
import type { DepositFiled, DepositLine } from '#contract/deposit';
import type { PolicyReader } from '#libs/policy';
import type { ReductionFiling } from '#libs/reduction';

/** How a filing stands to its clock. */
export interface Clock {
  readonly dueOn: CivilDate | null;
  readonly late: boolean;
  readonly rule: RuleOutcome;
}

/**
 * 入库申报期限：a calendar month from the permit change, clamped to the month's end. 原则上, so a late filing is
 * flagged with its reason and never refused; without a permit change no clock runs (第四条, policy A30).
 */
export const filingClock = (changedOn: string | null, filedOn: CivilDate, policies: PolicyReader): Clock => {
  const { value: months, version: policyVersion } = policies<number>('deposit.deadline');
  if (changedOn === null) {
    return {
      dueOn: null,
      late: false,
      rule: notApplicable('FILING_CLOCK', { inputs: { filedOn }, policyVersion }),
    };
  }
  const dueOn = addMonths(civilDateOf(changedOn), months);
  const late = filedOn > dueOn;
  return {
    dueOn,
    late,
    rule: passes('FILING_CLOCK', { inputs: { changedOn, dueOn, filedOn, late }, policyVersion }),
  };
};

/** A deposit of nothing is no deposit. */
export const refuseNothing = (lines: readonly DepositLine[]): Decision | undefined => {
  const message = '入库数量合计不得为零 / all amounts are zero';
  const nothing = lines.every(({ amount }) => mgOf(amount) === ZERO);
  return refuseMeaning(nothing ? [{ field: 'lines', rule: 'notZero', message }] : []);
};

/** 日期不晚于今日; nothing to ask of a filing that counts from today. */
export const notInFuture = (effectiveOn: CivilDate, today: CivilDate): readonly RuleOutcome[] =>
  effectiveOn === today
    ? []
    : [holds(effectiveOn < today, 'EFFECTIVE_DATE_INVALID', { inputs: { effectiveOn, today } })];

/** Nobody files what is not there yet, nor before the permit says so. */
export const refuseUnformed = (
  effectiveOn: CivilDate,
  { formedOn, permitChangedOn }: Pick<ReductionFiling, 'formedOn' | 'permitChangedOn'>,
): Decision | undefined => {
  const message = '不得早于减排量形成与许可变更 / not before the reduction was formed and the permit changed';
  const early = effectiveOn < formedOn || effectiveOn < (permitChangedOn ?? formedOn);
  return refuseMeaning(early ? [{ field: 'effectiveOn', rule: 'notBeforeFormed', message }] : []);
};

/** 追溯生效: the approver says why a filing counts from before the day it was made. */
export const datingExplained = (
  filing: DepositFiled['data'],
  { today, reason }: { readonly today: CivilDate; readonly reason: string },
): RuleOutcome => {
  const effectiveFrom = filing.effectiveOn ?? filing.filedOn;
  const { backDated = false } = filing;
  return backDatingExplained({ backDated, effectiveFrom, today, reason, field: 'backDatedReason' });
};

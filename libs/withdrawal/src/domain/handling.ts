import {
  atStep,
  endOf,
  fail,
  holds,
  must,
  ok,
  previewed,
  propose,
  refuseBy,
  refuseMissing,
  separateDuties,
  streamName,
  withinPlace,
  type CivilDate,
  type Command,
  type Decision,
  type Instant,
  type Proposal,
  type Result,
  type RuleOutcome,
  type StateReader,
} from '#kernel';
import type { WithdrawalEvent } from '#contract/withdrawal';
import {
  withdrawalFold,
  type Withdrawal,
  type WithdrawalState,
  type WithdrawalStatus,
  type WithdrawalStep,
} from './withdrawal.fold.js';
import { isBackDated, type Dates } from './dating.js';
import { withdrawalDocument } from './withdrawal.view.js';

/** What a step asks before anything else: the states it may start from, and itself where duties are separated. */
export interface Handling {
  readonly expected: readonly WithdrawalStatus[];
  readonly step?: WithdrawalStep;
  /** Further rules about who acts on this item, such as the final approver's tier. */
  readonly also?: (file: Withdrawal) => readonly RuleOutcome[];
}

export interface Taken {
  readonly file: Withdrawal;
  readonly rules: readonly RuleOutcome[];
}

/** Every command on a withdrawal begins here: it exists, lies in the actor's place and is at this step. */
export const takeUp = (
  command: Command<{ readonly id: string }>,
  state: StateReader,
  { expected, step, also }: Handling,
): Result<Taken, Decision> => {
  const { actor, data } = command;
  const file = state(withdrawalFold, data.id);
  if (!file) return fail(refuseMissing(`withdrawal ${data.id}`));
  const rules = [
    withinPlace(actor, file.project.place),
    ...(also?.(file) ?? []),
    atStep(file.status, expected),
    ...(step === undefined ? [] : [separateDuties(actor, step, file.duties)]),
  ];
  const refusal = refuseBy(rules);
  return refusal ? fail(refusal) : ok({ file, rules });
};

/**
 * When an application takes effect: at the end of the past day it names, else now. Orders, verdicts, policies and
 * balances bind by this moment (第九条), so one that names a day before an order stands whenever it is decided.
 */
export const effectiveMoment = (dates: Dates, now: Instant): Instant =>
  isBackDated(dates) ? endOf(dates.effectiveOn) : now;

/** 日期不晚于今日：an effective date or an approval that lies in the future cannot be true yet. */
export const notInFuture = (effectiveOn: CivilDate | null, today: CivilDate): RuleOutcome =>
  holds(effectiveOn === null || effectiveOn <= today, 'EFFECTIVE_DATE_INVALID', {
    inputs: { effectiveOn, today },
  });

export const onFile = (id: string, event: WithdrawalEvent, occurredAt?: Instant): Proposal =>
  propose(streamName(withdrawalFold.prefix, id), event, occurredAt);

/** The withdrawal as it will stand once these events are written. */
export const fileAfter = (
  id: string,
  before: WithdrawalState,
  upcoming: { readonly proposals: readonly Proposal[]; readonly command: Command },
): Withdrawal => {
  const stream = streamName(withdrawalFold.prefix, id);
  return must(previewed(withdrawalFold, { stream, state: before }, upcoming), stream);
};

/** Accepts a step: its events, and the withdrawal after them as the answer. */
export const accepted = (
  { file, rules }: Taken,
  command: Command,
  events: readonly Proposal[],
): Decision => ({
  ok: true,
  events,
  rules,
  answer: () => withdrawalDocument(fileAfter(file.id, file, { proposals: events, command })),
});

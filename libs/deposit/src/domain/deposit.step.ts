import {
  atStep,
  must,
  previewed,
  refuseBy,
  refuseMissing,
  separateDuties,
  streamName,
  withinPlace,
  type Acceptance,
  type Command,
  type Decision,
  type Proposal,
  type RuleOutcome,
  type StateReader,
} from '#kernel';
import { filedReduction, reductionFold, release, type FiledReduction } from '#libs/reduction';
import {
  depositFold,
  type DepositFiling,
  type DepositState,
  type DepositStatus,
  type DepositStep,
} from './deposit.fold.js';
import { depositView } from './deposit.view.js';

/** A deposit that has been filed. */
export type FiledDeposit = DepositState & { readonly filing: DepositFiling };

const isFiled = (deposit: DepositState): deposit is FiledDeposit => deposit.filing !== null;

/** Where a step begins, and who must not have been there before. */
export interface StepAsked {
  readonly step: DepositStep;
  readonly from: readonly DepositStatus[];
}

/** The item as a step finds it, and what the rules common to all steps say. */
export interface StepTaken {
  readonly ok: true;
  readonly deposit: FiledDeposit;
  readonly rules: readonly RuleOutcome[];
}

export const depositStream = (depositId: string): string => streamName(depositFold.prefix, depositId);

/**
 * 环节：the deposit exists and lies in the actor's place, or nothing more is said about it; that it stands at this
 * step and that the actor took no other are rules for the trace (第二十三条).
 */
export const takeStep = (
  { actor, data }: Command<{ readonly depositId: string }>,
  state: StateReader,
  { step, from }: StepAsked,
): StepTaken | { readonly ok: false; readonly decision: Decision } => {
  const deposit = state(depositFold, data.depositId);
  if (!isFiled(deposit)) return { ok: false, decision: refuseMissing(`deposit ${data.depositId}`) };
  const place = withinPlace(actor, deposit.filing.place);
  const decision = refuseBy([place]);
  if (decision) return { ok: false, decision };
  const rules = [place, atStep(deposit.status, from), separateDuties(actor, step, deposit.duties)];
  return { ok: true, deposit, rules };
};

/** The reduction a deposit draws on. */
export const reductionOf = (state: StateReader, { filing }: FiledDeposit): FiledReduction =>
  filedReduction(state(reductionFold, filing.reductionId));

/** What a return or a rejection gives back to the reduction (第三条: unused amounts may be used elsewhere). */
export const freed = (state: StateReader, deposit: FiledDeposit): readonly Proposal[] =>
  release(reductionOf(state, deposit), 'POOL', deposit.filing.depositId);

/** Accepts with the deposit as it will stand. */
export const acceptDeposit = (
  command: Command,
  start: { readonly stream: string; readonly state: DepositState },
  { events, rules }: Pick<Acceptance, 'events' | 'rules'>,
): Decision => {
  const after = (): DepositState => previewed(depositFold, start, { proposals: events, command });
  return refuseBy(rules) ?? { ok: true, events, rules, answer: () => must(depositView(after()), 'view') };
};

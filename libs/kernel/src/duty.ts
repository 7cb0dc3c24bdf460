import { accountsOf, answersFor, answersForAll, type Actor } from './actor.js';
import { holds, notApplicable, type RuleOutcome } from './rule.js';

/** A step of an item's procedure, and the account that took it. */
export interface DutyDone {
  readonly step: string;
  readonly by: string;
}

/** 管辖：an officer acts only on items of the place it answers for (第二十三条). */
export const withinPlace = (actor: Actor, place: string): RuleOutcome =>
  holds(answersFor(actor, place), 'FORBIDDEN_PLACE', { inputs: { place } });

/** 全域：what binds every place is for an officer who answers for all of them. */
export const withinAllPlaces = (actor: Actor): RuleOutcome =>
  holds(answersForAll(actor), 'FORBIDDEN_PLACE', { inputs: { place: '全部地区 all places' } });

/** 环节：a step is taken only from the states before it (第二十三条). */
export const atStep = (state: string, expected: readonly string[]): RuleOutcome =>
  holds(expected.includes(state), 'WRONG_STATE', { inputs: { state, expected: expected.join(' | ') } });

/**
 * 岗位分离：one person takes at most one kind of step of an item, over all its rounds (第二十三条). Acting for somebody
 * counts for both: neither may have taken another step, by themselves or through anyone else.
 */
export const separateDuties = (actor: Actor, step: string, done: readonly DutyDone[]): RuleOutcome => {
  const people = accountsOf(actor.id);
  const theirs = ({ by }: DutyDone): boolean => accountsOf(by).some((account) => people.includes(account));
  const other = done.find((duty) => duty.step !== step && theirs(duty));
  return holds(other === undefined, 'SEPARATION_OF_DUTIES', { inputs: { step: other?.step ?? step } });
};

/** An act that takes effect before the day it is decided on, or not. */
export interface Dating {
  readonly backDated: boolean;
  readonly effectiveFrom: string;
  readonly today: string;
  /** What the decider gives as its reason. */
  readonly reason: string | null;
  /** Where the request states the reason. */
  readonly field: string;
}

/** 追溯生效: who decides that an act binds from before today gives a reason for it. */
export const backDatingExplained = ({ backDated, ...inputs }: Dating): RuleOutcome =>
  backDated
    ? holds((inputs.reason ?? '').trim() !== '', 'BACK_DATING_REASON', { inputs })
    : notApplicable('BACK_DATING_REASON', { inputs });

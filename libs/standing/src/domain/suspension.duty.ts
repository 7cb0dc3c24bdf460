import {
  atStep,
  holds,
  must,
  notApplicable,
  separateDuties,
  withinPlace,
  type Command,
  type Instant,
  type Proposal,
  type Decision,
  type RuleOutcome,
} from '#kernel';
import { isBackDated } from './effective.js';
import type { StandingState, Suspension, SuspensionStatus } from './standing.state.js';
import { suspensionView } from './suspension.view.js';
import { written } from './written.js';

/** Names a suspension; its place finds the stream. */
export interface SuspensionStep {
  readonly id: string;
  readonly place: string;
}

/** Who may take a further step: an officer of the place, at the right stage, who did not propose it (第二十三条). */
export const stepRules = (
  { actor }: Command<SuspensionStep>,
  suspension: Suspension,
  expected: SuspensionStatus,
): readonly RuleOutcome[] => {
  const { place, status, proposedBy } = suspension;
  const done = proposedBy === null ? [] : [{ step: 'PROPOSAL', by: proposedBy }];
  return [withinPlace(actor, place), atStep(status, [expected]), separateDuties(actor, 'ORDER', done)];
};

/** 追溯生效: an act that binds from before today gives its reason and is marked. */
export const backDatingExplained = (
  { today }: Command<SuspensionStep>,
  effectiveFrom: Instant,
  reason: string | null,
): RuleOutcome => {
  const inputs = { effectiveFrom, today, reason };
  if (!isBackDated(effectiveFrom, today)) return notApplicable('BACK_DATING_REASON', { inputs });
  return holds((reason ?? '').trim() !== '', 'BACK_DATING_REASON', { inputs });
};

/** A step taken, answered with the suspension as it then is. */
export const stepTaken = (
  command: Command<SuspensionStep>,
  before: StandingState,
  { event, rules }: { readonly event: Proposal; readonly rules: readonly RuleOutcome[] },
): Decision =>
  written({
    command,
    before,
    rules,
    events: [event],
    show: ({ suspensions }) =>
      suspensionView(must(suspensions.get(command.data.id), `suspension ${command.data.id}`)),
  });

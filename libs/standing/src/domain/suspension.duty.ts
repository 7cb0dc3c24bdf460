import {
  atStep,
  backDatingExplained,
  must,
  opinionsAllow,
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
  const { place, status, proposedBy, opinions } = suspension;
  const proposal = proposedBy === null ? [] : [{ step: 'PROPOSAL', by: proposedBy }];
  const done = [...proposal, ...opinions.map(({ by }) => ({ step: 'REVIEW', by }))];
  return [withinPlace(actor, place), atStep(status, [expected]), separateDuties(actor, 'ORDER', done)];
};

/** 审核意见 on this step: none, or only passes (第九条、第十九条). */
export const divisionsAllow = (
  { opinions }: Suspension,
  concerning: Suspension['opinions'][number]['concerning'],
): RuleOutcome => opinionsAllow(opinions.filter((opinion) => opinion.concerning === concerning));

/** 追溯生效: an order or a lifting that binds from before today gives its reason and is marked. */
export const momentExplained = (
  { today }: Command<SuspensionStep>,
  effectiveFrom: Instant,
  reason: string | null,
): RuleOutcome => {
  const backDated = isBackDated(effectiveFrom, today);
  return backDatingExplained({ backDated, effectiveFrom, today, reason, field: 'reason' });
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

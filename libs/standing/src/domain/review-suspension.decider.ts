import {
  atStep,
  propose,
  refuseBy,
  refuseMissing,
  REVIEW_DIVISIONS,
  separateDuties,
  speakingFor,
  withinPlace,
  type Command,
  type Decider,
  type Decision,
  type Opinion,
} from '#kernel';
import type { SuspensionReviewed } from '#contract/standing';
import { standingFold } from './standing.fold.js';
import { stepTaken, type SuspensionStep } from './suspension.duty.js';
import { standingStream } from './written.js';

export type ReviewSuspension = SuspensionStep & Pick<Opinion, 'decision' | 'opinion'>;

/**
 * 要素审核、法制审核 of a suspension (第九条、第十九条): an opinion on the proposed order, or on lifting one in force;
 * optional, but one that is not a pass stands in the lead's way.
 */
export const reviewSuspension: Decider<ReviewSuspension> = {
  command: 'ReviewSuspension',
  decide(command: Command<ReviewSuspension>, state): Decision {
    const { actor, data } = command;
    const { id: suspensionId, place, decision, opinion } = data;
    const before = state(standingFold, place);
    const suspension = before.suspensions.get(suspensionId);
    if (suspension === undefined) return refuseMissing(`suspension ${suspensionId}`);
    const division = speakingFor(actor, REVIEW_DIVISIONS);
    if (!division.ok) return division.error;
    const { status, proposedBy } = suspension;
    const done = proposedBy === null ? [] : [{ step: 'PROPOSAL', by: proposedBy }];
    const rules = [
      withinPlace(actor, place),
      atStep(status, ['PROPOSED', 'ORDERED']),
      separateDuties(actor, 'REVIEW', done),
    ];
    const event: SuspensionReviewed = {
      type: 'SuspensionReviewed',
      data: {
        suspensionId,
        concerning: status === 'ORDERED' ? 'LIFT' : 'ORDER',
        division: division.value,
        decision,
        opinion,
      },
    };
    return (
      refuseBy(rules) ?? stepTaken(command, before, { event: propose(standingStream(place), event), rules })
    );
  },
};

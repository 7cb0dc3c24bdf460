import { propose, refuseBy, refuseMissing, type Command, type Decider, type Decision } from '#kernel';
import type { SuspensionProposalDeclined } from '#contract/standing';
import { standingFold } from './standing.fold.js';
import { stepRules, stepTaken, type SuspensionStep } from './suspension.duty.js';
import { standingStream } from './written.js';

export interface DeclineSuspension extends SuspensionStep {
  readonly reason: string;
}

/** 不予采纳：the bureau lead closes a proposal without an order (第九条: the bureau may order, it need not). */
export const declineSuspension: Decider<DeclineSuspension> = {
  command: 'DeclineSuspension',
  decide(command: Command<DeclineSuspension>, state): Decision {
    const { id: suspensionId, place, reason } = command.data;
    const before = state(standingFold, place);
    const suspension = before.suspensions.get(suspensionId);
    if (suspension === undefined) return refuseMissing(`suspension ${suspensionId}`);
    const rules = stepRules(command, suspension, 'PROPOSED');
    const event: SuspensionProposalDeclined = {
      type: 'SuspensionProposalDeclined',
      data: { suspensionId, reason },
    };
    return (
      refuseBy(rules) ?? stepTaken(command, before, { event: propose(standingStream(place), event), rules })
    );
  },
};

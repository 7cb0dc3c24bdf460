import { propose, speakingFor, type Command, type Decider, type Decision } from '#kernel';
import type { DepositJointReviewed, ReviewDecision } from '#contract/deposit';
import { acceptDeposit, depositStream, takeStep } from './deposit.step.js';

export interface ReviewDepositJointly {
  readonly depositId: string;
  readonly decision: ReviewDecision;
  readonly opinion: string;
}

/**
 * 联合会审意见 (第二十三条): before the office's approval, optional; one that is not a pass moves nothing and stands in the
 * way of crediting until it is replaced by a pass. The office may still return or reject the deposit.
 */
export const reviewDepositJointly: Decider<ReviewDepositJointly> = {
  command: 'ReviewDepositJointly',
  decide(command: Command<ReviewDepositJointly>, state): Decision {
    const { depositId, decision, opinion } = command.data;
    const spoken = speakingFor(command.actor, ['joint-review']);
    if (!spoken.ok) return spoken.error;
    const taken = takeStep(command, state, { step: 'JOINT_REVIEW', from: ['ELEMENT_REVIEWED'] });
    if (!taken.ok) return taken.decision;
    const { deposit, rules } = taken;
    const stream = depositStream(depositId);
    const reviewed: DepositJointReviewed = { type: 'DepositJointReviewed', data: { decision, opinion } };
    return acceptDeposit(command, { stream, state: deposit }, { events: [propose(stream, reviewed)], rules });
  },
};

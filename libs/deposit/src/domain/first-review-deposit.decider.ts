import { propose, type Command, type Decider, type Decision } from '#kernel';
import type { DepositFirstReviewed, ReviewDecision } from '#contract/deposit';
import { acceptDeposit, depositStream, freed, takeStep } from './deposit.step.js';

export interface FirstReviewDeposit {
  readonly depositId: string;
  readonly decision: ReviewDecision;
  readonly opinion: string;
}

/** 初审：by the county bureau, who is not the filer (第二十三条); a return or rejection frees the reduction. */
export const firstReviewDeposit: Decider<FirstReviewDeposit> = {
  command: 'FirstReviewDeposit',
  decide(command: Command<FirstReviewDeposit>, state): Decision {
    const { depositId, decision, opinion } = command.data;
    const taken = takeStep(command, state, { step: 'FIRST_REVIEW', from: ['FILED'] });
    if (!taken.ok) return taken.decision;
    const { deposit, rules } = taken;
    const stream = depositStream(depositId);
    const reviewed: DepositFirstReviewed = { type: 'DepositFirstReviewed', data: { decision, opinion } };
    const events = [propose(stream, reviewed), ...(decision === 'PASS' ? [] : freed(state, deposit))];
    return acceptDeposit(command, { stream, state: deposit }, { events, rules });
  },
};

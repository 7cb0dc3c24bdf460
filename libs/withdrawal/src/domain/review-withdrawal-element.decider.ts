import {
  holds,
  holdsAnyRole,
  mediumOf,
  refuseBy,
  type Command,
  type Decider,
  type Decision,
  type Medium,
  type RuleOutcome,
} from '#kernel';
import type { ReviewDecision, WithdrawalElementReviewed } from '#contract/withdrawal';
import { DIVISION_OF, drawsUpperPool } from './element-review.policy.js';
import { accepted, effectiveMoment, onFile, takeUp } from './handling.js';
import { holdReleased } from './pool-movements.js';
import type { Withdrawal } from './withdrawal.fold.js';

export interface ReviewWithdrawalElement {
  readonly id: string;
  readonly medium: Medium;
  readonly decision: ReviewDecision;
  readonly opinion: string;
}

const mediumPresent = (file: Withdrawal, medium: Medium): RuleOutcome =>
  holds(
    file.lines.some(({ pollutant }) => mediumOf(pollutant) === medium),
    'MEDIUM_NOT_PRESENT',
    { inputs: { medium } },
  );

/** Only a hold on municipal or provincial quota has this step, once for each medium. */
const stepOpen = (file: Withdrawal, medium: Medium): RuleOutcome => {
  const passed = file.hold?.passed.includes(medium) ?? false;
  const state = passed ? `ELEMENT_REVIEWED(${medium})` : `${file.status}(LOCAL)`;
  const inputs = { state, expected: 'HELD(MUNICIPAL | PROVINCIAL)' };
  return holds(drawsUpperPool(file) && !passed, 'WRONG_STATE', { inputs });
};

/** 要素审核 (第八条): the division of a medium on upper quota; anything but a pass frees the hold. */
export const reviewWithdrawalElement: Decider<ReviewWithdrawalElement> = {
  command: 'ReviewWithdrawalElement',
  decide(command: Command<ReviewWithdrawalElement>, state): Decision {
    const { actor, data } = command;
    const { medium, decision, opinion } = data;
    const division = holds(holdsAnyRole(actor, [DIVISION_OF[medium]]), 'FORBIDDEN_ROLE', {
      inputs: { allowed: DIVISION_OF[medium] },
    });
    const taken = takeUp(command, state, {
      expected: ['HELD'],
      step: 'ELEMENT_REVIEW',
      also: () => [division],
    });
    if (!taken.ok) return taken.error;
    const { file } = taken.value;
    const rules = [...taken.value.rules, mediumPresent(file, medium), stepOpen(file, medium)];
    const reviewed: WithdrawalElementReviewed = {
      type: 'WithdrawalElementReviewed',
      data: { medium, decision, opinion },
    };
    const freed =
      decision === 'PASS' ? [] : holdReleased(file, decision === 'RETURN' ? 'RETURNED' : 'REJECTED');
    const events = [onFile(file.id, reviewed, effectiveMoment(file, command.at)), ...freed];
    return refuseBy(rules) ?? accepted({ file, rules }, command, events);
  },
};

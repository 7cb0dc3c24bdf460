import {
  holds,
  holdsAnyRole,
  propose,
  type Actor,
  type Command,
  type Decider,
  type Decision,
  type Medium,
  type Role,
  type RuleOutcome,
} from '#kernel';
import type { DepositElementReviewed, ReviewDecision } from '#contract/deposit';
import { mediaOf } from './deposit.fold.js';
import { acceptDeposit, depositStream, freed, takeStep, type FiledDeposit } from './deposit.step.js';

export interface ReviewDepositElement {
  readonly depositId: string;
  readonly medium: Medium;
  readonly decision: ReviewDecision;
  readonly opinion: string;
}

const DIVISION: Readonly<Record<Medium, Role>> = { WATER: 'element-water', AIR: 'element-air' };

/** 第四条：water is the water division's to review, air the air division's. */
const ownDivision = (actor: Actor, medium: Medium): RuleOutcome =>
  holds(holdsAnyRole(actor, [DIVISION[medium]]), 'FORBIDDEN_ROLE', {
    inputs: { allowed: DIVISION[medium], medium },
  });

const mediumPresent = ({ filing }: FiledDeposit, medium: Medium): RuleOutcome =>
  holds(mediaOf(filing.lines).includes(medium), 'MEDIUM_NOT_PRESENT', { inputs: { medium } });

/** A medium is passed once per round. */
const mediumAwaited = ({ filing, passed }: FiledDeposit, medium: Medium): RuleOutcome => {
  const awaited = mediaOf(filing.lines).filter((present) => !passed.includes(present));
  const inputs = { state: `${medium} PASSED`, expected: awaited.join(' | ') };
  return holds(!passed.includes(medium), 'WRONG_STATE', { inputs });
};

/** 要素审核：each medium present must pass once (第四条); a return or rejection by either ends the round. */
export const reviewDepositElement: Decider<ReviewDepositElement> = {
  command: 'ReviewDepositElement',
  decide(command: Command<ReviewDepositElement>, state): Decision {
    const { depositId, medium, decision, opinion } = command.data;
    const taken = takeStep(command, state, {
      step: 'ELEMENT_REVIEW',
      from: ['FIRST_REVIEWED', 'SITE_VERIFIED'],
    });
    if (!taken.ok) return taken.decision;
    const { deposit } = taken;
    const stream = depositStream(depositId);
    const reviewed: DepositElementReviewed = {
      type: 'DepositElementReviewed',
      data: { medium, decision, opinion },
    };
    const events = [propose(stream, reviewed), ...(decision === 'PASS' ? [] : freed(state, deposit))];
    const rules = [
      ...taken.rules,
      ownDivision(command.actor, medium),
      mediumPresent(deposit, medium),
      mediumAwaited(deposit, medium),
    ];
    return acceptDeposit(command, { stream, state: deposit }, { events, rules });
  },
};

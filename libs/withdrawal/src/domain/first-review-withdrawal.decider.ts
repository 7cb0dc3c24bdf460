import { addDays, refuseBy, type Command, type Decider, type Decision, type StateReader } from '#kernel';
import type { EiaDocument, ReviewDecision, WithdrawalFirstReviewed } from '#contract/withdrawal';
import { policiesAt } from '#libs/policy';
import { tradesBacked } from '#libs/trade';
import { accepted, effectiveMoment, onFile, takeUp, type Taken } from './handling.js';
import { wishOf } from './offers.policy.js';
import { inEachPool } from './pool-movements.js';
import { provideBy } from './purchase.policy.js';

export interface FirstReviewWithdrawal {
  readonly id: string;
  readonly decision: ReviewDecision;
  readonly opinion: string;
}

/** A pass asks standing and sufficiency again and sets the lots aside, for the days of policy A36. */
const pass = (taken: Taken, command: Command<FirstReviewWithdrawal>, state: StateReader): Decision => {
  const { file } = taken;
  const { decision, opinion } = command.data;
  const at = effectiveMoment(file, command.at);
  const policies = policiesAt(state, at);
  const provision = provideBy(state, wishOf(file, { at, today: command.today, policies }));
  const { draws } = provision;
  const rules = [...taken.rules, ...provision.rules];
  const ttl = policies<Readonly<Record<EiaDocument, number>>>('hold.ttl');
  const expiresOn = addDays(command.today, ttl.value[file.eiaDocument]);
  const reviewed: WithdrawalFirstReviewed = {
    type: 'WithdrawalFirstReviewed',
    data: { decision, opinion, draws, expiresOn, policies: [...provision.policies, ttl.version] },
  };
  const held = inEachPool(
    draws,
    (own) => ({ type: 'QuotaHeld', data: { withdrawalId: file.id, draws: own, expiresOn } }),
    at,
  );
  return (
    refuseBy(rules) ??
    accepted({ file, rules }, command, [
      onFile(file.id, reviewed, at),
      ...held,
      ...tradesBacked(file.id, provision.trades),
    ])
  );
};

/** 初审 (第二十三条): by the county bureau, not by who filed. */
export const firstReviewWithdrawal: Decider<FirstReviewWithdrawal> = {
  command: 'FirstReviewWithdrawal',
  decide(command: Command<FirstReviewWithdrawal>, state): Decision {
    const taken = takeUp(command, state, { expected: ['FILED'], step: 'FIRST_REVIEW' });
    if (!taken.ok) return taken.error;
    const { decision, opinion } = command.data;
    if (decision === 'PASS') return pass(taken.value, command, state);
    const { file } = taken.value;
    const data = { decision, opinion, draws: [], expiresOn: null };
    const reviewed: WithdrawalFirstReviewed = { type: 'WithdrawalFirstReviewed', data };
    return accepted(taken.value, command, [onFile(file.id, reviewed, effectiveMoment(file, command.at))]);
  },
};

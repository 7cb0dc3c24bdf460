import {
  addDays,
  holds,
  holdsAnyRole,
  must,
  refuseBy,
  type Command,
  type Decider,
  type Decision,
  type StateReader,
} from '#kernel';
import type { WithdrawalHoldExpired } from '#contract/withdrawal';
import { policiesAt, type PolicyInForce } from '#libs/policy';
import { tradesFreed } from '#libs/trade';
import { accepted, effectiveMoment, onFile, takeUp } from './handling.js';
import { isVoidedInFlight } from './in-flight.policy.js';
import { wishOf } from './offers.policy.js';
import { inEachPool } from './pool-movements.js';
import type { Withdrawal } from './withdrawal.fold.js';

export interface ExpireHold {
  readonly id: string;
}

/** Whether an order ends the hold before its day, and under which policy. */
const endedByOrder = (
  { at: now, today }: Command,
  state: StateReader,
  file: Withdrawal,
): { readonly ended: boolean; readonly inFlight: PolicyInForce } => {
  const at = effectiveMoment(file, now);
  const policies = policiesAt(state, at);
  const ended = isVoidedInFlight(state, file, wishOf(file, { at, today, policies }));
  return { ended, inFlight: policies('suspension.inFlight') };
};

/**
 * 预留到期：the service itself frees a hold past its day (policy A36), or one that an order ends before (policy A5
 * `VOID`); the demand may be first-reviewed again.
 */
export const expireHold: Decider<ExpireHold> = {
  command: 'ExpireHold',
  decide(command: Command<ExpireHold>, state): Decision {
    const { actor, today } = command;
    const bySystem = holds(holdsAnyRole(actor, ['system']), 'FORBIDDEN_ROLE', {
      inputs: { allowed: 'system' },
    });
    const taken = takeUp(command, state, { expected: ['HELD'], also: () => [bySystem] });
    if (!taken.ok) return taken.error;
    const { file } = taken.value;
    const { draws, expiresOn } = must(file.hold, `hold of ${file.id}`);
    const earliest = addDays(expiresOn, 1);
    const over = today >= earliest;
    const { ended, inFlight } = endedByOrder(command, state, file);
    const seen = { inputs: { earliest, today, ended }, policyVersion: inFlight.version };
    const rules = [...taken.value.rules, holds(over || ended, 'TOO_EARLY', seen)];
    const cause = over ? {} : { cause: 'SUSPENDED' as const };
    const expired: WithdrawalHoldExpired = {
      type: 'WithdrawalHoldExpired',
      data: { expiresOn, ...cause, policies: [inFlight.version] },
    };
    const freed = inEachPool(draws, (own) => ({
      type: 'HoldExpired',
      data: { withdrawalId: file.id, draws: own },
    }));
    return (
      refuseBy(rules) ??
      accepted({ file, rules }, command, [
        onFile(file.id, expired),
        ...freed,
        ...tradesFreed(state, file.id, file.tradeVouchers),
      ])
    );
  },
};

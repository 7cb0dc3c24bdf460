import {
  addDays,
  holds,
  holdsAnyRole,
  must,
  refuseBy,
  type Command,
  type Decider,
  type Decision,
} from '#kernel';
import type { WithdrawalHoldExpired } from '#contract/withdrawal';
import { accepted, onFile, takeUp } from './handling.js';
import { inEachPool } from './pool-movements.js';

export interface ExpireHold {
  readonly id: string;
}

/** 预留到期：the service itself frees a hold past its day (policy A36); the demand may be first-reviewed again. */
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
    const rules = [
      ...taken.value.rules,
      holds(today >= earliest, 'TOO_EARLY', { inputs: { earliest, today } }),
    ];
    const expired: WithdrawalHoldExpired = { type: 'WithdrawalHoldExpired', data: { expiresOn } };
    const freed = inEachPool(draws, (own) => ({
      type: 'HoldExpired',
      data: { withdrawalId: file.id, draws: own },
    }));
    return refuseBy(rules) ?? accepted({ file, rules }, command, [onFile(file.id, expired), ...freed]);
  },
};

import type { Command, Decider, Decision } from '#kernel';
import type { WithdrawalReleased } from '#contract/withdrawal';
import { tradesFreed } from '#libs/trade';
import { approverRules } from './approver.policy.js';
import { accepted, onFile, takeUp } from './handling.js';
import { holdReleased, quotaReturned } from './pool-movements.js';
import { voidedReturns } from './voided-backing.js';

export interface ReleaseWithdrawal {
  readonly id: string;
  readonly reason: string;
}

/**
 * 撤回：the project is cancelled. A hold goes back to its lots, and so does k·E of a voucher not yet registered (policy
 * A22), of which the part owed to a void lot is written off; once the EIA is approved only a lapse gives it back.
 */
export const releaseWithdrawal: Decider<ReleaseWithdrawal> = {
  command: 'ReleaseWithdrawal',
  decide(command: Command<ReleaseWithdrawal>, state): Decision {
    const taken = takeUp(command, state, {
      expected: ['FILED', 'RETURNED', 'HELD', 'VOUCHERED'],
      also: (file) => approverRules(command.actor, file),
    });
    if (!taken.ok) return taken.error;
    const { file } = taken.value;
    const released: WithdrawalReleased = {
      type: 'WithdrawalReleased',
      data: { reason: command.data.reason },
    };
    const movements = file.voucher
      ? [...quotaReturned(file, 'RELEASED'), ...voidedReturns(state, file)]
      : holdReleased(file, 'CANCELLED');
    const freed = tradesFreed(state, file.id, file.tradeVouchers);
    return accepted(taken.value, command, [onFile(file.id, released), ...movements, ...freed]);
  },
};

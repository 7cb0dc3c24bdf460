import { addDays, holds, must, refuseBy, type Command, type Decider, type Decision } from '#kernel';
import type { VoucherLapsed } from '#contract/withdrawal';
import { tradesFreed } from '#libs/trade';
import { approverRules } from './approver.policy.js';
import { accepted, onFile, takeUp } from './handling.js';
import { quotaReturned } from './pool-movements.js';
import { voidedReturns } from './voided-backing.js';

export interface LapseVoucher {
  readonly id: string;
  readonly reason: string;
}

/**
 * 失效：no construction within the voucher's years, EIA approved or not: k·E goes back (policies A22, A35). A project
 * that has its permit is built.
 */
export const lapseVoucher: Decider<LapseVoucher> = {
  command: 'LapseVoucher',
  decide(command: Command<LapseVoucher>, state): Decision {
    const { actor, data, today } = command;
    const taken = takeUp(command, state, {
      expected: ['VOUCHERED', 'REGISTERED'],
      also: (file) => approverRules(actor, file),
    });
    if (!taken.ok) return taken.error;
    const { file } = taken.value;
    const voucher = must(file.voucher, `voucher of ${file.id}`);
    const earliest = addDays(voucher.validUntil, 1);
    const rules = [
      ...taken.value.rules,
      holds(today >= earliest, 'TOO_EARLY', { inputs: { earliest, today } }),
    ];
    const lapsed: VoucherLapsed = {
      type: 'VoucherLapsed',
      data: { voucherNo: voucher.no, reason: data.reason },
    };
    const returned = [
      ...quotaReturned(file, 'LAPSED'),
      ...voidedReturns(state, file),
      ...tradesFreed(state, file.id, file.tradeVouchers),
    ];
    const events = [onFile(file.id, lapsed), ...returned];
    return refuseBy(rules) ?? accepted({ file, rules }, command, events);
  },
};

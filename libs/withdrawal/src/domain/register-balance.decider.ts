import { refuseBy, type CivilDate, type Command, type Decider, type Decision } from '#kernel';
import type { BalanceRegistered } from '#contract/withdrawal';
import { approverRules } from './approver.policy.js';
import { accepted, notInFuture, onFile, takeUp } from './handling.js';

export interface RegisterBalance {
  readonly id: string;
  /** 环评批复文号. */
  readonly eiaApprovalNo: string;
  /** Today when absent. */
  readonly approvedOn: CivilDate | null;
}

/** 总量平衡登记 (第四条、第二十三条): the EIA is approved on the strength of the voucher. */
export const registerBalance: Decider<RegisterBalance> = {
  command: 'RegisterBalance',
  decide(command: Command<RegisterBalance>, state): Decision {
    const { actor, data, today } = command;
    const taken = takeUp(command, state, {
      expected: ['VOUCHERED'],
      also: (file) => approverRules(actor, file),
    });
    if (!taken.ok) return taken.error;
    const { file } = taken.value;
    const { eiaApprovalNo, approvedOn: named } = data;
    const approvedOn = named ?? today;
    const rules = [...taken.value.rules, notInFuture(named, today)];
    const registered: BalanceRegistered = { type: 'BalanceRegistered', data: { eiaApprovalNo, approvedOn } };
    return refuseBy(rules) ?? accepted({ file, rules }, command, [onFile(file.id, registered)]);
  },
};

import { propose, type Command, type Decider, type Decision } from '#kernel';
import type { DepositAmended, DepositLine } from '#contract/deposit';
import { policiesAt } from '#libs/policy';
import { allocate, asking } from '#libs/reduction';
import { acceptDeposit, depositStream, reductionOf, takeStep } from './deposit.step.js';
import { refuseNothing } from './filing.policy.js';

export interface AmendDeposit {
  readonly depositId: string;
  readonly lines: readonly DepositLine[];
  readonly lateReason: string | null;
}

/** 更正：a returned filing comes back with new figures, takes them from the reduction and is reviewed anew. */
export const amendDeposit: Decider<AmendDeposit> = {
  command: 'AmendDeposit',
  decide(command: Command<AmendDeposit>, state): Decision {
    const { depositId, lateReason } = command.data;
    const taken = takeStep(command, state, { step: 'FILING', from: ['RETURNED'] });
    if (!taken.ok) return taken.decision;
    const nothing = refuseNothing(command.data.lines);
    if (nothing) return nothing;

    const { deposit, rules } = taken;
    const stream = depositStream(depositId);
    const lines = asking(command.data.lines);
    const request = { use: 'POOL', reference: depositId, lines } as const;
    const pooling = allocate(reductionOf(state, deposit), request, policiesAt(state, command.at));
    const data = { lines, lateReason, amendedOn: command.today };
    const amended: DepositAmended = { type: 'DepositAmended', data };
    return acceptDeposit(
      command,
      { stream, state: deposit },
      { events: [propose(stream, amended), pooling.proposal], rules: [...rules, ...pooling.rules] },
    );
  },
};

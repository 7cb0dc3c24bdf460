import { refuseBy, type Command, type Decider, type Decision } from '#kernel';
import type { DemandAmended, StatedLine } from '#contract/withdrawal';
import { examinationView, examine } from './examination.js';
import { effectiveMoment, fileAfter, onFile, takeUp } from './handling.js';
import { tradesBehind } from './purchase.policy.js';
import { withdrawalDocument } from './withdrawal.view.js';

export interface AmendWithdrawal {
  readonly id: string;
  readonly lines: readonly StatedLine[];
}

/**
 * 更正：the filing side corrects the figures before first review or after a return; every rule is asked again. A demand
 * that rested on no purchase, as it needed none, rests from here on on those that give what it now needs.
 */
export const amendWithdrawal: Decider<AmendWithdrawal> = {
  command: 'AmendWithdrawal',
  decide(command: Command<AmendWithdrawal>, state): Decision {
    const taken = takeUp(command, state, { expected: ['FILED', 'RETURNED'], step: 'FILING' });
    if (!taken.ok) return taken.error;
    const { file } = taken.value;
    const { lines } = command.data;
    const moment = effectiveMoment(file, command.at);
    const examination = examine(state, { ...file, lines }, { at: moment, today: command.today });
    const rules = [...taken.value.rules, ...examination.rules];
    const { required, policies } = examination.demand;
    const tradeVouchers = tradesBehind(file.tradeVouchers, examination.provision);
    const chosen = file.tradeVouchers.length === 0 && tradeVouchers.length > 0 ? { tradeVouchers } : {};
    const event: DemandAmended = { type: 'DemandAmended', data: { lines, required, policies, ...chosen } };
    const proposals = [onFile(file.id, event, moment)];
    return (
      refuseBy(rules) ?? {
        ok: true,
        events: proposals,
        rules,
        answer: () => ({
          ...withdrawalDocument(fileAfter(file.id, file, { proposals, command })),
          ...examinationView(examination),
        }),
      }
    );
  },
};

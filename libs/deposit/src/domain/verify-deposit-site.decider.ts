import { propose, type Command, type Decider, type Decision } from '#kernel';
import type { DepositSiteVerified } from '#contract/deposit';
import { acceptDeposit, depositStream, freed, takeStep } from './deposit.step.js';

export type VerifyDepositSite = DepositSiteVerified['data'] & { readonly depositId: string };

/** 现场核查：optional after first review; a cut not found on the spot sends the filing back (第二十一条). */
export const verifyDepositSite: Decider<VerifyDepositSite> = {
  command: 'VerifyDepositSite',
  decide(command: Command<VerifyDepositSite>, state): Decision {
    const { depositId, confirmed, opinion, inspectionId, evidence } = command.data;
    const taken = takeStep(command, state, { step: 'SITE_VERIFICATION', from: ['FIRST_REVIEWED'] });
    if (!taken.ok) return taken.decision;
    const { deposit, rules } = taken;
    const stream = depositStream(depositId);
    const data = { confirmed, opinion, inspectionId, evidence };
    const verified: DepositSiteVerified = { type: 'DepositSiteVerified', data };
    const events = [propose(stream, verified), ...(confirmed ? [] : freed(state, deposit))];
    return acceptDeposit(command, { stream, state: deposit }, { events, rules });
  },
};

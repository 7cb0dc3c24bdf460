import {
  holds,
  propose,
  refuseBy,
  refuseMissing,
  withinPlace,
  type Command,
  type Decider,
  type Decision,
} from '#kernel';
import { changesBetween, correctionOf, refuseUnchanged, type CorrectionGrounds } from '#libs/correction';
import { eiaFold } from './eia.fold.js';
import {
  compared,
  eiaStream,
  shownAfter,
  told,
  type ImportedApproval,
} from './import-eia-approvals.decider.js';
import { matchOf } from './matching.policy.js';

/** What is left out stays as it was; the number and the place name the approval. */
export interface CorrectEiaApproval extends CorrectionGrounds {
  readonly approvalNo: string;
  readonly place: string;
  readonly figures: Partial<Pick<ImportedApproval, 'approvedOn' | 'projectCode' | 'lines'>>;
}

const figuresOf = ({ approvedOn, projectCode, lines }: ImportedApproval) => ({
  approvedOn,
  projectCode,
  ...Object.fromEntries(lines.map(({ pollutant, amount }) => [pollutant, amount])),
});

/**
 * 更正环评批复 (总则第四条、第二十一条; rulebook 1.6): takes wrongly recorded figures back by decision, records the approval
 * anew and compares it with the vouchers of its project again: a finding may close, or be made. Errors: NOT_FOUND,
 * FORBIDDEN_PLACE, EFFECTIVE_DATE_INVALID, INVALID_MEANING of a correction that changes nothing.
 */
export const correctEiaApproval: Decider<CorrectEiaApproval> = {
  command: 'CorrectEiaApproval',
  decide(command: Command<CorrectEiaApproval>, state): Decision {
    const { actor, today, data } = command;
    const { place, approvalNo, figures } = data;
    const known = state(eiaFold, place).approvals.get(approvalNo);
    if (known === undefined) return refuseMissing(`EIA approval ${approvalNo}`);
    const { approvedOn, projectCode, lines } = { ...known, ...figures };
    const approval = { approvalNo, place, approvedOn, projectCode, lines };
    const own = withinPlace(actor, place);
    const dated = holds(approvedOn <= today, 'EFFECTIVE_DATE_INVALID', {
      inputs: { effectiveOn: approvedOn, today },
    });
    const changes = changesBetween(figuresOf(known), figuresOf(approval));
    const refusal = refuseBy([own, dated]) ?? refuseUnchanged(changes);
    if (refusal) return refusal;
    const match = matchOf(state, { ...approval, importedOn: today });
    const record = { record: 'EIA_APPROVAL', recordId: approvalNo, replacedBy: approvalNo } as const;
    const correction = correctionOf(command, { ...record, place, changes });
    const judged = { ...approval, match };
    const events = [
      propose(eiaStream(place), correction),
      ...told(command, state, { approval: judged, index: 0 }),
    ];
    const rules = [own, dated, compared(judged)];
    const after = shownAfter(command, state, events);
    return { ok: true, events, rules, answer: () => after(approval) };
  },
};

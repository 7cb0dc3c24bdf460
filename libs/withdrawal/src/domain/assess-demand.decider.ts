import {
  refusalEntry,
  refuseBy,
  refuseMeaning,
  withinPlace,
  type Command,
  type Decider,
  type Decision,
  type RuleOutcome,
} from '#kernel';
import { examinationView, examine, applicationFaults } from './examination.js';
import type { FileWithdrawal } from './file-withdrawal.decider.js';
import { effectiveMoment, notInFuture } from './handling.js';

export type AssessDemand = FileWithdrawal;
export type DemandVerdict = 'ACCEPTABLE' | 'NEEDS_RULING' | 'REFUSED';

const verdictOf = (rules: readonly RuleOutcome[]): DemandVerdict => {
  if (rules.some(({ outcome }) => outcome === 'FAIL')) return 'REFUSED';
  return rules.some(({ outcome }) => outcome === 'NEEDS_RULING') ? 'NEEDS_RULING' : 'ACCEPTABLE';
};

const cannotBe = ({ code, outcome }: RuleOutcome): boolean =>
  outcome === 'FAIL' && refusalEntry(code).status === 422;

/**
 * 需求测算：the same examination as a filing, with nothing written. What a filing would be refused for is an answer
 * here, with the amounts; only figures that cannot be true together are refused, as everywhere.
 */
export const assessDemand: Decider<AssessDemand> = {
  command: 'AssessDemand',
  decide({ data, actor, at, today }: Command<AssessDemand>, state): Decision {
    const { effectiveOn: named, ...application } = data;
    const place = withinPlace(actor, data.project.place);
    const refusal = refuseMeaning(applicationFaults(data)) ?? refuseBy([place]);
    if (refusal) return refusal;

    const moment = effectiveMoment({ effectiveOn: named ?? today, filedOn: today }, at);
    const examination = examine(state, application, { at: moment, today });
    const rules = [notInFuture(named, today), place, ...examination.rules];
    const impossible = rules.some(cannotBe) ? refuseBy(rules) : undefined;
    const answer = () => ({ verdict: verdictOf(rules), ...examinationView(examination) });
    return impossible ?? { ok: true, events: [], rules, answer };
  },
};

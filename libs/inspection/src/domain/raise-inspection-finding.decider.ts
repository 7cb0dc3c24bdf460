import {
  atStep,
  must,
  previewed,
  propose,
  refuseBy,
  refuseMeaning,
  refuseMissing,
  streamName,
  type Command,
  type Decider,
  type Decision,
} from '#kernel';
import type { InspectionFindingRaised } from '#contract/inspection';
import { inspectionFindingFold } from './finding.fold.js';
import { inspectionFindingView } from './finding.view.js';
import { inspectionFold } from './inspection.fold.js';
import { placeFaults } from './take-inspection-step.decider.js';
import { byTeam, concerns } from './team.js';

export type RaiseInspectionFinding = Omit<InspectionFindingRaised['data'], 'findingId' | 'foundOn'>;

/**
 * 检查发现问题 (第二十一条): raised by an officer of the inspection while it is not completed; open until a document closes
 * it. Errors: NOT_FOUND, FORBIDDEN_PLACE, NOT_INSPECTION_OFFICER, WRONG_STATE, INVALID_MEANING of a place not inspected
 * or a term that has passed.
 */
export const raiseInspectionFinding: Decider<RaiseInspectionFinding> = {
  command: 'RaiseInspectionFinding',
  decide(command: Command<RaiseInspectionFinding>, state): Decision {
    const { actor, today, data, commandId: findingId } = command;
    const { inspectionId, place, dueOn } = data;
    const inspection = state(inspectionFold, inspectionId);
    if (inspection === null) return refuseMissing(`inspection ${inspectionId}`);
    const rules = [
      concerns(actor, inspection),
      byTeam(actor, inspection),
      atStep(inspection.status, ['PLANNED', 'UNDER_WAY']),
    ];
    const past = { field: 'dueOn', rule: 'notBeforeToday', message: '期限已过 / lies before today' };
    const faults = [...placeFaults(place, inspection), ...(dueOn !== null && dueOn < today ? [past] : [])];
    const refusal = refuseBy(rules) ?? refuseMeaning(faults);
    if (refusal) return refusal;
    const stream = streamName(inspectionFindingFold.prefix, place);
    const event: InspectionFindingRaised = {
      type: 'InspectionFindingRaised',
      data: { findingId, ...data, foundOn: today },
    };
    const events = [propose(stream, event)];
    const before = state(inspectionFindingFold, place);
    const after = previewed(inspectionFindingFold, { stream, state: before }, { proposals: events, command });
    const answer = () => inspectionFindingView(must(after.get(findingId), findingId));
    return { ok: true, events, rules, answer };
  },
};

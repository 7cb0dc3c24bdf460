import {
  atStep,
  must,
  previewed,
  propose,
  refuseBy,
  refuseMissing,
  streamName,
  withinPlace,
  type Command,
  type Decider,
  type Decision,
} from '#kernel';
import type { InspectionFindingClosed } from '#contract/inspection';
import { inspectionFindingFold } from './finding.fold.js';
import { inspectionFindingView } from './finding.view.js';

export interface CloseInspectionFinding {
  readonly id: string;
  /** Finds the stream. */
  readonly place: string;
  readonly documentNo: string;
  readonly reason: string;
}

/**
 * 销号 (第二十一条): a finding of an inspection is closed by a numbered document. Errors: NOT_FOUND, FORBIDDEN_PLACE,
 * WRONG_STATE.
 */
export const closeInspectionFinding: Decider<CloseInspectionFinding> = {
  command: 'CloseInspectionFinding',
  decide(command: Command<CloseInspectionFinding>, state): Decision {
    const { actor, data } = command;
    const { id: findingId, place, documentNo, reason } = data;
    const before = state(inspectionFindingFold, place);
    const finding = before.get(findingId);
    if (finding === undefined) return refuseMissing(`finding ${findingId}`);
    const rules = [withinPlace(actor, place), atStep(finding.status, ['OPEN'])];
    const stream = streamName(inspectionFindingFold.prefix, place);
    const event: InspectionFindingClosed = {
      type: 'InspectionFindingClosed',
      data: { findingId, documentNo, reason },
    };
    const events = [propose(stream, event)];
    const after = previewed(inspectionFindingFold, { stream, state: before }, { proposals: events, command });
    const answer = () => inspectionFindingView(must(after.get(findingId), findingId));
    return refuseBy(rules) ?? { ok: true, events, rules, answer };
  },
};

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
import type { FindingClosed } from '#contract/eia';
import { eiaFold, findingIn } from './eia.fold.js';
import { findingView } from './eia.view.js';

export interface CloseFinding {
  readonly id: string;
  /** Finds the stream. */
  readonly place: string;
  readonly documentNo: string;
  readonly reason: string;
}

/** 问题销号 (第二十一条): a finding that no voucher will cover is closed by a numbered document. */
export const closeFinding: Decider<CloseFinding> = {
  command: 'CloseFinding',
  decide(command: Command<CloseFinding>, state): Decision {
    const { actor, data } = command;
    const { id: findingId, place, documentNo, reason } = data;
    const before = state(eiaFold, place);
    const approval = findingIn(before, findingId);
    if (approval === undefined) return refuseMissing(`finding ${findingId}`);
    const rules = [withinPlace(actor, place), atStep(approval.finding.status, ['OPEN'])];
    const stream = streamName(eiaFold.prefix, place);
    const { approvalNo } = approval;
    const event: FindingClosed = {
      type: 'FindingClosed',
      data: { findingId, approvalNo, documentNo, reason },
    };
    const events = [propose(stream, event)];
    const after = previewed(eiaFold, { stream, state: before }, { proposals: events, command });
    const answer = () => findingView(must(findingIn(after, findingId), findingId));
    return refuseBy(rules) ?? { ok: true, events, rules, answer };
  },
};

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
import type { AccountabilityWithdrawn } from '#contract/accountability';
import { accountabilityFold } from './accountability.fold.js';
import { accountabilityView } from './accountability.view.js';

export interface WithdrawAccountability {
  readonly id: string;
  /** Finds the stream. */
  readonly place: string;
  readonly documentNo: string;
  readonly reason: string;
}

/** 撤销认定: a record revoked on review or lost in court stays on file and is recognised no longer. */
export const withdrawAccountability: Decider<WithdrawAccountability> = {
  command: 'WithdrawAccountability',
  decide(command: Command<WithdrawAccountability>, state): Decision {
    const { actor, data } = command;
    const { id: recordId, place, documentNo, reason } = data;
    const before = state(accountabilityFold, place);
    const record = before.get(recordId);
    if (record === undefined) return refuseMissing(`accountability record ${recordId}`);
    const rules = [withinPlace(actor, place), atStep(record.status, ['RECOGNISED'])];
    const stream = streamName(accountabilityFold.prefix, place);
    const event: AccountabilityWithdrawn = {
      type: 'AccountabilityWithdrawn',
      data: { recordId, documentNo, reason },
    };
    const events = [propose(stream, event)];
    const after = previewed(accountabilityFold, { stream, state: before }, { proposals: events, command });
    const answer = () => accountabilityView(must(after.get(recordId), recordId));
    return refuseBy(rules) ?? { ok: true, events, rules, answer };
  },
};

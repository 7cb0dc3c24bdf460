import {
  must,
  previewed,
  propose,
  refuseBy,
  refuseMeaning,
  streamName,
  withinPlace,
  type Command,
  type Decider,
  type Decision,
  type FieldFault,
} from '#kernel';
import type { AccountabilityRecorded } from '#contract/accountability';
import { accountabilityFold } from './accountability.fold.js';
import { accountabilityView } from './accountability.view.js';
import { grounded } from './ground.policy.js';

export type RecordAccountability = Omit<AccountabilityRecorded['data'], 'recordId'>;

const faults = ({ data, today }: Command<RecordAccountability>): readonly FieldFault[] =>
  data.decidedOn > today
    ? [{ field: 'decidedOn', rule: 'notAfterToday', message: '日期晚于今日 / lies after today' }]
    : [];

/** 问责记录 (第二十一条): by a numbered document, about a violation that is on record; recognised from then on. */
export const recordAccountability: Decider<RecordAccountability> = {
  command: 'RecordAccountability',
  decide(command: Command<RecordAccountability>, state): Decision {
    const { actor, commandId: recordId, data } = command;
    const own = withinPlace(actor, data.place);
    const refusal = refuseBy([own]) ?? refuseMeaning(faults(command));
    if (refusal) return refusal;
    const rules = [own, grounded(state, data)];
    const stream = streamName(accountabilityFold.prefix, data.place);
    const event: AccountabilityRecorded = { type: 'AccountabilityRecorded', data: { ...data, recordId } };
    const events = [propose(stream, event)];
    const before = state(accountabilityFold, data.place);
    const after = previewed(accountabilityFold, { stream, state: before }, { proposals: events, command });
    const record = must(after.get(recordId), `accountability record ${recordId}`);
    return refuseBy(rules) ?? { ok: true, events, rules, answer: () => accountabilityView(record) };
  },
};

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
} from '#kernel';
import { TEAMS, type CapacityRecorded } from '#contract/capacity';
import { capacityFold } from './capacity.fold.js';
import { capacityView } from './capacity.view.js';

export type RecordCapacity = Omit<CapacityRecorded['data'], 'recordId'>;

/**
 * 能力建设登记: the accounting team (第二十条), the monitoring team (第二十四条), training and publicity (第二十五条). A team may
 * be named ahead; a day that has not come cannot have been held.
 */
export const recordCapacity: Decider<RecordCapacity> = {
  command: 'RecordCapacity',
  decide(command: Command<RecordCapacity>, state): Decision {
    const { actor, commandId: recordId, data, today } = command;
    const rules = [withinPlace(actor, data.place)];
    const ahead = !TEAMS.includes(data.kind) && data.on > today;
    const fault = { field: 'on', rule: 'notAfterToday', message: '活动尚未举行 / has not been held yet' };
    const refusal = refuseBy(rules) ?? refuseMeaning(ahead ? [fault] : []);
    if (refusal) return refusal;
    const stream = streamName(capacityFold.prefix, data.place);
    const event: CapacityRecorded = { type: 'CapacityRecorded', data: { ...data, recordId } };
    const events = [propose(stream, event)];
    const before = state(capacityFold, data.place);
    const after = previewed(capacityFold, { stream, state: before }, { proposals: events, command });
    return { ok: true, events, rules, answer: () => capacityView(must(after.get(recordId), recordId)) };
  },
};

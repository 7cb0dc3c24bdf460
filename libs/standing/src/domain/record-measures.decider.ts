import {
  holds,
  must,
  propose,
  refuseBy,
  withinPlace,
  type Command,
  type Decider,
  type Decision,
  type RuleOutcome,
  type StateReader,
} from '#kernel';
import type { MeasuresRecorded } from '#contract/standing';
import { policiesAt } from '#libs/policy';
import { measureView } from './measure.view.js';
import { currentReadings } from './readings.js';
import { standingFold } from './standing.fold.js';
import { readingKey } from './standing.state.js';
import { warningsOf } from './warning.policy.js';
import { standingStream, written } from './written.js';

/** 整改措施 about the warning of one place, month and indicator. */
export type RecordMeasures = Omit<MeasuresRecorded['data'], 'measureId' | 'recordedOn'>;

/** Measures answer a warning that stands now, by the readings that count. */
const warned = ({ at, data }: Command<RecordMeasures>, state: StateReader): RuleOutcome => {
  const { place, month, medium, indicator } = data;
  const policies = policiesAt(state, at);
  const warning = warningsOf(currentReadings(state(standingFold, place)), policies).find(
    (one) => readingKey(one) === readingKey(data),
  );
  return holds(warning !== undefined, 'NO_WARNING_STANDS', {
    inputs: { place, month, medium, indicator, level: warning?.level ?? null },
    policyVersion: policies('suspension.trigger').version,
  });
};

/** 采取措施 (第九条): the area whose air or water was warned of records what it did about it. */
export const recordMeasures: Decider<RecordMeasures> = {
  command: 'RecordMeasures',
  decide(command: Command<RecordMeasures>, state): Decision {
    const { actor, today, commandId: measureId, data } = command;
    const own = withinPlace(actor, data.place);
    const refusal = refuseBy([own]);
    if (refusal) return refusal;
    const rules = [own, warned(command, state)];
    const event: MeasuresRecorded = {
      type: 'MeasuresRecorded',
      data: { ...data, measureId, recordedOn: today },
    };
    return (
      refuseBy(rules) ??
      written({
        command,
        before: state(standingFold, data.place),
        rules,
        events: [propose(standingStream(data.place), event)],
        show: ({ measures }) =>
          measureView(
            must(
              measures.find(({ id }) => id === measureId),
              `measure ${measureId}`,
            ),
          ),
      })
    );
  },
};

import {
  must,
  propose,
  refuseBy,
  refuseMeaning,
  withinPlace,
  yearOf,
  type Command,
  type Decider,
  type Decision,
  type FieldFault,
} from '#kernel';
import type { AssessmentRecorded, Quality } from '#contract/standing';
import { assessmentView } from './assessment.view.js';
import { judgementDeadline } from './park.deadlines.js';
import { standingFold } from './standing.fold.js';
import { standingStream, written } from './written.js';

/** 年度考核草案: quality by the monitors, the task by the element divisions. */
export interface RecordAssessment {
  readonly place: string;
  readonly year: number;
  readonly quality: Quality;
  readonly taskDone: boolean;
  readonly improvement?: string | null;
}

const faults = ({ data, today }: Command<RecordAssessment>): readonly FieldFault[] =>
  data.year >= yearOf(today)
    ? [{ field: 'year', rule: 'yearOver', message: '该年度尚未结束 / the year is not over' }]
    : [];

/**
 * 年度考核 (第十条、第十五条): drafts the verdict on a year that is over; the leading group publishes it. A park's
 * verdict is due by 31 January; a later one is marked.
 */
export const recordAssessment: Decider<RecordAssessment> = {
  command: 'RecordAssessment',
  decide(command: Command<RecordAssessment>, state): Decision {
    const { actor, commandId: assessmentId, data } = command;
    const { place, year, quality, taskDone, improvement = null } = data;
    const rules = [withinPlace(actor, place)];
    const refusal = refuseBy(rules) ?? refuseMeaning(faults(command));
    if (refusal) return refusal;
    const event: AssessmentRecorded = {
      type: 'AssessmentRecorded',
      data: {
        assessmentId,
        place,
        year,
        quality,
        taskDone,
        improvement,
        ...judgementDeadline(place, year, command.today),
      },
    };
    return written({
      command,
      before: state(standingFold, place),
      rules,
      events: [propose(standingStream(place), event)],
      show: ({ assessments }) =>
        assessmentView(must(assessments.get(assessmentId), `assessment ${assessmentId}`)),
    });
  },
};

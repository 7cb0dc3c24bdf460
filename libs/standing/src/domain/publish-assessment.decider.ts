import {
  atStep,
  must,
  propose,
  refuseBy,
  refuseMissing,
  separateDuties,
  withinPlace,
  type Command,
  type Decider,
  type Decision,
} from '#kernel';
import type { AssessmentPublished } from '#contract/standing';
import { assessmentView } from './assessment.view.js';
import { judgementDeadline } from './park.deadlines.js';
import { standingFold } from './standing.fold.js';
import { standingStream, written } from './written.js';

export interface PublishAssessment {
  readonly id: string;
  /** Finds the stream. */
  readonly place: string;
  readonly decisionNo?: string | null;
}

/** 发布考核结论 (第十条): by the leading group; a former verdict on the same place and year is replaced. */
export const publishAssessment: Decider<PublishAssessment> = {
  command: 'PublishAssessment',
  decide(command: Command<PublishAssessment>, state): Decision {
    const { actor, data } = command;
    const before = state(standingFold, data.place);
    const draft = before.assessments.get(data.id);
    if (draft === undefined) return refuseMissing(`assessment ${data.id}`);
    const done = draft.recordedBy === null ? [] : [{ step: 'RECORDING', by: draft.recordedBy }];
    const rules = [
      withinPlace(actor, draft.place),
      atStep(draft.status, ['DRAFT']),
      separateDuties(actor, 'PUBLICATION', done),
    ];
    const { id: assessmentId, place, year, quality, taskDone, improvement } = draft;
    const event: AssessmentPublished = {
      type: 'AssessmentPublished',
      data: {
        assessmentId,
        place,
        year,
        quality,
        taskDone,
        improvement,
        decisionNo: data.decisionNo ?? null,
        ...judgementDeadline(place, year, command.today),
      },
    };
    return (
      refuseBy(rules) ??
      written({
        command,
        before,
        rules,
        events: [propose(standingStream(place), event)],
        show: ({ assessments }) =>
          assessmentView(must(assessments.get(assessmentId), `assessment ${assessmentId}`)),
      })
    );
  },
};

import {
  holds,
  liesWithin,
  propose,
  refuseBy,
  refuseMeaning,
  refuseMissing,
  startOf,
  type Command,
  type Decider,
  type Decision,
  type Instant,
  type RuleOutcome,
} from '#kernel';
import { INSPECTION_STEPS, type InspectionStep, type InspectionStepDone } from '#contract/inspection';
import { acceptInspection, inspectionStream } from './inspecting.js';
import { inspectionFold, type Inspection } from './inspection.fold.js';
import { byTeam, concerns } from './team.js';

export type TakeInspectionStep = InspectionStepDone['data'] & {
  /** When the step was done; now where nothing is said. */
  readonly at: Instant | null;
};

/** 八步法: one after another, none left out and none twice. */
const inOrder = (step: InspectionStep, { steps }: Inspection): RuleOutcome => {
  const expected = INSPECTION_STEPS[steps.length];
  return holds(step === expected, 'INSPECTION_STEP_ORDER', { inputs: { step, expected: expected ?? '—' } });
};

/** Not before the step before it, the first not before the inspection begins, and none ahead of time. */
const inTime = (at: Instant, now: Instant, inspection: Inspection): RuleOutcome => {
  const earliest = inspection.steps.at(-1)?.at ?? startOf(inspection.from);
  return holds(at >= earliest && at <= now, 'INSPECTION_STEP_TIME', { inputs: { at, earliest, now } });
};

/**
 * 八步法 (第二十一条): an officer of the inspection records the next step with its time, place, officers and file.
 * Errors: NOT_FOUND, FORBIDDEN_PLACE, NOT_INSPECTION_OFFICER, INSPECTION_STEP_ORDER, INSPECTION_STEP_TIME,
 * INVALID_MEANING of a place that is not inspected.
 */
export const takeInspectionStep: Decider<TakeInspectionStep> = {
  command: 'TakeInspectionStep',
  decide(command: Command<TakeInspectionStep>, state): Decision {
    const { at: told, ...data } = command.data;
    const at = told ?? command.at;
    const { inspectionId, step, place, officers } = data;
    const inspection = state(inspectionFold, inspectionId);
    if (inspection === null) return refuseMissing(`inspection ${inspectionId}`);
    const rules = [
      concerns(command.actor, inspection),
      byTeam(command.actor, inspection, officers),
      inOrder(step, inspection),
      inTime(at, command.at, inspection),
    ];
    const refusal = refuseBy(rules) ?? refuseMeaning(placeFaults(place, inspection));
    if (refusal) return refusal;
    const event: InspectionStepDone = { type: 'InspectionStepDone', data };
    const events = [propose(inspectionStream(inspectionId), event, at)];
    return acceptInspection(command, state, { inspectionId, events, rules });
  },
};

/** What is inspected, or found, lies in the places of the plan. */
export const placeFaults = (place: string, { places }: Inspection) =>
  places.some((one) => liesWithin(place, one))
    ? []
    : [{ field: 'place', rule: 'inspected', message: '不在检查地点之内 / not among the places inspected' }];

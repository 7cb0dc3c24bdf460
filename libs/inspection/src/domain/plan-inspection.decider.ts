import {
  liesWithin,
  propose,
  refuseBy,
  refuseMeaning,
  withinPlace,
  type Command,
  type Decider,
  type Decision,
  type FieldFault,
} from '#kernel';
import type { InspectionPlanned } from '#contract/inspection';
import { acceptInspection, inspectionStream } from './inspecting.js';
import { jurisdictionFaults } from './jurisdiction.js';
import { populationNow } from './population.js';

export type PlanInspection = Omit<InspectionPlanned['data'], 'inspectionId' | 'population'>;

const faults = ({ places, place, lead, from, to }: PlanInspection): readonly FieldFault[] => [
  ...places
    .filter((one) => !liesWithin(one, place))
    .map((one) => ({
      field: 'places',
      rule: 'withinHost',
      message: `${one} 不在属地 ${place} / outside ${place}`,
    })),
  ...jurisdictionFaults('lead', lead),
  ...(to < from ? [{ field: 'to', rule: 'notBeforeFrom', message: '早于开始日期 / before from' }] : []),
];

/**
 * 检查计划 (第二十一条): planned by an officer of the host jurisdiction. The population of each sample is fixed here, before
 * there is the checkpoint that will choose from it. Errors: FORBIDDEN_PLACE, INVALID_MEANING.
 */
export const planInspection: Decider<PlanInspection> = {
  command: 'PlanInspection',
  decide(command: Command<PlanInspection>, state): Decision {
    const { actor, commandId: inspectionId, data } = command;
    const rules = [withinPlace(actor, data.place)];
    const refusal = refuseBy(rules) ?? refuseMeaning(faults(data));
    if (refusal) return refusal;
    const population = populationNow(state, data.places, data.samples);
    const event: InspectionPlanned = {
      type: 'InspectionPlanned',
      data: { inspectionId, ...data, population },
    };
    const events = [propose(inspectionStream(inspectionId), event)];
    return acceptInspection(command, state, { inspectionId, events, rules });
  },
};

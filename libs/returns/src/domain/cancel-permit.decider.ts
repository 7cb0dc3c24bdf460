import {
  findPlace,
  foldSpelling,
  holds,
  propose,
  refuseBy,
  refuseMeaning,
  startOf,
  streamName,
  withinPlace,
  type CivilDate,
  type Command,
  type Decider,
  type Decision,
} from '#kernel';
import type { PermitCancelled } from '#contract/returns';
import { permitFold } from './permit.fold.js';

export type CancelPermit = Omit<PermitCancelled['data'], 'recordedOn'> & { readonly cancelledOn: CivilDate };

const NO_UNITS_THERE = {
  field: 'place',
  rule: 'place',
  message: '排污单位须在市、县（市、区）或园区 / a unit lies in a city, county or park',
};

/**
 * 许可证注销登记 (总则第四条): the second of the three quarterly feeds. A second record of a permit corrects the first, by
 * whoever answers for both places.
 */
export const cancelPermit: Decider<CancelPermit> = {
  command: 'CancelPermit',
  decide({ data, actor, today }: Command<CancelPermit>, state): Decision {
    const permitNo = foldSpelling(data.permitNo);
    const earlier = state(permitFold, permitNo);
    const inputs = { effectiveOn: data.cancelledOn, today };
    const rules = [
      withinPlace(actor, data.place),
      ...(earlier ? [withinPlace(actor, earlier.place)] : []),
      holds(data.cancelledOn <= today, 'EFFECTIVE_DATE_INVALID', { inputs }),
    ];
    const faults = findPlace(data.place)?.kind === 'PROVINCE' ? [NO_UNITS_THERE] : [];
    const refusal = refuseBy(rules) ?? refuseMeaning(faults);
    if (refusal) return refusal;
    const cancelled: PermitCancelled = {
      type: 'PermitCancelled',
      data: { ...data, permitNo, recordedOn: today },
    };
    const event = propose(streamName(permitFold.prefix, permitNo), cancelled, startOf(data.cancelledOn));
    const corrects = earlier?.cancelledOn ?? null;
    return {
      ok: true,
      events: [event],
      rules,
      answer: ({ position }) => ({ id: permitNo, ...cancelled.data, corrects, positions: [position] }),
    };
  },
};

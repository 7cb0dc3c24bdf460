import {
  propose,
  refuseBy,
  refuseMeaning,
  refuseMissing,
  type Command,
  type Decider,
  type Decision,
  type FieldFault,
  type Instant,
} from '#kernel';
import type { OrderLifted } from '#contract/standing';
import { isBackDated, momentOf } from './effective.js';
import { standingFold } from './standing.fold.js';
import type { Suspension } from './standing.state.js';
import {
  momentExplained,
  divisionsAllow,
  stepRules,
  stepTaken,
  type SuspensionStep,
} from './suspension.duty.js';
import { standingStream } from './written.js';

export interface LiftSuspension extends SuspensionStep {
  /** A civil date, from its first moment on, or an instant; absent: from now on. */
  readonly effectiveFrom?: string;
  readonly orderNo?: string | null;
  readonly reason?: string | null;
  /** The readings that show the improvement. */
  readonly readingIds?: readonly string[];
}

const faults = (liftedFrom: Instant, { effectiveFrom }: Suspension): readonly FieldFault[] =>
  liftedFrom < effectiveFrom
    ? [
        {
          field: 'effectiveFrom',
          rule: 'notBeforeOrder',
          message: '不得早于暂停令生效 / before the order takes effect',
        },
      ]
    : [];

/** 解除 (第九条、第十九条): by the same path as the order; the order binds until this moment and no longer. */
export const liftSuspension: Decider<LiftSuspension> = {
  command: 'LiftSuspension',
  decide(command: Command<LiftSuspension>, state): Decision {
    const { at, today, data } = command;
    const before = state(standingFold, data.place);
    const suspension = before.suspensions.get(data.id);
    if (suspension === undefined) return refuseMissing(`suspension ${data.id}`);
    const liftedFrom = data.effectiveFrom === undefined ? at : momentOf(data.effectiveFrom);
    const { orderNo = null, reason = null, readingIds = [] } = data;
    const rules = [
      ...stepRules(command, suspension, 'ORDERED'),
      divisionsAllow(suspension, 'LIFT'),
      momentExplained(command, liftedFrom, reason),
    ];
    const refusal = refuseBy(rules) ?? refuseMeaning(faults(liftedFrom, suspension));
    if (refusal) return refusal;
    const { id: suspensionId, place } = suspension;
    const backDated = isBackDated(liftedFrom, today);
    const event: OrderLifted = {
      type: 'OrderLifted',
      data: { suspensionId, place, liftedFrom, orderNo, reason, readingIds, backDated },
    };
    return stepTaken(command, before, { event: propose(standingStream(place), event, liftedFrom), rules });
  },
};

import { holds, propose, refuseBy, refuseMissing, type Command, type Decider, type Decision } from '#kernel';
import type { SuspensionOrdered } from '#contract/standing';
import { isBackDated, momentOf } from './effective.js';
import { standingFold } from './standing.fold.js';
import {
  momentExplained,
  divisionsAllow,
  stepRules,
  stepTaken,
  type SuspensionStep,
} from './suspension.duty.js';
import { standingStream } from './written.js';

export interface OrderSuspension extends SuspensionStep {
  /** Needed unless the proposal names it. */
  readonly orderNo?: string | null;
  /** A civil date or an instant; absent: as proposed. */
  readonly effectiveFrom?: string;
  /** Absent: the proposal's, which the order makes its own. */
  readonly reason?: string;
}

/** 暂停令 (第九条、第十九条): given by the bureau lead, by number, on another person's proposal. */
export const orderSuspension: Decider<OrderSuspension> = {
  command: 'OrderSuspension',
  decide(command: Command<OrderSuspension>, state): Decision {
    const { today, data } = command;
    const before = state(standingFold, data.place);
    const suspension = before.suspensions.get(data.id);
    if (suspension === undefined) return refuseMissing(`suspension ${data.id}`);
    const orderNo = data.orderNo ?? suspension.orderNo ?? '';
    const effectiveFrom =
      data.effectiveFrom === undefined ? suspension.effectiveFrom : momentOf(data.effectiveFrom);
    const reason = data.reason ?? suspension.reason;
    const rules = [
      ...stepRules(command, suspension, 'PROPOSED'),
      divisionsAllow(suspension, 'ORDER'),
      holds(orderNo.trim() !== '', 'ORDER_NUMBER_REQUIRED', { inputs: { orderNo } }),
      momentExplained(command, effectiveFrom, reason),
    ];
    const { id: suspensionId, place, acts, pollutants, readingIds } = suspension;
    const backDated = isBackDated(effectiveFrom, today);
    const event: SuspensionOrdered = {
      type: 'SuspensionOrdered',
      data: { suspensionId, place, acts, pollutants, effectiveFrom, reason, readingIds, orderNo, backDated },
    };
    return (
      refuseBy(rules) ??
      stepTaken(command, before, { event: propose(standingStream(place), event, effectiveFrom), rules })
    );
  },
};

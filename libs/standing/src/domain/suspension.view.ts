import type { JsonObject } from '#kernel';
import type { Suspension } from './standing.state.js';

/** A suspension as `/suspensions` shows it. */
export const suspensionView = (suspension: Suspension): JsonObject => ({
  id: suspension.id,
  place: suspension.place,
  status: suspension.status,
  acts: suspension.acts,
  pollutants: suspension.pollutants,
  effectiveFrom: suspension.effectiveFrom,
  liftedFrom: suspension.liftedFrom,
  orderNo: suspension.orderNo,
  liftOrderNo: suspension.liftOrderNo,
  reason: suspension.reason,
  readingIds: suspension.readingIds,
  backDated: suspension.backDated,
  opinions: suspension.opinions.map((opinion) => ({ ...opinion })),
  proposedBy: suspension.proposedBy,
  orderedBy: suspension.orderedBy,
  liftedBy: suspension.liftedBy,
});

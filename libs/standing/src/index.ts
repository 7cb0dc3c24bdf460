import type { Decider } from '#kernel';
import { computeAward, confirmAward } from './domain/award.decider.js';
import { correctReading } from './domain/correct-reading.decider.js';
import { declineSuspension } from './domain/decline-suspension.decider.js';
import { liftSuspension } from './domain/lift-suspension.decider.js';
import { orderSuspension } from './domain/order-suspension.decider.js';
import { setParkActual, setParkAllowed } from './domain/park-discharge.decider.js';
import { consentParkTarget, setParkTarget } from './domain/park-target.decider.js';
import { proposeSuspension } from './domain/propose-suspension.decider.js';
import { publishAssessment } from './domain/publish-assessment.decider.js';
import { recordAssessment } from './domain/record-assessment.decider.js';
import { recordMeasures } from './domain/record-measures.decider.js';
import { recordReading } from './domain/record-reading.decider.js';
import { reviewSuspension } from './domain/review-suspension.decider.js';

export * from './domain/assessment.view.js';
export * from './domain/award.decider.js';
export * from './domain/award.fold.js';
export * from './domain/correct-reading.decider.js';
export * from './domain/decline-suspension.decider.js';
export * from './domain/improvement.policy.js';
export * from './domain/indicator.js';
export * from './domain/lift-suspension.decider.js';
export { carryEnds } from './domain/linkage.policy.js';
export * from './domain/measure.view.js';
export * from './domain/order-suspension.decider.js';
export * from './domain/park-discharge.decider.js';
export * from './domain/park-target.decider.js';
export { parkYearOf } from './domain/park.evolve.js';
export { awardMayCome } from './domain/park.policy.js';
export { awardDue, judgementDue, targetsDue } from './domain/park.deadlines.js';
export * from './domain/park.view.js';
export * from './domain/propose-suspension.decider.js';
export * from './domain/publish-assessment.decider.js';
export * from './domain/reading.view.js';
export * from './domain/readings.js';
export * from './domain/record-assessment.decider.js';
export * from './domain/record-measures.decider.js';
export { recordReading, type RecordReading, type ReadingFigures } from './domain/record-reading.decider.js';
export * from './domain/review-suspension.decider.js';
export * from './domain/standing.fold.js';
export * from './domain/standing.rules.js';
export * from './domain/standing.state.js';
export * from './domain/standing.view.js';
export { isInForce } from './domain/suspension.policy.js';
export * from './domain/suspension.view.js';
export * from './domain/warning.policy.js';

/** Every command this library decides. */
export const deciders = [
  recordReading,
  correctReading,
  recordMeasures,
  proposeSuspension,
  reviewSuspension,
  orderSuspension,
  declineSuspension,
  liftSuspension,
  recordAssessment,
  publishAssessment,
  setParkTarget,
  consentParkTarget,
  setParkAllowed,
  setParkActual,
  computeAward,
  confirmAward,
] as const satisfies readonly Decider<never>[];

import { shape, type EventCatalogue } from '#kernel';
import type { CorrectionPosted } from '#contract/correction';
import type {
  AssessmentPublished,
  AssessmentRecorded,
  MonthlyReadingRecorded,
  OrderLifted,
  SuspensionOrdered,
  SuspensionProposalDeclined,
  SuspensionProposed,
  SuspensionReviewed,
} from './events.js';
import type { MeasuresRecorded } from './measure-events.js';
import type {
  AwardComputed,
  AwardConfirmed,
  ParkActualSet,
  ParkAllowedSet,
  ParkTargetConsented,
  ParkTargetSet,
} from './park-events.js';

export * from './events.js';
export * from './measure-events.js';
export * from './park-events.js';
export * from './terms.js';

type OwnEvent =
  | MonthlyReadingRecorded
  | MeasuresRecorded
  | SuspensionProposed
  | SuspensionReviewed
  | SuspensionOrdered
  | SuspensionProposalDeclined
  | OrderLifted
  | AssessmentRecorded
  | AssessmentPublished
  | ParkTargetSet
  | ParkTargetConsented
  | ParkAllowedSet
  | ParkActualSet;
/** Of a stream `standing-<place>`. */
export type StandingEvent = OwnEvent | CorrectionPosted;

/** Of a stream `award-<park>-<year>`. */
export type AwardEvent = AwardComputed | AwardConfirmed;

export const standingEvents: EventCatalogue<OwnEvent | AwardEvent> = {
  MonthlyReadingRecorded: shape(1),
  MeasuresRecorded: shape(1),
  SuspensionProposed: shape(1),
  SuspensionReviewed: shape(1),
  SuspensionOrdered: shape(1),
  SuspensionProposalDeclined: shape(1),
  OrderLifted: shape(1),
  AssessmentRecorded: shape(1),
  AssessmentPublished: shape(1),
  ParkTargetSet: shape(1),
  ParkTargetConsented: shape(1),
  ParkAllowedSet: shape(1),
  ParkActualSet: shape(1),
  AwardComputed: shape(1),
  AwardConfirmed: shape(1),
};

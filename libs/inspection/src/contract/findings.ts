import { shape, type CivilDate, type DomainEvent, type EventCatalogue } from '#kernel';
import type { Violation } from '#contract/accountability';
import type { Evidence } from '#contract/reduction';

/** 轻微、一般、严重. */
export const SEVERITIES = ['MINOR', 'ORDINARY', 'SERIOUS'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** 检查发现的问题 (第二十一条): kept in the ledger of findings of its place until it is closed. */
export type InspectionFindingRaised = DomainEvent<
  'InspectionFindingRaised',
  {
    readonly findingId: string;
    readonly inspectionId: string;
    readonly place: string;
    readonly severity: Severity;
    /** Where it is one of the violations that are answered for. */
    readonly violation: Violation | null;
    /** What it is about: a lot, a voucher, a reduction, an event's position. */
    readonly subject: string | null;
    readonly facts: string;
    readonly evidence: readonly Evidence[];
    readonly foundOn: CivilDate;
    /** 整改期限. */
    readonly dueOn: CivilDate | null;
  }
>;

/** 销号: put right, by a numbered document. */
export type InspectionFindingClosed = DomainEvent<
  'InspectionFindingClosed',
  { readonly findingId: string; readonly documentNo: string; readonly reason: string }
>;

/** Of a stream `finding-<place>`. */
export type FindingEvent = InspectionFindingRaised | InspectionFindingClosed;

export const findingEvents: EventCatalogue<FindingEvent> = {
  InspectionFindingRaised: shape(1),
  InspectionFindingClosed: shape(1),
};

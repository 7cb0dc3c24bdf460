import { shape, type CivilDate, type DomainEvent, type EventCatalogue } from '#kernel';

/** 违规情形 (第二十一条): an approval without quota, an amount used twice, quota got by deceit. */
export const VIOLATIONS = ['UNBACKED_APPROVAL', 'DOUBLE_USE', 'FALSE_REPORT'] as const;
export type Violation = (typeof VIOLATIONS)[number];

/** 问责记录 (第二十一条): who was held to account for what, by whose document. */
export type AccountabilityRecorded = DomainEvent<
  'AccountabilityRecorded',
  {
    readonly recordId: string;
    readonly place: string;
    readonly violation: Violation;
    /** The finding, the reduction or the lot it is about, by the kind of violation. */
    readonly reference: string;
    /** The body or post held to account; never a private person. */
    readonly accountable: string;
    /** The body whose document it is. */
    readonly authority: string;
    readonly documentNo: string;
    readonly decidedOn: CivilDate;
    readonly measure: string;
  }
>;

/** 撤销认定: revoked on review or lost in court, so it is recognised no longer. */
export type AccountabilityWithdrawn = DomainEvent<
  'AccountabilityWithdrawn',
  { readonly recordId: string; readonly documentNo: string; readonly reason: string }
>;

export type AccountabilityEvent = AccountabilityRecorded | AccountabilityWithdrawn;

export const accountabilityEvents: EventCatalogue<AccountabilityEvent> = {
  AccountabilityRecorded: shape(1),
  AccountabilityWithdrawn: shape(1),
};

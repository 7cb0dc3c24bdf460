import { shape, type CivilDate, type DomainEvent, type EventCatalogue } from '#kernel';

/** 能力建设: the accounting team (第二十条), the monitoring team (第二十四条), training and publicity (第二十五条). */
export const CAPACITY_KINDS = ['ACCOUNTING_TEAM', 'MONITORING_TEAM', 'TRAINING', 'PUBLICITY'] as const;
export type CapacityKind = (typeof CAPACITY_KINDS)[number];

/** A team takes the place of the one before it; a training or publicity day stands beside the others. */
export const TEAMS: readonly CapacityKind[] = ['ACCOUNTING_TEAM', 'MONITORING_TEAM'];

/** 能力建设登记 (第二十、二十四、二十五条). */
export type CapacityRecorded = DomainEvent<
  'CapacityRecorded',
  {
    readonly recordId: string;
    readonly place: string;
    readonly kind: CapacityKind;
    readonly topic: string;
    /** The day a team starts, or a training or publicity day took place. */
    readonly on: CivilDate;
    /** Account or staff numbers, never names. */
    readonly people: readonly string[];
    readonly documentNo: string;
  }
>;

export type CapacityEvent = CapacityRecorded;

export const capacityEvents: EventCatalogue<CapacityEvent> = { CapacityRecorded: shape(1) };

import type { CivilDate, CivilMonth, DomainEvent, Medium } from '#kernel';

/** 整改措施 (第九条): what an area did about a warning of its own. */
export type MeasuresRecorded = DomainEvent<
  'MeasuresRecorded',
  {
    readonly measureId: string;
    readonly place: string;
    readonly month: CivilMonth;
    readonly medium: Medium;
    readonly indicator: string;
    readonly taken: string;
    readonly documentNo: string | null;
    readonly recordedOn: CivilDate;
  }
>;

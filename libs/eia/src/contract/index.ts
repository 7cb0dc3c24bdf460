import {
  shape,
  type CivilDate,
  type DomainEvent,
  type EventCatalogue,
  type Pollutant,
  type Tonnes,
} from '#kernel';
import type { CorrectionPosted } from '#contract/correction';

/** 环评批复：approved new discharge of a project, as imported (总则第四条). A second import of a number replaces it. */
export type EiaApprovalImported = DomainEvent<
  'EiaApprovalImported',
  {
    readonly approvalNo: string;
    readonly approvedOn: CivilDate;
    readonly projectCode: string;
    readonly place: string;
    readonly lines: readonly { readonly pollutant: Pollutant; readonly amount: Tonnes }[];
    readonly importedOn: CivilDate;
  }
>;

/** 批复与凭证相符：vouchers of the project cover what was approved; closes a finding made before. */
export type EiaApprovalMatched = DomainEvent<
  'EiaApprovalMatched',
  { readonly approvalNo: string; readonly vouchers: readonly string[] }
>;

/** 无量审批 (第二十一条): an approval without quota behind it, or with too little. */
export type UnbackedApprovalFound = DomainEvent<
  'UnbackedApprovalFound',
  {
    readonly findingId: string;
    readonly approvalNo: string;
    readonly vouchers: readonly string[];
    readonly shortfalls: readonly {
      readonly pollutant: Pollutant;
      readonly approved: Tonnes;
      readonly backed: Tonnes;
      readonly shortfall: Tonnes;
    }[];
    readonly foundOn: CivilDate;
  }
>;

/** 问题销号: no voucher covers the approval, and a numbered document says why that is settled. */
export type FindingClosed = DomainEvent<
  'FindingClosed',
  {
    readonly findingId: string;
    readonly approvalNo: string;
    readonly documentNo: string;
    readonly reason: string;
  }
>;

type OwnEvent = EiaApprovalImported | EiaApprovalMatched | UnbackedApprovalFound | FindingClosed;
/** Of a stream `eia-<place>`. */
export type EiaEvent = OwnEvent | CorrectionPosted;

export const eiaEvents: EventCatalogue<OwnEvent> = {
  EiaApprovalImported: shape(1),
  EiaApprovalMatched: shape(1),
  UnbackedApprovalFound: shape(1),
  FindingClosed: shape(1),
};

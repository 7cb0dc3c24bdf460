import {
  shape,
  type CivilDate,
  type DomainEvent,
  type EventCatalogue,
  type Medium,
  type Pollutant,
  type Tonnes,
} from '#kernel';

export const DECISIONS = ['PASS', 'RETURN', 'REJECT'] as const;
export type ReviewDecision = (typeof DECISIONS)[number];

export interface DepositLine {
  readonly pollutant: Pollutant;
  readonly amount: Tonnes;
}

/** 入库申报：what is claimed of one reduction, and how it stands to its one-month clock (第四条). */
export type DepositFiled = DomainEvent<
  'DepositFiled',
  {
    readonly depositId: string;
    readonly reductionId: string;
    /** The reduction's place, which files and owns the deposit. */
    readonly place: string;
    readonly lines: readonly DepositLine[];
    /** Reductions filed earlier that look like the same cut; the final approval decides on them (policy A33). */
    readonly similar: readonly string[];
    readonly filedOn: string;
    /** 追溯：the earlier day the filing counts from, where it names one. */
    readonly effectiveOn?: CivilDate;
    readonly backDated?: true;
    readonly dueOn: string | null;
    readonly late: boolean;
    readonly lateReason: string | null;
    readonly policies: readonly string[];
  }
>;

/** A returned filing comes back corrected. */
export type DepositAmended = DomainEvent<
  'DepositAmended',
  { readonly lines: readonly DepositLine[]; readonly lateReason: string | null; readonly amendedOn: string }
>;

/** 初审。 */
export type DepositFirstReviewed = DomainEvent<
  'DepositFirstReviewed',
  { readonly decision: ReviewDecision; readonly opinion: string }
>;

/** 现场核查。 */
export type DepositSiteVerified = DomainEvent<
  'DepositSiteVerified',
  {
    readonly confirmed: boolean;
    readonly opinion: string;
    readonly inspectionId: string | null;
    readonly evidence: readonly { readonly name: string; readonly sha256: string }[];
  }
>;

/** 要素审核：water or air. */
export type DepositElementReviewed = DomainEvent<
  'DepositElementReviewed',
  { readonly medium: Medium; readonly decision: ReviewDecision; readonly opinion: string }
>;

/** 联合会审意见：given before the office decides; it moves nothing by itself. */
export type DepositJointReviewed = DomainEvent<
  'DepositJointReviewed',
  { readonly decision: ReviewDecision; readonly opinion: string }
>;

/** 联合会审：passed; the credit follows in the same append. */
export type DepositJointApproved = DomainEvent<
  'DepositJointApproved',
  {
    readonly opinion: string;
    readonly similarAccepted: readonly string[];
    /** Why a filing counts from before the day it was made. */
    readonly backDatedReason?: string;
  }
>;
/** 联合会审：returned or rejected. */
export type DepositTurnedDown = DomainEvent<
  'DepositTurnedDown',
  { readonly decision: 'RETURN' | 'REJECT'; readonly opinion: string }
>;

/** 省级收储：taken before the split, by a provincial document (policy A10). */
export type ProvincialTakeRecorded = DomainEvent<
  'ProvincialTakeRecorded',
  { readonly documentNo: string; readonly lines: readonly DepositLine[] }
>;

export interface SplitLine {
  readonly pollutant: Pollutant;
  readonly gross: Tonnes;
  readonly obligations: Tonnes;
  readonly provincial: Tonnes;
  readonly net: Tonnes;
  readonly municipal: Tonnes;
  readonly local: Tonnes;
}

/** What one area of a shared work gets of each line; its own debts are paid of it (policy A26). */
export interface AreaSplit {
  readonly place: string;
  readonly localPool: string;
  readonly lines: readonly SplitLine[];
}

/** 分级储备：gross → obligations → provincial take → 3:7 (policy A11), line by line. */
export type TierSplitApplied = DomainEvent<
  'TierSplitApplied',
  {
    readonly lotId: string;
    readonly municipalPool: string;
    readonly localPool: string;
    readonly provincialPool: string;
    /** Of the whole deposit. */
    readonly lines: readonly SplitLine[];
    /** 分摊：area by area, where several share the work; `localPool` is then the filing area's. */
    readonly areas?: readonly AreaSplit[];
    readonly policies: readonly string[];
  }
>;

/** What of one pollutant stands in the city's pool and in the local one. */
export interface OpeningLine {
  readonly pollutant: Pollutant;
  readonly municipal: Tonnes;
  readonly local: Tonnes;
}

/**
 * 期初结转：an entry of the ledger (台账) kept before this one comes in with what is left of it, by a decision. Its
 * reduction is filed and its lot credited in the same append; what is not left was used before.
 */
export type OpeningRecorded = DomainEvent<
  'OpeningRecorded',
  {
    readonly depositId: string;
    readonly reductionId: string;
    readonly place: string;
    /** The entry's number in the old ledger. */
    readonly entryNo: string;
    /** The last day of the old ledger. */
    readonly closedOn: string;
    readonly decisionNo: string;
    readonly lotId: string;
    readonly municipalPool: string;
    readonly localPool: string;
    readonly provincialPool: string;
    readonly lines: readonly OpeningLine[];
    /** Reductions filed earlier that look like the same cut; the decision accepts them (policy A33). */
    readonly similar: readonly string[];
    readonly recordedOn: string;
    readonly policies: readonly string[];
  }
>;

/** 视为无效：the lot it credited is void (第二十一条). */
export type DepositVoided = DomainEvent<
  'DepositVoided',
  { readonly lotId: string; readonly decisionNo: string }
>;

export type DepositEvent =
  | DepositFiled
  | DepositAmended
  | DepositFirstReviewed
  | DepositSiteVerified
  | DepositElementReviewed
  | DepositJointReviewed
  | DepositJointApproved
  | DepositTurnedDown
  | ProvincialTakeRecorded
  | TierSplitApplied
  | OpeningRecorded
  | DepositVoided;

export const depositEvents: EventCatalogue<DepositEvent> = {
  DepositFiled: shape(1),
  DepositAmended: shape(1),
  DepositFirstReviewed: shape(1),
  DepositSiteVerified: shape(1),
  DepositElementReviewed: shape(1),
  DepositJointReviewed: shape(1),
  DepositJointApproved: shape(1),
  DepositTurnedDown: shape(1),
  ProvincialTakeRecorded: shape(1),
  TierSplitApplied: shape(1),
  OpeningRecorded: shape(1),
  DepositVoided: shape(1),
};

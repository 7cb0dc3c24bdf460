import type { CivilDate, CivilMonth, DomainEvent, Instant, Medium, Opinion, Pollutant } from '#kernel';
import type { BetterWhen, IndicatorFigure, Quality, Station, SuspendableAct } from './terms.js';

/** 月度监测 (第九条、第十九条). A second reading of the same indicator and month corrects the first and names it. */
export type MonthlyReadingRecorded = DomainEvent<
  'MonthlyReadingRecorded',
  {
    readonly readingId: string;
    readonly place: string;
    readonly month: CivilMonth;
    readonly medium: Medium;
    readonly indicator: string;
    readonly value: IndicatorFigure;
    readonly unit: string;
    readonly betterWhen: BetterWhen;
    readonly target: IndicatorFigure | null;
    /** The same month of the year before. */
    readonly lastYear: IndicatorFigure | null;
    /** 数据有效 (第十七条、第二十四条): an invalid reading is kept and warns of nothing. */
    readonly valid: boolean;
    readonly station?: Station | null;
    readonly supersedes: string | null;
    /** 报送期限 (policy A41); late says that the month had no reading of this indicator by then. */
    readonly dueOn?: CivilDate;
    readonly late?: boolean;
    readonly policies?: readonly string[];
  }
>;

interface Scope {
  readonly suspensionId: string;
  readonly place: string;
  readonly acts: readonly SuspendableAct[];
  /** Empty: every pollutant. */
  readonly pollutants: readonly Pollutant[];
  readonly effectiveFrom: Instant;
  readonly reason: string;
  readonly readingIds: readonly string[];
}

/** 暂停建议：the monitors propose, with readings attached. */
export type SuspensionProposed = DomainEvent<
  'SuspensionProposed',
  Scope & { readonly orderNo: string | null; readonly policies: readonly string[] }
>;

/** 审核意见: of a division, on the proposed order or on lifting it. */
export type SuspensionReviewed = DomainEvent<
  'SuspensionReviewed',
  Omit<Opinion, 'by'> & { readonly suspensionId: string; readonly concerning: 'ORDER' | 'LIFT' }
>;

/** 暂停令（园区为暂缓）: ordered by a named person; binds from its effective moment (第九条、第十九条). */
export type SuspensionOrdered = DomainEvent<
  'SuspensionOrdered',
  Scope & {
    readonly orderNo: string;
    /** In force from before the day it was given. */ readonly backDated: boolean;
  }
>;

/** The bureau lead does not follow the proposal. */
export type SuspensionProposalDeclined = DomainEvent<
  'SuspensionProposalDeclined',
  { readonly suspensionId: string; readonly reason: string }
>;

/** 解除：the order binds no longer from this moment on. */
export type OrderLifted = DomainEvent<
  'OrderLifted',
  {
    readonly suspensionId: string;
    readonly place: string;
    readonly liftedFrom: Instant;
    readonly orderNo: string | null;
    readonly reason: string | null;
    readonly readingIds: readonly string[];
    readonly backDated: boolean;
  }
>;

interface YearlyVerdict {
  readonly assessmentId: string;
  readonly place: string;
  readonly year: number;
  readonly quality: Quality;
  /** 约束性总量减排任务完成. */
  readonly taskDone: boolean;
  /** 改善幅度 (第十条, policy A42), as reported. */
  readonly improvement: string | null;
  /** 园区考核期限 (第十五条): of a park's verdict alone; late is marked. */
  readonly dueOn?: CivilDate;
  readonly late?: boolean;
}

/** 年度考核，草案. */
export type AssessmentRecorded = DomainEvent<'AssessmentRecorded', YearlyVerdict>;
/** 年度考核，发布：counts for the year after; a later one for the same place and year replaces it (第十条). */
export type AssessmentPublished = DomainEvent<
  'AssessmentPublished',
  YearlyVerdict & { readonly decisionNo: string | null }
>;

import type {
  CivilDate,
  CivilMonth,
  Instant,
  Medium,
  Milligram,
  Opinion,
  PersistentMap,
  Pollutant,
} from '#kernel';
import type {
  AssessmentPublished,
  BetterWhen,
  IndicatorFigure,
  ParkTarget,
  Quality,
  Station,
  SuspendableAct,
  SuspensionReviewed,
} from '#contract/standing';
import type { Correction } from '#libs/correction';

export interface Reading {
  readonly id: string;
  readonly place: string;
  readonly month: CivilMonth;
  readonly medium: Medium;
  readonly indicator: string;
  readonly value: IndicatorFigure;
  readonly unit: string;
  readonly betterWhen: BetterWhen;
  readonly target: IndicatorFigure | null;
  readonly lastYear: IndicatorFigure | null;
  readonly valid: boolean;
  readonly station: Station | null;
  readonly dueOn: CivilDate | null;
  readonly late: boolean;
  readonly recordedBy: string;
}

/** 整改措施 about a warning of the place's own. */
export interface Measure {
  readonly id: string;
  readonly place: string;
  readonly status: 'RECORDED';
  readonly month: CivilMonth;
  readonly medium: Medium;
  readonly indicator: string;
  readonly taken: string;
  readonly documentNo: string | null;
  readonly recordedOn: CivilDate;
  readonly recordedBy: string;
}

export type SuspensionStatus = 'PROPOSED' | 'DECLINED' | 'ORDERED' | 'LIFTED';

/** 暂停令 from its proposal to its lifting. */
export interface Suspension {
  readonly id: string;
  readonly place: string;
  readonly status: SuspensionStatus;
  readonly acts: readonly SuspendableAct[];
  readonly pollutants: readonly Pollutant[];
  readonly effectiveFrom: Instant;
  readonly liftedFrom: Instant | null;
  readonly orderNo: string | null;
  readonly liftOrderNo: string | null;
  readonly reason: string;
  readonly readingIds: readonly string[];
  /** The order, or its lifting, binds from before the day it was given. */
  readonly backDated: boolean;
  readonly opinions: readonly (Opinion & Pick<SuspensionReviewed['data'], 'concerning'>)[];
  readonly proposedBy: string | null;
  readonly orderedBy: string | null;
  readonly liftedBy: string | null;
}

export type AssessmentStatus = 'DRAFT' | 'PUBLISHED' | 'REPLACED';

export interface Assessment {
  readonly id: string;
  readonly place: string;
  readonly year: number;
  readonly quality: Quality;
  readonly taskDone: boolean;
  readonly improvement: string | null;
  /** Nothing but for a park (第十五条). */
  readonly dueOn: CivilDate | null;
  readonly late: boolean;
  readonly status: AssessmentStatus;
  readonly recordedBy: string | null;
  readonly publishedBy: string | null;
}

/** 年度考核结论 as published. */
export type Verdict = AssessmentPublished['data'];

/** What is set for one park and year. */
export interface ParkYear {
  readonly targets: readonly ParkTarget[];
  readonly targetsSetBy: string | null;
  readonly targetsDueOn: CivilDate | null;
  readonly targetsLate: boolean;
  readonly consentNo: string | null;
  readonly allowed: ReadonlyMap<Pollutant, Milligram> | null;
  readonly actual: ReadonlyMap<Pollutant, Milligram> | null;
}

/** Everything known of the standing of one place. */
export interface StandingState {
  readonly place: string;
  readonly readings: PersistentMap<string, Reading>;
  /** Of each indicator and month, the reading that counts. */
  readonly current: PersistentMap<string, string>;
  /** By the reading that replaced the one put right. */
  readonly corrections: PersistentMap<string, Correction>;
  /** In the order recorded. */
  readonly measures: readonly Measure[];
  readonly suspensions: PersistentMap<string, Suspension>;
  readonly assessments: PersistentMap<string, Assessment>;
  readonly verdicts: PersistentMap<number, Verdict>;
  readonly parkYears: PersistentMap<number, ParkYear>;
}

/** Two readings with the same key tell of the same thing; the later recorded counts. */
export const readingKey = ({
  month,
  medium,
  indicator,
}: Pick<Reading, 'month' | 'medium' | 'indicator'>): string => `${month} ${medium} ${indicator}`;

import type { AmountLine, RuleView } from './common.js';

/** How places stand: readings, warnings, orders. Amounts are decimal text in t/a. */

export interface ReadingView {
  readonly id: string;
  readonly place: string;
  readonly month: string;
  readonly medium: string;
  readonly indicator: string;
  readonly value: string;
  readonly unit: string;
  readonly target: string | null;
  readonly lastYear: string | null;
  readonly valid: boolean;
  readonly betterWhen: 'LOWER' | 'HIGHER';
  readonly status: string;
  readonly dueOn: string | null;
  readonly late: boolean;
  readonly recordedBy: string;
  readonly correction: { readonly decisionNo: string; readonly reason: string } | null;
}

export interface MeasureView {
  readonly id: string;
  readonly place: string;
  readonly month: string;
  readonly medium: string;
  readonly indicator: string;
  readonly taken: string;
  readonly documentNo: string | null;
  readonly recordedOn: string;
}

export interface WarningView {
  readonly place: string;
  readonly month: string;
  readonly medium: string;
  readonly indicator: string;
  readonly level: string;
  readonly grounds: readonly string[];
  readonly readingIds: readonly string[];
  readonly value: string;
  readonly unit: string;
  readonly target: string;
  readonly lastYear: string;
  readonly measures: readonly MeasureView[];
}

/** 要素审核、法制审核 of an order or of its lifting. */
export interface OpinionView {
  readonly concerning: string;
  readonly division: string;
  readonly decision: string;
  readonly opinion: string;
  readonly by: string;
}

export interface SuspensionView {
  readonly id: string;
  readonly place: string;
  readonly status: string;
  readonly acts: readonly string[];
  readonly pollutants: readonly string[];
  readonly effectiveFrom: string;
  readonly liftedFrom: string | null;
  readonly orderNo: string | null;
  readonly liftOrderNo: string | null;
  readonly reason: string;
  readonly readingIds: readonly string[];
  readonly opinions: readonly OpinionView[];
  readonly proposedBy: string | null;
  readonly orderedBy: string | null;
  readonly liftedBy: string | null;
}

export interface QualityView {
  readonly water: string;
  readonly air: string;
}

export interface AssessmentRecordView {
  readonly id: string;
  readonly place: string;
  readonly year: number;
  readonly quality: QualityView;
  readonly taskDone: boolean;
  readonly improvement: string | null;
  readonly dueOn: string | null;
  readonly late: boolean;
  readonly status: string;
  readonly recordedBy: string | null;
  readonly publishedBy: string | null;
}

export interface VerdictView {
  readonly year: number;
  readonly quality: QualityView;
  readonly taskDone: boolean;
  readonly improvement: string | null;
  readonly decisionNo: string | null;
}

/** Which acts are open to a place, and why. */
export interface StandingView {
  readonly place: string;
  readonly asOf: string;
  readonly acts: readonly {
    readonly act: string;
    readonly open: boolean;
    readonly closedFor: readonly string[];
    readonly reasons: readonly RuleView[];
  }[];
  readonly verdict: (VerdictView & { readonly carried: boolean }) | null;
  readonly verdictYear: number;
  readonly measures: readonly MeasureView[];
}

export interface ParkTargetView {
  readonly medium: string;
  readonly indicator: string;
  readonly value: string;
  readonly unit: string;
  readonly betterWhen?: string;
}

export interface ParkYearView {
  readonly year: number;
  readonly targets: readonly ParkTargetView[];
  readonly targetsDueOn: string | null;
  readonly targetsLate: boolean;
  readonly consentNo: string | null;
  readonly allowed: readonly AmountLine[] | null;
  readonly actual: readonly AmountLine[] | null;
  readonly verdict: VerdictView | null;
  readonly award: {
    readonly id: string;
    readonly status: string;
    readonly lines: readonly AmountLine[];
    readonly dueOn: string | null;
    readonly late: boolean;
    readonly documentNo: string | null;
  } | null;
}

export interface ParkView {
  readonly id: string;
  readonly name: string;
  readonly place: string;
  readonly years: readonly ParkYearView[];
}

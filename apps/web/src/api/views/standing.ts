/** How places stand: readings, warnings, orders. Amounts are decimal text in t/a. */

export interface ReadingView {
  readonly id: string;
  readonly place: string;
  readonly month: string;
  readonly medium: string;
  readonly indicator: string;
  readonly value: string;
  readonly unit: string;
  readonly target: string;
  readonly lastYear: string;
  readonly valid: boolean;
  readonly betterWhen: 'LOWER' | 'HIGHER';
  readonly status: string;
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
}

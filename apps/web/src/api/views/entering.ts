import type { AmountLine, RuleView } from './common.js';

/** What enters: reductions and deposits. Amounts are decimal text in t/a. */

export interface ReductionLine {
  readonly pollutant: string;
  readonly verified: string;
  readonly permittedLimit: string | null;
  readonly creditable: string;
  readonly uses: Readonly<Record<string, string>>;
  readonly left: string;
}

export interface ReductionView {
  readonly id: string;
  readonly unit: { readonly uscc: string; readonly name: string };
  readonly permitNo: string;
  readonly facility: string;
  readonly measure: string;
  readonly fundingSource: string;
  readonly formedOn: string;
  readonly permitChangedOn: string | null;
  readonly place: string;
  readonly guide: { readonly id: string; readonly version: string };
  readonly mrv: Readonly<Record<string, boolean>>;
  readonly evidence: readonly { readonly name: string; readonly sha256: string }[];
  readonly filedOn: string;
  readonly filedBy: string;
  readonly similar: readonly {
    readonly reductionId: string;
    readonly place: string;
    readonly reason: string;
  }[];
  readonly status: string;
  readonly lines: readonly ReductionLine[];
}

export interface ReviewView {
  readonly step: string;
  readonly medium?: string | null;
  readonly decision: string;
  readonly opinion: string;
  readonly by: string;
  readonly at: string;
}

export interface SplitLine {
  readonly pollutant: string;
  readonly gross: string;
  readonly obligations: string;
  readonly provincial: string;
  readonly net: string;
  readonly municipal: string;
  readonly local: string;
}

export interface DepositView {
  readonly id: string;
  readonly reductionId: string;
  readonly place: string;
  readonly status: string;
  readonly lines: readonly AmountLine[];
  readonly similar: readonly string[];
  readonly filedOn: string;
  readonly filedBy: string;
  readonly dueOn: string | null;
  readonly late: boolean;
  readonly lateReason: string | null;
  readonly reviews: readonly ReviewView[];
  readonly split: readonly SplitLine[] | null;
  readonly lotId: string | null;
  readonly rules?: readonly RuleView[];
}

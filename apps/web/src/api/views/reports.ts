import type { CancellationView } from './supervision.js';

/** Returns and reports. Amounts are decimal text in t/a. */

/** Amounts of one pollutant by name. */
export type SumLine = { readonly pollutant: string } & Readonly<Record<string, string | readonly number[]>>;

interface ApprovalRow {
  readonly approvalNo: string;
  readonly approvedOn: string;
  readonly projectCode: string;
  readonly place: string;
  readonly matched: boolean;
  readonly vouchers: readonly string[];
  readonly findingId: string | null;
}

export interface QuarterlyView {
  readonly quarter: string;
  readonly place: string;
  readonly position: number;
  readonly approvals: readonly ApprovalRow[];
  readonly cancellations: readonly CancellationView[];
  readonly registrations: readonly {
    readonly withdrawalId: string;
    readonly projectCode: string;
    readonly projectName: string;
    readonly place: string;
    readonly eiaApprovalNo: string;
    readonly approvedOn: string;
    readonly voucherNo: string | null;
  }[];
  readonly missing: {
    readonly cancellationsWithoutFiling: readonly CancellationView[];
    readonly filingsWithoutSource: readonly { readonly reductionId: string; readonly place: string }[];
    readonly approvalsWithoutVoucher: readonly ApprovalRow[];
  };
  readonly places: readonly {
    readonly place: string;
    readonly name: string;
    readonly approvals: number;
    readonly cancellations: number;
    readonly registrations: number;
    readonly missing: number;
  }[];
}

export interface ReturnStatusView {
  readonly status: string;
  readonly dueOn: string;
  readonly submissions: readonly {
    readonly submittedOn: string;
    readonly position: number;
    readonly digest: string;
    readonly late: boolean;
  }[];
}

export interface LinkageView {
  readonly year: number;
  readonly position: number;
  readonly dueOn: string;
  readonly rows: readonly {
    readonly place: string;
    readonly name: string;
    readonly assessment: {
      readonly quality: { readonly water: string; readonly air: string };
      readonly taskDone: boolean;
    } | null;
    readonly readings: readonly {
      readonly medium: string;
      readonly indicator: string;
      readonly months: number;
      readonly onTarget: number;
      readonly offTarget: number;
    }[];
    readonly reductions: { readonly count: number; readonly lines: readonly SumLine[] };
    readonly withdrawals: { readonly issued: number; readonly lines: readonly SumLine[] };
  }[];
}

export interface TaskDeductionsView {
  readonly year: number;
  readonly position: number;
  readonly rows: readonly {
    readonly reductionId: string;
    readonly place: string;
    readonly facility: string;
    readonly measure: string;
    readonly formedOn: string;
    readonly status: string;
    readonly lines: readonly SumLine[];
  }[];
  readonly totals: readonly SumLine[];
}

interface ReconciledLine {
  readonly pollutant: string;
  readonly sold: string;
  readonly bought: string;
  readonly difference: string;
  readonly status: string;
}

export interface ReconciliationView {
  readonly month: string;
  readonly position: number;
  readonly reports: readonly {
    readonly source: string;
    readonly place: string;
    readonly importedOn: string;
    readonly lines: readonly ReconciledLine[];
  }[];
}

export interface RegionalView {
  readonly year: number;
  readonly position: number;
  readonly dueOn: string;
  readonly areas: readonly {
    readonly place: string;
    readonly name: string;
    readonly lots: readonly unknown[];
    readonly lotTotals: readonly SumLine[];
    readonly taskUse: readonly SumLine[];
  }[];
}

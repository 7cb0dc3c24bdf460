import type { BalanceLine, StatementView } from './pools.js';
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

export interface PoolStatementView extends StatementView {
  readonly pool: string;
  readonly position: number;
  readonly closing: readonly BalanceLine[];
}

interface FindingRow {
  readonly findingId: string;
  readonly place: string;
  readonly severity: string | null;
  readonly violation: string | null;
  readonly facts: string;
  readonly foundOn: string;
  readonly dueOn: string | null;
  readonly status: string;
}

interface FoundCounts {
  readonly found: number;
  readonly open: number;
  readonly voided: number;
  readonly accountable: number;
}

export interface FindingsView {
  readonly year: number;
  readonly position: number;
  readonly counts: FoundCounts;
  readonly findings: readonly (FindingRow & { readonly kind: string })[];
  readonly voids: readonly {
    readonly lotId: string;
    readonly place: string;
    readonly decisionNo: string;
    readonly decidedOn: string;
    readonly reason: string;
    readonly writtenOff: readonly SumLine[];
    readonly obligations: readonly SumLine[];
  }[];
  readonly accountability: readonly {
    readonly recordId: string;
    readonly place: string;
    readonly violation: string;
    readonly accountable: string;
    readonly authority: string;
    readonly documentNo: string;
    readonly decidedOn: string;
    readonly status: string;
  }[];
}

export interface WorkView {
  readonly year: number;
  readonly position: number;
  readonly dueOn: string;
  readonly counts: FoundCounts & {
    readonly reductions: number;
    readonly deposits: number;
    readonly issued: number;
    readonly givenUp: number;
    readonly inspections: number;
  };
  readonly tasks: readonly SumLine[];
  readonly reductions: readonly SumLine[];
  readonly deposits: readonly SumLine[];
  readonly withdrawals: readonly SumLine[];
  readonly balance: readonly {
    readonly tier: string;
    readonly pollutant: string;
    readonly opening: string;
    readonly credited: string;
    readonly withdrawn: string;
    readonly retired: string;
    readonly writtenOff: string;
    readonly closing: string;
  }[];
  readonly assessments: readonly {
    readonly place: string;
    readonly quality: { readonly water: string; readonly air: string };
    readonly taskDone: boolean;
  }[];
}

export interface InspectionRecordView {
  readonly inspectionId: string;
  readonly title: string;
  readonly status: string;
  readonly position: number;
  readonly places: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly lead: string;
  readonly officers: readonly string[];
  readonly plannedBy: string;
  readonly steps: readonly {
    readonly no: number;
    readonly step: string;
    readonly at: string | null;
    readonly place: string | null;
    readonly longitude: string | null;
    readonly latitude: string | null;
    readonly officers: readonly string[];
    readonly recordedBy: string | null;
    readonly file: string | null;
  }[];
  readonly samples: readonly {
    readonly of: string;
    readonly size: number;
    readonly population: number;
    readonly checkpoint: string;
    readonly chosen: readonly string[];
  }[];
  readonly findings: readonly FindingRow[];
}

import type { Pollutant } from '#kernel';

/** What the service answers, as far as tests read it. Amounts are decimal text in t/a. */

export interface Rule {
  readonly code: string;
  readonly article: string;
  readonly outcome: 'PASS' | 'FAIL' | 'NEEDS_RULING' | 'NOT_APPLICABLE';
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly policyVersion: string | null;
}

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly article: string;
  readonly errors?: readonly { readonly field: string; readonly rule: string; readonly message: string }[];
  readonly rules?: readonly Rule[];
  readonly traceId: string;
}

export interface Items<T = Readonly<Record<string, unknown>>> {
  readonly items: readonly T[];
}

export interface BalanceLine {
  readonly pollutant: Pollutant;
  readonly available: string;
  readonly held: string;
  readonly credited: string;
  readonly withdrawn: string;
  readonly retired: string;
  readonly writtenOff: string;
}

export interface Balance {
  readonly pool: string;
  readonly position: number;
  readonly lines: readonly BalanceLine[];
}

export interface Reduction {
  readonly id: string;
  readonly place: string;
  readonly similar: readonly { readonly reductionId: string; readonly reason: string }[];
  readonly lines: readonly { readonly pollutant: Pollutant; readonly uses: object; readonly left: string }[];
}

export interface SplitLine {
  readonly pollutant: Pollutant;
  readonly net: string;
  readonly municipal: string;
  readonly local: string;
}

export interface Deposit {
  readonly id: string;
  readonly reductionId: string;
  readonly status: string;
  readonly similar: readonly string[];
  readonly dueOn: string | null;
  readonly late: boolean;
  readonly lateReason: string | null;
  readonly split: readonly SplitLine[] | null;
  readonly lotId: string | null;
  readonly rules: readonly Rule[];
}

export interface DemandLine {
  readonly pollutant: Pollutant;
  readonly increment: string;
  readonly ratio: string;
  readonly required: string;
}

export interface Draw {
  readonly pool: string;
  readonly lotId: string;
  readonly pollutant: Pollutant;
  readonly amount: string;
}

export interface VoucherLine {
  readonly pollutant: Pollutant;
  readonly required: string;
  readonly granted: string;
  readonly retired: string;
}

export interface Voucher {
  readonly no: string;
  readonly withdrawalId: string;
  readonly lines: readonly VoucherLine[];
  readonly retired: readonly { readonly pollutant: Pollutant; readonly amount: string }[];
  readonly draws: readonly (Draw & { readonly retired: string })[];
  readonly issuedAt: string;
  readonly position: number;
  readonly state: string;
  readonly rules: readonly Rule[];
}

export interface Assessment {
  readonly verdict: 'ACCEPTABLE' | 'NEEDS_RULING' | 'REFUSED';
  readonly lines: readonly DemandLine[];
  readonly pools: readonly { readonly pool: string; readonly open: boolean }[];
  readonly plan: readonly Draw[];
  readonly shortfall: readonly { readonly pollutant: Pollutant; readonly shortfall: string }[];
  readonly rules: readonly Rule[];
}

export interface Withdrawal {
  readonly id: string;
  readonly status: string;
  readonly lines: readonly DemandLine[];
  readonly draws: readonly Draw[];
  readonly voucherNo: string | null;
  readonly voucher: Voucher | null;
  readonly rules: readonly Rule[];
}

export interface LogEvent {
  readonly position: number;
  readonly stream: string;
  readonly type: string;
  readonly recordedAt: string;
  readonly occurredAt: string;
  readonly actor: string;
  readonly data: Readonly<Record<string, unknown>>;
}

import type { RuleView } from './common.js';

/** What leaves: demands, withdrawals, vouchers. Amounts are decimal text in t/a. */

export interface DemandLine {
  readonly pollutant: string;
  readonly postDischarge: string;
  readonly components: { readonly organised: string; readonly fugitive: string } | null;
  readonly baseline: { readonly basis: string; readonly amount: string; readonly recordNo: string | null };
  readonly increment: string;
  readonly ratio: string;
  readonly required: string;
}

export interface DrawView {
  readonly pool: string;
  readonly lotId: string;
  readonly pollutant: string;
  readonly amount: string;
}

export interface ProjectView {
  readonly code: string;
  readonly name: string;
  readonly uscc: string;
  readonly place: string;
  readonly industry: string;
  readonly type: string;
  readonly sei: { readonly determinationNo: string } | null;
  readonly priorityClass: string;
}

export interface PoolOffer {
  readonly pool: string;
  readonly tier: string;
  readonly open: boolean;
  readonly closedBy: readonly string[];
  readonly lines: readonly {
    readonly pollutant: string;
    readonly available: string;
    readonly sufficient: boolean;
  }[];
}

export interface AssessmentView {
  readonly verdict: 'ACCEPTABLE' | 'NEEDS_RULING' | 'REFUSED';
  readonly lines: readonly DemandLine[];
  readonly pools: readonly PoolOffer[];
  readonly plan: readonly DrawView[];
  readonly shortfall: readonly {
    readonly pollutant: string;
    readonly required: string;
    readonly available: string;
    readonly shortfall: string;
  }[];
  readonly rules: readonly RuleView[];
}

export interface WithdrawalView {
  readonly id: string;
  readonly place: string;
  readonly status: string;
  readonly project: ProjectView;
  readonly path: string;
  readonly lines: readonly DemandLine[];
  readonly effectiveOn: string;
  readonly filedOn: string;
  readonly draws: readonly DrawView[];
  readonly expiresOn: string | null;
  readonly elementReviews: readonly { readonly medium: string; readonly passed: boolean }[];
  readonly finalTier: string;
  readonly approvers: readonly string[];
  readonly opinion: string | null;
  readonly voucherNo: string | null;
  readonly backingVoided: boolean;
  readonly priority: { readonly class: string };
  readonly rules?: readonly RuleView[];
}

export interface VoucherView {
  readonly no: string;
  readonly lines: readonly {
    readonly pollutant: string;
    readonly required: string;
    readonly granted: string;
    readonly retired: string;
  }[];
  readonly issuedAt: string;
  readonly position: number;
  readonly validUntil: string | null;
  readonly withdrawalId: string;
  readonly project: ProjectView;
  readonly draws: readonly DrawView[];
  readonly state: string;
  readonly rules: readonly RuleView[];
  readonly proof?: { readonly leafHash: string; readonly size: number } | null;
}

export interface CheckView {
  readonly no: string;
  readonly state: 'VALID' | 'USED' | 'LAPSED' | 'VOID' | 'BACKING_VOID';
  /** Whether the digest asked about is that of the event that issued it; nothing when none was asked about. */
  readonly matches: boolean | null;
  readonly position: number;
  readonly checkpoint: { readonly size: number; readonly issuedAt: string };
}

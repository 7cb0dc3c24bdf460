import type { Items } from './common.js';
import type { ProjectView } from './leaving.js';

/** What is held: pools, lots, movements, debts, findings. Amounts are decimal text in t/a. */

export interface PoolView {
  readonly id: string;
  readonly place: string;
  readonly name: string;
  readonly tier: string;
  /** Whether the reader may also see its lots and movements. */
  readonly detailed: boolean;
}

export interface BalanceLine {
  readonly pollutant: string;
  readonly available: string;
  readonly held: string;
  readonly credited: string;
  readonly withdrawn: string;
  readonly retired: string;
  readonly writtenOff: string;
}

export interface BalanceView {
  readonly pool: string;
  readonly asOf: string | null;
  readonly knownAt: string | null;
  readonly position: number;
  readonly lines: readonly BalanceLine[];
}

/** What a pool holds of one pollutant. */
export interface PoolBalanceRow extends Omit<PoolView, 'id'>, BalanceLine {
  readonly pool: string;
}

/** A ledger of this installation, and how far it has been read. */
export interface LedgerRow {
  readonly ledger: string;
  readonly position: number;
  /** Whether this service writes it. */
  readonly own: boolean;
}

/** What all pools of a tier hold together of one pollutant. */
export interface LedgerBalanceRow extends BalanceLine {
  readonly ledger: string;
  readonly position: number;
  readonly tier: string;
}

export interface LotRow extends BalanceLine {
  readonly lotId: string;
  readonly depositId: string;
  readonly reductionId: string;
  readonly vintage: number;
  readonly tags: readonly string[];
}

export interface JournalRow extends BalanceLine {
  readonly position: number;
  readonly kind: string;
  readonly lotId: string;
  readonly reference: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly balance: string;
}

/** What a whole journal adds up to. */
export type Sums = Omit<BalanceLine, 'pollutant'>;
export interface JournalList extends Items<JournalRow> {
  readonly sums: Sums;
}

export interface ObligationView {
  readonly id: string;
  readonly place: string;
  /** The pool the void quota had been drawn from. */
  readonly pool: string;
  readonly pollutant: string;
  readonly amount: string;
  readonly open: string;
  readonly status: string;
  readonly lotId: string;
  readonly decisionNo: string | null;
  /** What paid it, and what made it less. */
  readonly payments: readonly { readonly depositId: string; readonly amount: string }[];
  readonly reductions: readonly { readonly voucherNo: string; readonly amount: string }[];
}

export interface ChainView {
  readonly lotId: string;
  readonly place: string;
  readonly depositId: string;
  readonly reductionId: string;
  readonly vintage: number;
  readonly parts: readonly (BalanceLine & { readonly pool: string })[];
  readonly void: {
    readonly status?: string;
    readonly reason?: string;
    readonly decisionNo?: string | null;
  } | null;
  readonly vouchers: readonly {
    readonly no: string;
    readonly withdrawalId: string;
    readonly status: string;
    readonly backingVoided: boolean;
    readonly project: ProjectView;
    readonly draws: readonly { readonly pool: string; readonly pollutant: string; readonly amount: string }[];
  }[];
  readonly obligations: readonly ObligationView[];
}

export interface Movement extends BalanceLine {
  readonly position: number;
  readonly kind: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly lotId: string;
  readonly reference: string;
}

export interface StatementView {
  readonly opening: readonly BalanceLine[];
  readonly movements: readonly Movement[];
}

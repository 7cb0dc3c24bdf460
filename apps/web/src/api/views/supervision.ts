import type { AmountLine } from './common.js';

/** Supervision and what feeds it: findings, accountability, cancellations, trades. Amounts are decimal text in t/a. */

export interface FindingView {
  readonly id: string;
  readonly kind: string;
  readonly place: string;
  readonly status: string;
  readonly foundOn: string;
  /** 无量审批: the approval, and what vouchers do not cover of it. */
  readonly approvalNo?: string;
  readonly approvedOn?: string;
  readonly projectCode?: string;
  readonly vouchers?: readonly string[];
  readonly shortfalls?: readonly { readonly pollutant: string; readonly shortfall: string }[];
  /** Of an inspection: how grave, about what, and the facts. */
  readonly severity?: string;
  readonly violation?: string | null;
  readonly subject?: string | null;
  readonly facts?: string;
  readonly dueOn?: string | null;
  readonly inspectionId?: string;
  readonly closure: { readonly documentNo: string; readonly reason: string } | null;
}

export interface AccountabilityView {
  readonly id: string;
  readonly place: string;
  readonly violation: string;
  readonly reference: string;
  readonly accountable: string;
  readonly authority: string;
  readonly documentNo: string;
  readonly decidedOn: string;
  readonly measure: string;
  readonly status: string;
  readonly recordedBy: string;
  readonly withdrawal: { readonly documentNo: string; readonly reason: string } | null;
}

export interface CapacityView {
  readonly id: string;
  readonly place: string;
  readonly kind: string;
  readonly topic: string;
  readonly on: string;
  readonly people: readonly string[];
  readonly documentNo: string;
  readonly status: string;
}

export interface CancellationView {
  readonly permitNo: string;
  readonly unit: { readonly uscc: string; readonly name: string };
  readonly place: string;
  readonly cancelledOn: string;
  readonly reason: string;
  readonly dueOn: string;
  readonly reductions: readonly string[];
}

export interface TradeView {
  readonly id: string;
  readonly tradeNo: string;
  readonly place: string;
  readonly status: string;
  readonly sellerUscc: string;
  readonly sellerPlace: string | null;
  readonly buyerUscc: string;
  readonly lines: readonly (AmountLine & { readonly left: string })[];
  readonly termYears: number | null;
  readonly validUntil: string | null;
  readonly price: string | null;
  readonly rulingNo: string | null;
  readonly recordedOn: string;
  readonly backings: readonly { readonly withdrawalId: string; readonly lines: readonly AmountLine[] }[];
  readonly crossings: readonly CrossingView[];
}

/** What of a purchase was sold on to a unit in another province's ledger. */
export interface CrossingView {
  readonly crossingId: string;
  readonly status: string;
  readonly toLedger: string;
  readonly toPlace: string;
  readonly buyerUscc: string;
  readonly lines: readonly AmountLine[];
  readonly until: string;
}

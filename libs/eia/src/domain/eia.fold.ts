import { assertNever, must, PersistentMap, type Fold, type Logged } from '#kernel';
import type { CorrectionPosted } from '#contract/correction';
import type { EiaApprovalImported, EiaEvent, UnbackedApprovalFound } from '#contract/eia';
import type { Correction } from '#libs/correction';

/** Closed by vouchers that cover it, or by a document; then `closure` says which. */
export type Finding = UnbackedApprovalFound['data'] & {
  readonly status: 'OPEN' | 'CLOSED';
  readonly closure: { readonly documentNo: string; readonly reason: string; readonly by: string } | null;
};

/** 环评批复 with the vouchers that cover it, and the finding if one was ever made. */
export type EiaApproval = EiaApprovalImported['data'] & {
  readonly vouchers: readonly string[];
  readonly finding: Finding | null;
  /** In the order posted. */
  readonly corrections: readonly Correction[];
};

/** By approval number. */
export interface EiaState {
  readonly approvals: PersistentMap<string, EiaApproval>;
}

const approvalOf = (state: EiaState, approvalNo: string): EiaApproval =>
  must(state.approvals.get(approvalNo), `approval ${approvalNo}`);

const corrected = (state: EiaState, { data, actor }: Logged<CorrectionPosted>): EiaApproval => {
  const approval = approvalOf(state, data.recordId);
  return { ...approval, corrections: [...approval.corrections, { ...data, postedBy: actor }] };
};

const next = (state: EiaState, event: Logged<EiaEvent>): EiaApproval => {
  switch (event.type) {
    case 'EiaApprovalImported': {
      const known = state.approvals.get(event.data.approvalNo);
      const { finding = null, corrections = [] } = known ?? {};
      return { ...event.data, vouchers: [], finding, corrections };
    }
    case 'EiaApprovalMatched': {
      const { approvalNo, vouchers } = event.data;
      const approval = approvalOf(state, approvalNo);
      return {
        ...approval,
        vouchers,
        finding: approval.finding && { ...approval.finding, status: 'CLOSED', closure: null },
      };
    }
    case 'UnbackedApprovalFound': {
      const { approvalNo, vouchers } = event.data;
      const finding = { ...event.data, status: 'OPEN', closure: null } as const;
      return { ...approvalOf(state, approvalNo), vouchers, finding };
    }
    case 'FindingClosed': {
      const { approvalNo, documentNo, reason } = event.data;
      const approval = approvalOf(state, approvalNo);
      const closure = { documentNo, reason, by: event.actor };
      return { ...approval, finding: approval.finding && { ...approval.finding, status: 'CLOSED', closure } };
    }
    case 'CorrectionPosted':
      return corrected(state, event);
    default:
      return assertNever(event);
  }
};

/** The approval a finding is about. */
export const findingIn = (
  { approvals }: EiaState,
  findingId: string,
): (EiaApproval & { readonly finding: Finding }) | undefined => {
  const approval = approvals.find(({ finding }) => finding?.findingId === findingId);
  return approval?.finding ? { ...approval, finding: approval.finding } : undefined;
};

/** 环评批复台账：stream `eia-<place>`. */
export const eiaFold: Fold<EiaState, EiaEvent> = {
  prefix: 'eia',
  initial: () => ({ approvals: PersistentMap() }),
  evolve: (state, event) => {
    const approval = next(state, event);
    return { approvals: state.approvals.set(approval.approvalNo, approval) };
  },
};

import { assertNever, must, PersistentMap, type Fold, type Logged } from '#kernel';
import type { EiaApprovalImported, EiaEvent, UnbackedApprovalFound } from '#contract/eia';

export type Finding = UnbackedApprovalFound['data'] & { readonly status: 'OPEN' | 'CLOSED' };

/** 环评批复 with the vouchers that cover it, and the finding if one was ever made. */
export type EiaApproval = EiaApprovalImported['data'] & {
  readonly vouchers: readonly string[];
  readonly finding: Finding | null;
};

/** By approval number. */
export interface EiaState {
  readonly approvals: PersistentMap<string, EiaApproval>;
}

const approvalOf = (state: EiaState, approvalNo: string): EiaApproval =>
  must(state.approvals.get(approvalNo), `approval ${approvalNo}`);

const next = (state: EiaState, event: Logged<EiaEvent>): EiaApproval => {
  switch (event.type) {
    case 'EiaApprovalImported': {
      const finding = state.approvals.get(event.data.approvalNo)?.finding ?? null;
      return { ...event.data, vouchers: [], finding };
    }
    case 'EiaApprovalMatched': {
      const { approvalNo, vouchers } = event.data;
      const approval = approvalOf(state, approvalNo);
      return {
        ...approval,
        vouchers,
        finding: approval.finding && { ...approval.finding, status: 'CLOSED' },
      };
    }
    case 'UnbackedApprovalFound': {
      const { approvalNo, vouchers } = event.data;
      return { ...approvalOf(state, approvalNo), vouchers, finding: { ...event.data, status: 'OPEN' } };
    }
    default:
      return assertNever(event);
  }
};

/** 环评批复台账：stream `eia-<place>`. */
export const eiaFold: Fold<EiaState, EiaEvent> = {
  prefix: 'eia',
  initial: () => ({ approvals: PersistentMap() }),
  evolve: (state, event) => ({ approvals: state.approvals.set(event.data.approvalNo, next(state, event)) }),
};

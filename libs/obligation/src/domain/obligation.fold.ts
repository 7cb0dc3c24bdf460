import { assertNever, mg, mgOf, type Fold, type Logged, type Milligram, type Pollutant } from '#kernel';
import type { ObligationApplied, ObligationEvent, ObligationReduced } from '#contract/obligation';

/** 后续收储扣除：what a locality owes for void quota that was used before it was found out (第二十一条). */
export interface Obligation {
  readonly id: string;
  readonly place: string;
  readonly lotId: string;
  /** The pool the void quota had been drawn from. */
  readonly pool: string;
  readonly pollutant: Pollutant;
  readonly decisionNo: string;
  /** What was used and not given back: less with every return. */
  readonly amount: Milligram;
  readonly open: Milligram;
  /** 扣除：deposits that paid. */
  readonly payments: readonly { readonly depositId: string; readonly amount: Milligram }[];
  /** 冲减：vouchers whose quota came back. */
  readonly reductions: readonly { readonly voucherNo: string; readonly amount: Milligram }[];
}

/** The debts of one place, oldest first. */
export type ObligationState = readonly Obligation[];

const paid = (state: ObligationState, { depositId, payments }: ObligationApplied['data']): ObligationState =>
  state.map((debt) => {
    const mine = payments.filter(({ obligationId }) => obligationId === debt.id);
    return mine.reduce((left, payment) => {
      const amount = mgOf(payment.amount);
      return { ...left, open: mg(left.open - amount), payments: [...left.payments, { depositId, amount }] };
    }, debt);
  });

const reduced = (
  state: ObligationState,
  { voucherNo, reductions }: ObligationReduced['data'],
): ObligationState =>
  state.map((debt) => {
    const mine = reductions.filter(({ obligationId }) => obligationId === debt.id);
    return mine.reduce((left, reduction) => {
      const amount = mgOf(reduction.amount);
      return {
        ...left,
        amount: mg(left.amount - amount),
        open: mg(left.open - amount),
        reductions: [...left.reductions, { voucherNo, amount }],
      };
    }, debt);
  });

const evolve = (state: ObligationState, event: Logged<ObligationEvent>): ObligationState => {
  switch (event.type) {
    case 'ObligationOpened': {
      const { obligationId: id, place, lotId, pool, pollutant, decisionNo } = event.data;
      const amount = mgOf(event.data.amount);
      const origin = { id, place, lotId, pool, pollutant, decisionNo };
      return [...state, { ...origin, amount, open: amount, payments: [], reductions: [] }];
    }
    case 'ObligationApplied':
      return paid(state, event.data);
    case 'ObligationReduced':
      return reduced(state, event.data);
    default:
      return assertNever(event);
  }
};

/** Stream `obligation-<place>`. */
export const obligationFold: Fold<ObligationState, ObligationEvent> = {
  prefix: 'obligation',
  initial: () => [],
  evolve,
};

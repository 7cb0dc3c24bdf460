import { assertNever, mg, mgOf, type Fold, type Logged, type Milligram, type Pollutant } from '#kernel';
import type { ObligationApplied, ObligationEvent } from '#contract/obligation';

/** 后续收储扣除：what a locality owes for void quota that was used before it was found out (第二十一条). */
export interface Obligation {
  readonly id: string;
  readonly place: string;
  readonly lotId: string;
  /** The pool the void quota had been drawn from. */
  readonly pool: string;
  readonly pollutant: Pollutant;
  readonly amount: Milligram;
  readonly open: Milligram;
}

/** The debts of one place, oldest first. */
export type ObligationState = readonly Obligation[];

const paid = (state: ObligationState, { payments }: ObligationApplied['data']): ObligationState =>
  state.map((debt) => {
    const mine = payments.filter(({ obligationId }) => obligationId === debt.id);
    return mine.reduce((left, { amount }) => ({ ...left, open: mg(left.open - mgOf(amount)) }), debt);
  });

const evolve = (state: ObligationState, event: Logged<ObligationEvent>): ObligationState => {
  switch (event.type) {
    case 'ObligationOpened': {
      const { obligationId: id, place, lotId, pool, pollutant } = event.data;
      const amount = mgOf(event.data.amount);
      return [...state, { id, place, lotId, pool, pollutant, amount, open: amount }];
    }
    case 'ObligationApplied':
      return paid(state, event.data);
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

import { least, subtract, ZERO, type Milligram, type Pollutant } from '#kernel';
import type { ObligationState } from './obligation.fold.js';

/** What a deposit brings of one pollutant. */
export interface Incoming {
  readonly pollutant: Pollutant;
  readonly amount: Milligram;
}

export interface Payment extends Incoming {
  readonly obligationId: string;
}

const settleOne = (state: ObligationState, { pollutant, amount }: Incoming): readonly Payment[] => {
  const payments: Payment[] = [];
  let left = amount;
  for (const debt of state) {
    const payment = debt.pollutant === pollutant ? least(debt.open, left) : ZERO;
    if (payment > ZERO) payments.push({ obligationId: debt.id, pollutant, amount: payment });
    left = subtract(left, payment);
  }
  return payments;
};

/**
 * 扣除：all of a later deposit pays the locality's debts of the same pollutant, oldest first, before anything is
 * split (第二十一条, policies A11 and A26). Pays no debt more than is open and spends no more than came in.
 */
export const settle = (state: ObligationState, incoming: readonly Incoming[]): readonly Payment[] =>
  incoming.flatMap((line) => settleOne(state, line));

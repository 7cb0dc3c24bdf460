import { collect, least, subtract, ZERO, type Milligram, type Pollutant } from '#kernel';
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
  collect(incoming, (line) => settleOne(state, line));

/** An amount drawn from a void lot that comes back with its voucher. */
export interface ReturnedBacking extends Incoming {
  readonly pool: string;
  readonly lotId: string;
}

/** The part of a return that is written off, and the debt it makes less. */
export interface Reduction extends ReturnedBacking {
  readonly obligationId: string;
}

/**
 * 冲减：what comes back to a void lot is void too, so it is written off and the locality owes as much less. What later
 * deposits have paid for already is good quota by now and stays in the pool: the lot remains written off + obligations,
 * to the milligram (第二十一条, policy A26).
 */
export const reduceFor = (
  state: ObligationState,
  returned: readonly ReturnedBacking[],
): readonly Reduction[] => {
  const open = new Map(state.map((debt) => [debt.id, debt.open]));
  return collect(returned, (back) => {
    const debt = state.find(
      ({ lotId, pool, pollutant }) =>
        lotId === back.lotId && pool === back.pool && pollutant === back.pollutant,
    );
    const amount = least(open.get(debt?.id ?? '') ?? ZERO, back.amount);
    if (debt === undefined || amount === ZERO) return [];
    open.set(debt.id, subtract(open.get(debt.id) ?? ZERO, amount));
    return [{ ...back, amount, obligationId: debt.id }];
  });
};

import { tonnes, ZERO, type ItemView } from '#kernel';
import type { Obligation, ObligationState } from './obligation.fold.js';

export type ObligationStatus = 'OPEN' | 'PARTLY_MET' | 'MET';

export const obligationStatus = ({ amount, open }: Obligation): ObligationStatus => {
  if (open === ZERO) return 'MET';
  return open < amount ? 'PARTLY_MET' : 'OPEN';
};

/** A debt as the interface shows it, with what paid it and what made it less. */
export const obligationView = (debt: Obligation): ItemView => ({
  id: debt.id,
  place: debt.place,
  pollutant: debt.pollutant,
  amount: tonnes(debt.amount),
  open: tonnes(debt.open),
  status: obligationStatus(debt),
  lotId: debt.lotId,
  pool: debt.pool,
  decisionNo: debt.decisionNo,
  payments: debt.payments.map(({ depositId, amount }) => ({ depositId, amount: tonnes(amount) })),
  reductions: debt.reductions.map(({ voucherNo, amount }) => ({ voucherNo, amount: tonnes(amount) })),
});

/** A place's debts as the interface lists them, oldest first. */
export const obligationsView = (state: ObligationState): readonly ItemView[] => state.map(obligationView);

import { tonnes, ZERO, type JsonObject } from '#kernel';
import type { Obligation, ObligationState } from './obligation.fold.js';

export type ObligationStatus = 'OPEN' | 'PARTLY_MET' | 'MET';

export const obligationStatus = ({ amount, open }: Obligation): ObligationStatus => {
  if (open === ZERO) return 'MET';
  return open < amount ? 'PARTLY_MET' : 'OPEN';
};

/** A place's debts as the interface lists them, oldest first. */
export const obligationsView = (state: ObligationState): readonly JsonObject[] =>
  state.map((debt) => ({
    id: debt.id,
    place: debt.place,
    pollutant: debt.pollutant,
    amount: tonnes(debt.amount),
    open: tonnes(debt.open),
    status: obligationStatus(debt),
  }));

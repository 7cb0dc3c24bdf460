import {
  assertNever,
  extend,
  mg,
  mgOf,
  ZERO,
  type Fold,
  type Logged,
  type Milligram,
  type Pollutant,
} from '#kernel';
import type { AmountLine, ReductionEvent, ReductionFiled, Use } from '#contract/reduction';

export type ReductionFiling = ReductionFiled['data'] & { readonly filedBy: string };

/** What one deposit, project, task or trade has taken. */
export interface Allocation {
  readonly use: Use;
  readonly reference: string;
  readonly amounts: Readonly<Partial<Record<Pollutant, Milligram>>>;
}

export interface ReductionState {
  readonly filing: ReductionFiling | null;
  readonly allocations: readonly Allocation[];
  /** The decision that voided a deposit of it, if there is one. */
  readonly voidedBy: string | null;
}

interface Booking {
  readonly use: Use;
  readonly reference: string;
  readonly lines: readonly AmountLine[];
}

const booked = (
  state: ReductionState,
  { use, reference, lines }: Booking,
  direction: 1n | -1n,
): ReductionState => {
  const known = state.allocations.find((one) => one.use === use && one.reference === reference);
  const amounts = { ...known?.amounts };
  for (const { pollutant, amount } of lines) {
    amounts[pollutant] = mg((amounts[pollutant] ?? ZERO) + direction * mgOf(amount));
  }
  const others = state.allocations.filter((one) => one !== known);
  const empty = Object.values(amounts).every((amount) => amount === ZERO);
  return { ...state, allocations: empty ? others : [...others, { use, reference, amounts }] };
};

const evolve = (state: ReductionState, event: Logged<ReductionEvent>): ReductionState => {
  switch (event.type) {
    case 'ReductionFiled':
      return { ...state, filing: extend(event.data, { filedBy: event.actor }) };
    case 'ReductionUseAllocated':
      return booked(state, event.data, 1n);
    case 'ReductionUseReleased':
      return booked(state, event.data, -1n);
    case 'ReductionUseVoided':
      return { ...state, voidedBy: event.data.decisionNo };
    default:
      return assertNever(event);
  }
};

/** Stream `reduction-<id>`. */
export const reductionFold: Fold<ReductionState, ReductionEvent> = {
  prefix: 'reduction',
  initial: () => ({ filing: null, allocations: [], voidedBy: null }),
  evolve,
};

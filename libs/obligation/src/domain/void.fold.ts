import { assertNever, type DutyDone, type Fold, type Logged, type Opinion } from '#kernel';
import type { LotVoidDecided, LotVoidProposed, VoidEvent } from '#contract/obligation';

export type VoidStatus = 'NONE' | 'PROPOSED' | 'VOIDED';

/** 作废：a proposal with its evidence, then the decision with what followed. */
export interface VoidState {
  readonly status: VoidStatus;
  readonly proposal: LotVoidProposed['data'] | null;
  readonly decision: LotVoidDecided['data'] | null;
  /** On the proposal as it stands now. */
  readonly opinions: readonly Opinion[];
  readonly duties: readonly DutyDone[];
}

const evolve = (state: VoidState, event: Logged<VoidEvent>): VoidState => {
  const step = (name: string): readonly DutyDone[] => [...state.duties, { step: name, by: event.actor }];
  switch (event.type) {
    case 'LotVoidProposed':
      return {
        ...state,
        status: 'PROPOSED',
        proposal: event.data,
        opinions: [],
        duties: step('VOID_PROPOSAL'),
      };
    case 'LotVoidReviewed': {
      const { lotId: _, place: __, ...opinion } = event.data;
      const opinions = [...state.opinions, { ...opinion, by: event.actor }];
      return { ...state, opinions, duties: step('VOID_REVIEW') };
    }
    case 'LotVoidDecided':
      return { ...state, status: 'VOIDED', decision: event.data, duties: step('VOID_DECISION') };
    default:
      return assertNever(event);
  }
};

/** Stream `void-<lot id>`. */
export const voidFold: Fold<VoidState, VoidEvent> = {
  prefix: 'void',
  initial: () => ({ status: 'NONE', proposal: null, decision: null, opinions: [], duties: [] }),
  evolve,
};

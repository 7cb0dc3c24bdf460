import { assertNever, type Fold, type Logged } from '#kernel';
import type { AwardComputed, AwardEvent } from '#contract/standing';

export type AwardStatus = 'NONE' | 'COMPUTED' | 'CONFIRMED';

/** 奖励额度 of one park and year. */
export interface AwardState {
  readonly status: AwardStatus;
  readonly award: AwardComputed['data'] | null;
  readonly computedBy: string | null;
  readonly documentNo: string | null;
}

const evolve = (state: AwardState, event: Logged<AwardEvent>): AwardState => {
  switch (event.type) {
    case 'AwardComputed':
      return { status: 'COMPUTED', award: event.data, computedBy: event.actor, documentNo: null };
    case 'AwardConfirmed':
      return { ...state, status: 'CONFIRMED', documentNo: event.data.documentNo };
    default:
      return assertNever(event);
  }
};

/** Streams `award-<park>-<year>`: one award for a park and year, computed again until the province confirms it. */
export const awardFold: Fold<AwardState, AwardEvent> = {
  prefix: 'award',
  initial: () => ({ status: 'NONE', award: null, computedBy: null, documentNo: null }),
  evolve,
};

export const awardIdOf = (park: string, year: number): string => `${park}-${year}`;

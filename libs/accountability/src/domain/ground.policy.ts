import { assertNever, holds, type RuleOutcome, type StateReader } from '#kernel';
import type { AccountabilityRecorded } from '#contract/accountability';
import { eiaFold } from '#libs/eia';
import { voidFold } from '#libs/obligation';
import { isFiled, reductionFold } from '#libs/reduction';

export type Ground = Pick<AccountabilityRecorded['data'], 'violation' | 'reference' | 'place'>;

const isKnown = (state: StateReader, { violation, reference, place }: Ground): boolean => {
  switch (violation) {
    case 'UNBACKED_APPROVAL':
      return state(eiaFold, place).approvals.some(({ finding }) => finding?.findingId === reference);
    case 'DOUBLE_USE':
      // The second claim may come from anywhere; what was claimed twice is a reduction on file.
      return isFiled(state(reductionFold, reference));
    case 'FALSE_REPORT': {
      const { status, decision } = state(voidFold, reference);
      return status === 'VOIDED' && decision?.place === place;
    }
    default:
      return assertNever(violation);
  }
};

/**
 * 问责有据 (第二十一条): there is a finding of this place, a reduction that was claimed, or a lot of this place that
 * was decided void.
 */
export const grounded = (state: StateReader, ground: Ground): RuleOutcome =>
  holds(isKnown(state, ground), 'ACCOUNTABILITY_GROUND', { inputs: { ...ground } });

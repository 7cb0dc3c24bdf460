import type { JsonObject } from '#kernel';
import type { VoidState } from './void.fold.js';

/** A void as the interface shows it: who proposed and decided it, and what followed; nothing before a proposal. */
export const voidView = ({ status, proposal, opinions, decision, duties }: VoidState): JsonObject | null => {
  if (proposal === null) return null;
  const by = (step: string): string | null => duties.find((duty) => duty.step === step)?.by ?? null;
  const { lotId, place, reason, evidence } = decision ?? proposal;
  return {
    lotId,
    place,
    status,
    reason,
    evidence: evidence.map((file) => ({ ...file })),
    proposal: {
      reason: proposal.reason,
      evidence: proposal.evidence.map((file) => ({ ...file })),
      by: by('VOID_PROPOSAL'),
    },
    opinions: opinions.map((opinion) => ({ ...opinion })),
    decisionNo: decision?.decisionNo ?? null,
    decidedBy: by('VOID_DECISION'),
    writtenOff: (decision?.writtenOff ?? []).map((part) => ({ ...part })),
    obligations: (decision?.obligations ?? []).map((debt) => ({ ...debt })),
    vouchers: decision?.vouchers ?? [],
    holdsEnded: decision?.holdsEnded ?? [],
  };
};

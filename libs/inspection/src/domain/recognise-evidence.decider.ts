import { atStep, refuseBy, refuseMissing, type Command, type Decider, type Decision } from '#kernel';
import type { EvidenceRecognised } from '#contract/inspection';
import { acceptEvidence } from './custody.js';
import { evidenceFold } from './evidence.fold.js';
import { speaksFor } from './jurisdiction.js';

export type RecogniseEvidence = Omit<EvidenceRecognised['data'], 'by'> & { readonly packageId: string };

/**
 * 互认 (第二十一条): the jurisdiction that has taken a package over says whether it takes it as evidence, once. Errors:
 * NOT_FOUND, FORBIDDEN_PLACE, WRONG_STATE.
 */
export const recogniseEvidence: Decider<RecogniseEvidence> = {
  command: 'RecogniseEvidence',
  decide(command: Command<RecogniseEvidence>, state): Decision {
    const { packageId, ...said } = command.data;
    const before = state(evidenceFold, packageId);
    if (before === null) return refuseMissing(`evidence package ${packageId}`);
    const { holder: by, place, status } = before;
    const rules = [speaksFor(command.actor, by, place), atStep(status, ['RECEIVED'])];
    const refusal = refuseBy(rules);
    if (refusal) return refusal;
    const event: EvidenceRecognised = { type: 'EvidenceRecognised', data: { by, ...said } };
    return acceptEvidence(command, { packageId, before, event, rules });
  },
};

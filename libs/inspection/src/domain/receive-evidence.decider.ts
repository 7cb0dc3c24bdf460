import { atStep, holds, refuseBy, refuseMissing, type Command, type Decider, type Decision } from '#kernel';
import type { EvidenceReceived } from '#contract/inspection';
import { acceptEvidence } from './custody.js';
import { evidenceFold } from './evidence.fold.js';
import { speaksFor } from './jurisdiction.js';

export interface ReceiveEvidence {
  readonly packageId: string;
  /** What the receiver reckoned of the files that came. */
  readonly digest: string;
  readonly documentNo: string;
}

/**
 * 接收 (第二十一条): the jurisdiction a package was given to takes it over, whole. Errors: NOT_FOUND, FORBIDDEN_PLACE,
 * WRONG_STATE of a package that is not on its way, EVIDENCE_NOT_INTACT.
 */
export const receiveEvidence: Decider<ReceiveEvidence> = {
  command: 'ReceiveEvidence',
  decide(command: Command<ReceiveEvidence>, state): Decision {
    const { packageId, digest, documentNo } = command.data;
    const before = state(evidenceFold, packageId);
    if (before === null) return refuseMissing(`evidence package ${packageId}`);
    const by = before.addressee ?? before.holder;
    const rules = [
      speaksFor(command.actor, by, before.place),
      atStep(before.status, ['IN_TRANSIT']),
      holds(digest === before.digest, 'EVIDENCE_NOT_INTACT', { inputs: { digest, expected: before.digest } }),
    ];
    const refusal = refuseBy(rules);
    if (refusal) return refusal;
    const event: EvidenceReceived = { type: 'EvidenceReceived', data: { by, digest, documentNo } };
    return acceptEvidence(command, { packageId, before, event, rules });
  },
};

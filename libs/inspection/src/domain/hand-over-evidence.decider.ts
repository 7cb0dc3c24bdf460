import {
  atStep,
  refuseBy,
  refuseMeaning,
  refuseMissing,
  type Command,
  type Decider,
  type Decision,
} from '#kernel';
import type { EvidenceHandedOver } from '#contract/inspection';
import { acceptEvidence } from './custody.js';
import { evidenceFold } from './evidence.fold.js';
import { jurisdictionFaults, speaksFor } from './jurisdiction.js';

export interface HandOverEvidence {
  readonly packageId: string;
  readonly to: string;
  readonly documentNo: string;
}

/**
 * 移送 (第二十一条): whoever holds a package gives it to another jurisdiction by a numbered document. Errors: NOT_FOUND,
 * FORBIDDEN_PLACE, WRONG_STATE of a package on its way, INVALID_MEANING of a transfer to oneself or to nowhere.
 */
export const handOverEvidence: Decider<HandOverEvidence> = {
  command: 'HandOverEvidence',
  decide(command: Command<HandOverEvidence>, state): Decision {
    const { packageId, to, documentNo } = command.data;
    const before = state(evidenceFold, packageId);
    if (before === null) return refuseMissing(`evidence package ${packageId}`);
    const { holder: from, place, status } = before;
    const rules = [
      speaksFor(command.actor, from, place),
      atStep(status, ['ASSEMBLED', 'RECEIVED', 'RECOGNISED', 'NOT_RECOGNISED']),
    ];
    const own = { field: 'to', rule: 'anotherJurisdiction', message: '已在该地 / is there already' };
    const faults = [...jurisdictionFaults('to', to), ...(to === from ? [own] : [])];
    const refusal = refuseBy(rules) ?? refuseMeaning(faults);
    if (refusal) return refusal;
    const event: EvidenceHandedOver = { type: 'EvidenceHandedOver', data: { from, to, documentNo } };
    return acceptEvidence(command, { packageId, before, event, rules });
  },
};

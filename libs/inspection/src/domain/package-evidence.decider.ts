import { refuseBy, refuseMeaning, refuseMissing, type Command, type Decider, type Decision } from '#kernel';
import type { EvidencePackaged } from '#contract/inspection';
import type { Evidence } from '#contract/reduction';
import { acceptEvidence } from './custody.js';
import { inspectionFold } from './inspection.fold.js';
import { manifestDigest, manifestOf } from './manifest.js';
import { byTeam, concerns } from './team.js';

export interface PackageEvidence {
  readonly inspectionId: string;
  /** Beside those that the steps left behind. */
  readonly files: readonly Evidence[];
}

const NONE = { field: 'files', rule: 'someFile', message: '没有证据文件 / there is no file' };

/**
 * 证据包 (第二十一条): what the steps of an inspection left behind, and further files, by hash. Errors: NOT_FOUND,
 * FORBIDDEN_PLACE, NOT_INSPECTION_OFFICER, INVALID_MEANING of a package with nothing in it.
 */
export const packageEvidence: Decider<PackageEvidence> = {
  command: 'PackageEvidence',
  decide(command: Command<PackageEvidence>, state): Decision {
    const { actor, commandId: packageId, data } = command;
    const { inspectionId } = data;
    const inspection = state(inspectionFold, inspectionId);
    if (inspection === null) return refuseMissing(`inspection ${inspectionId}`);
    const rules = [concerns(actor, inspection), byTeam(actor, inspection)];
    const files = manifestOf([...inspection.steps.map(({ file }) => file), ...data.files]);
    const refusal = refuseBy(rules) ?? refuseMeaning(files.length === 0 ? [NONE] : []);
    if (refusal) return refusal;
    const { place } = inspection;
    const event: EvidencePackaged = {
      type: 'EvidencePackaged',
      data: { packageId, inspectionId, place, files, digest: manifestDigest(files) },
    };
    return acceptEvidence(command, { packageId, before: null, event, rules });
  },
};

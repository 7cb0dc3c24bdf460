import {
  propose,
  refuseBy,
  refuseMissing,
  sha256Hex,
  type Command,
  type Decider,
  type Decision,
} from '#kernel';
import type { OfflineNote, OfflineNotesMerged } from '#contract/inspection';
import { acceptInspection, inspectionStream } from './inspecting.js';
import { inspectionFold, type Inspection } from './inspection.fold.js';
import { byTeam, concerns } from './team.js';

export type MergeOfflineNotes = Omit<OfflineNotesMerged['data'], 'digest'>;

const noteText = ({ position, text, takenAt }: OfflineNote): string =>
  JSON.stringify([position, text, takenAt]);

/** Every text in it decides, so that a file that says something else is another file. */
const digestOf = ({ note, pack, notes }: MergeOfflineNotes): string =>
  sha256Hex(
    JSON.stringify([
      note,
      [pack.size, pack.madeAt, pack.madeBy, pack.verdict],
      pack.findings.map(({ code, position, field }) => [code, position, field]),
      notes.map(noteText),
    ]),
  );

/** A later export of one sitting brings the earlier notes again; they stay as they were merged. */
const newNotes = (data: MergeOfflineNotes, { notes }: Inspection): readonly OfflineNote[] => {
  const root = data.checkpoint?.root;
  const known = new Set(
    notes.filter(({ checkpoint }) => checkpoint?.root === root).flatMap((one) => one.notes.map(noteText)),
  );
  return data.notes.filter((note) => !known.has(noteText(note)));
};

/**
 * 离线记录并入 (第二十一条): notes that an officer took on an audit pack become events, with the checkpoint they rest on and
 * what the verifier said of the pack. The same file again is accepted and writes nothing. Errors: NOT_FOUND,
 * FORBIDDEN_PLACE, NOT_INSPECTION_OFFICER.
 */
export const mergeOfflineNotes: Decider<MergeOfflineNotes> = {
  command: 'MergeOfflineNotes',
  decide(command: Command<MergeOfflineNotes>, state): Decision {
    const { actor, data } = command;
    const { inspectionId } = data;
    const inspection = state(inspectionFold, inspectionId);
    if (inspection === null) return refuseMissing(`inspection ${inspectionId}`);
    const rules = [concerns(actor, inspection), byTeam(actor, inspection)];
    const refusal = refuseBy(rules);
    if (refusal) return refusal;
    const digest = digestOf(data);
    const again = inspection.notes.some((merged) => merged.digest === digest);
    const merged: OfflineNotesMerged = {
      type: 'OfflineNotesMerged',
      data: { ...data, digest, notes: newNotes(data, inspection) },
    };
    const events = again ? [] : [propose(inspectionStream(inspectionId), merged)];
    return acceptInspection(command, state, { inspectionId, events, rules });
  },
};

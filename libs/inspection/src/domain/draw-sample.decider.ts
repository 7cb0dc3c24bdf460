import {
  holds,
  propose,
  refuseBy,
  refuseMissing,
  type Command,
  type Decider,
  type Decision,
  type RuleOutcome,
  type StateReader,
} from '#kernel';
import type { NamedCheckpoint, SampleDrawn, SampleSize } from '#contract/inspection';
import { acceptInspection, inspectionStream } from './inspecting.js';
import { inspectionFold, type Inspection } from './inspection.fold.js';
import { populationIds } from './population.js';
import { drawSample as draw, populationDigest } from './sample.js';
import { concerns } from './team.js';

export interface DrawSample {
  readonly inspectionId: string;
  readonly checkpoint: NamedCheckpoint;
}

/** The plan lies below the checkpoint, so that nobody knew the root when planning. */
const knownAfterPlan = ({ size }: NamedCheckpoint, { plannedAt }: Inspection): RuleOutcome =>
  holds(size >= plannedAt, 'SAMPLE_CHECKPOINT', { inputs: { size, plannedAt } });

/** 不得重抽: what one checkpoint chose is not chosen again by another. */
const notDrawnByAnother = (checkpoint: NamedCheckpoint, { drawn }: Inspection): RuleOutcome => {
  const before = drawn[0]?.checkpoint ?? checkpoint;
  const same = before.origin === checkpoint.origin && before.root === checkpoint.root;
  const inputs = { size: checkpoint.size, before: before.size };
  return holds(same && before.size === checkpoint.size, 'SAMPLE_ALREADY_DRAWN', { inputs });
};

const drawnFor = (
  state: StateReader,
  { inspectionId, population }: Inspection,
  checkpoint: NamedCheckpoint,
) => {
  const seed = { root: checkpoint.root, inspectionId };
  return ({ of, size }: SampleSize): SampleDrawn => {
    const ids = [...new Set(populationIds(state, population, of))];
    const counted = { count: ids.length, digest: populationDigest(ids) };
    const chosen = draw(seed, ids, size);
    return {
      type: 'SampleDrawn',
      data: { inspectionId, of, checkpoint, population: counted, size, chosen },
    };
  };
};

/**
 * 随机抽样 (第二十一条): the root of the checkpoint chooses, from the population that the plan fixed, as many as the plan
 * asked for. Drawn again with the same checkpoint it is the same, and nothing is written. Errors: NOT_FOUND,
 * FORBIDDEN_PLACE, SAMPLE_CHECKPOINT, SAMPLE_ALREADY_DRAWN.
 */
export const drawSample: Decider<DrawSample> = {
  command: 'DrawSample',
  decide(command: Command<DrawSample>, state): Decision {
    const { inspectionId, checkpoint } = command.data;
    const inspection = state(inspectionFold, inspectionId);
    if (inspection === null) return refuseMissing(`inspection ${inspectionId}`);
    const rules = [
      concerns(command.actor, inspection),
      knownAfterPlan(checkpoint, inspection),
      notDrawnByAnother(checkpoint, inspection),
    ];
    const refusal = refuseBy(rules);
    if (refusal) return refusal;
    const samples = inspection.drawn.length > 0 ? [] : inspection.samples;
    const drawn = samples.map(drawnFor(state, inspection, checkpoint));
    const events = drawn.map((event) => propose(inspectionStream(inspectionId), event));
    return acceptInspection(command, state, { inspectionId, events, rules });
  },
};

import {
  must,
  previewed,
  streamName,
  type Acceptance,
  type Command,
  type Proposal,
  type RuleOutcome,
  type StateReader,
} from '#kernel';
import { inspectionFold } from './inspection.fold.js';
import { inspectionView } from './inspection.view.js';

export const inspectionStream = (inspectionId: string): string =>
  streamName(inspectionFold.prefix, inspectionId);

interface Told {
  readonly inspectionId: string;
  readonly events: readonly Proposal[];
  readonly rules: readonly RuleOutcome[];
}

/** Accepted: the inspection is shown as it will be; where its plan lies is known once it is written. */
export const acceptInspection = (
  command: Command,
  state: StateReader,
  { inspectionId, events, rules }: Told,
): Acceptance => {
  const stream = inspectionStream(inspectionId);
  const before = state(inspectionFold, inspectionId);
  const after = must(
    previewed(inspectionFold, { stream, state: before }, { proposals: events, command }),
    stream,
  );
  const answer: Acceptance['answer'] = ({ position }) =>
    inspectionView(before === null ? { ...after, plannedAt: position } : after);
  return { ok: true, events, rules, answer };
};

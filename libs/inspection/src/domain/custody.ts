import {
  must,
  previewed,
  propose,
  streamName,
  type Acceptance,
  type Command,
  type Proposal,
  type RuleOutcome,
} from '#kernel';
import type { EvidenceEvent } from '#contract/inspection';
import { evidenceFold, type EvidenceState } from './evidence.fold.js';
import { evidenceView } from './evidence.view.js';

interface Told {
  readonly packageId: string;
  readonly before: EvidenceState;
  readonly event: EvidenceEvent;
  readonly rules: readonly RuleOutcome[];
}

/** Accepted: the package is shown as it will be. */
export const acceptEvidence = (command: Command, { packageId, before, event, rules }: Told): Acceptance => {
  const stream = streamName(evidenceFold.prefix, packageId);
  const events: readonly Proposal[] = [propose(stream, event)];
  const after = previewed(evidenceFold, { stream, state: before }, { proposals: events, command });
  return { ok: true, events, rules, answer: () => evidenceView(must(after, stream)) };
};

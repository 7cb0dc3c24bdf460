import {
  previewed,
  streamName,
  type Command,
  type Decision,
  type JsonObject,
  type Proposal,
  type RuleOutcome,
} from '#kernel';
import { standingFold } from './standing.fold.js';
import type { StandingState } from './standing.state.js';

/** The stream that keeps the standing of a place. */
export const standingStream = (place: string): string => streamName(standingFold.prefix, place);

interface Writing {
  readonly command: Command;
  readonly before: StandingState;
  readonly events: readonly Proposal[];
  readonly rules: readonly RuleOutcome[];
  readonly show: (after: StandingState) => JsonObject;
}

/** An acceptance answered from the standing of the place as it will be. */
export const written = ({ command, before, events, rules, show }: Writing): Decision => {
  const start = { stream: standingStream(before.place), state: before };
  return {
    ok: true,
    events,
    rules,
    answer: () => show(previewed(standingFold, start, { proposals: events, command })),
  };
};

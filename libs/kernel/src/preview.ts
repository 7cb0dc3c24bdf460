import type { Command, DomainEvent, Fold, Logged, LoggedEvent, Proposal } from './decider.js';

/**
 * The state of one stream as it will be once these proposals are written; proposals for other streams are left out.
 * A decider shows its answer from it. What only the log can give is not known yet: version, position and event id
 * count as nothing, and the moment of recording is the command's.
 */
export const previewed = <S, E extends DomainEvent>(
  fold: Pick<Fold<S, E>, 'evolve'>,
  start: { readonly stream: string; readonly state: S },
  upcoming: { readonly proposals: readonly Proposal[]; readonly command: Command },
): S =>
  upcoming.proposals
    .filter(({ stream }) => stream === start.stream)
    .map((proposal) => enveloped(proposal, upcoming.command) as Logged<E>)
    .reduce((state, event) => fold.evolve(state, event), start.state);

const enveloped = (proposal: Proposal, command: Command): LoggedEvent => ({
  type: proposal.type,
  data: proposal.data,
  stream: proposal.stream,
  version: 0,
  position: 0,
  eventId: '',
  occurredAt: proposal.occurredAt ?? command.at,
  recordedAt: command.at,
  actor: command.actor.id,
  commandId: command.commandId,
});

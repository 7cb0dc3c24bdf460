import { dateAt, type Actor, type Command, type Decider, type Instant } from '#kernel';
import type { EventMeta } from '#contract/event-store';
import { LEDGER_DECIDERS } from '../deciders.js';

const DECIDERS: ReadonlyMap<string, Decider> = new Map(
  LEDGER_DECIDERS.map((decider) => [decider.command, decider]),
);

/** Who decides the command that a meta brings; nobody for one that the ledger does not know. */
export const deciderOf = ({ command }: EventMeta): Decider | undefined => DECIDERS.get(command?.type ?? '');

/** The command as it was given, from the meta of its first event and the moment that was recorded. */
export const commandOf = (
  { actor, actorRoles, actorPlace, commandId, command }: EventMeta,
  at: Instant,
): Command => ({
  type: command?.type ?? '',
  data: command?.data,
  actor: { id: actor, roles: actorRoles, place: actorPlace } as Actor,
  commandId,
  at,
  today: dateAt(at),
});

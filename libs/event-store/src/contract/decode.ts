import { must, upcast, type EventCatalogue, type LoggedEvent } from '#kernel';
import type { EventMeta } from './meta.js';
import type { StoredEvent } from './stored-event.js';

export const metaOf = (stored: StoredEvent): EventMeta => JSON.parse(stored.meta) as EventMeta;

/** An event as folds take it, lifted to the newest shape. Errors: InvariantViolation for a type unknown here. */
export const decode = (
  stored: StoredEvent,
  catalogue: EventCatalogue,
  meta: Pick<EventMeta, 'actor' | 'commandId'> = metaOf(stored),
): LoggedEvent => {
  const shape = must(
    catalogue[stored.type],
    `event type ${stored.type} of ${stored.stream}@${stored.version}`,
  );
  return {
    type: stored.type,
    data: upcast(shape, stored.schemaVersion, JSON.parse(stored.body)),
    stream: stored.stream,
    version: stored.version,
    position: stored.position,
    eventId: stored.eventId,
    occurredAt: stored.occurredAt,
    recordedAt: stored.recordedAt,
    actor: meta.actor,
    commandId: meta.commandId,
  };
};

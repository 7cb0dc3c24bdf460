import { must, upcast, type EventCatalogue, type LoggedEvent } from '#kernel';
import type { EventMeta } from './meta.js';
import type { Unhashed } from './envelope.js';

export const metaOf = (stored: Pick<Unhashed, 'meta'>): EventMeta => JSON.parse(stored.meta) as EventMeta;

/** An event as folds take it, with its data in the newest shape. */
export const logged = (
  { type, stream, version, position, eventId, occurredAt, recordedAt }: Unhashed,
  { actor, commandId }: Pick<EventMeta, 'actor' | 'commandId'>,
  data: unknown,
): LoggedEvent => ({
  type,
  data,
  stream,
  version,
  position,
  eventId,
  occurredAt,
  recordedAt,
  actor,
  commandId,
});

/** An event as folds take it, lifted to the newest shape. Errors: InvariantViolation for a type unknown here. */
export const decode = (
  stored: Unhashed,
  catalogue: EventCatalogue,
  meta: Pick<EventMeta, 'actor' | 'commandId'> = metaOf(stored),
): LoggedEvent => {
  const shape = must(
    catalogue[stored.type],
    () => `event type ${stored.type} of ${stored.stream}@${stored.version}`,
  );
  return logged(stored, meta, upcast(shape, stored.schemaVersion, JSON.parse(stored.body)));
};

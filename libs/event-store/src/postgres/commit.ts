import { EMPTY_HEAD, headAt } from '../contract/index.js';
import type { CommitResult, SealedBatch } from '../port.js';
import type { Ask, Statement } from './session.js';
import { textArray } from './text-array.js';
import { KeyTaken } from './trouble.js';

/**
 * The whole batch in one statement and one round trip. The head row is the only lock and the only order: it moves
 * only from where the batch was decided, and only then are events and commands inserted. A batch without events
 * leaves the head where it is, but still only if nobody else moved it.
 *
 * Written under a lease it needs the lease's epoch too, and renews it; written without one it begins a new epoch, so
 * that whoever holds the lease learns that somebody else wrote.
 */
const SWAP = `WITH swap AS (
    UPDATE ledger.ledger_head SET position = $4, hash = $5, recorded_at = $6, epoch = coalesce($21, epoch + 1),
      lease_until = coalesce(clock_timestamp() + $22 * interval '1 millisecond', lease_until)
    WHERE ledger = $1 AND position = $2 AND hash = $3 AND epoch = coalesce($21, epoch) RETURNING ledger
  ), written AS (
    INSERT INTO ledger.event
      (ledger, position, stream, version, event_id, type, schema_version, occurred_at, recorded_at, body, meta, hash)
    SELECT swap.ledger, $2 + event.place, event.stream, event.version, event.event_id, event.type,
      event.schema_version, event.occurred_at, event.recorded_at, event.body, event.meta, event.hash
    FROM swap, unnest($7::text[], $8::int[], $9::text[], $10::text[], $11::int[], $12::text[], $13::text[],
        $14::text[], $15::text[], $16::text[]) WITH ORDINALITY
      AS event (stream, version, event_id, type, schema_version, occurred_at, recorded_at, body, meta, hash, place)
  ), answered AS (
    INSERT INTO ledger.command (ledger, key, request_hash, result, position)
    SELECT swap.ledger, command.key, command.request_hash, command.result, command.position
    FROM swap, unnest($17::text[], $18::text[], $19::text[], $20::bigint[])
      AS command (key, request_hash, result, position)
  )
  SELECT count(*) FROM swap`;

const NEW_LEDGER =
  'INSERT INTO ledger.ledger_head (ledger, position, hash) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING';

export const newLedger = (ledger: string): Statement => ({
  text: NEW_LEDGER,
  values: [ledger, EMPTY_HEAD.hash],
});

const swapOf = ({ ledger, expected, events, commands, lease }: SealedBatch): Statement => {
  const last = events.at(-1);
  const { position, hash, recordedAt } = last === undefined ? expected : headAt(last);
  return {
    name: 'ledger-swap',
    text: SWAP,
    values: [
      ledger,
      expected.position,
      expected.hash,
      position,
      hash,
      recordedAt,
      textArray(events.map((event) => event.stream)),
      events.map((event) => event.version),
      textArray(events.map((event) => event.eventId)),
      textArray(events.map((event) => event.type)),
      events.map((event) => event.schemaVersion),
      textArray(events.map((event) => event.occurredAt)),
      textArray(events.map((event) => event.recordedAt)),
      textArray(events.map((event) => event.body)),
      textArray(events.map((event) => event.meta)),
      textArray(events.map((event) => event.hash)),
      textArray(commands.map((command) => command.key)),
      textArray(commands.map((command) => command.requestHash)),
      textArray(commands.map((command) => command.result)),
      commands.map((command) => command.position),
      lease?.epoch ?? null,
      lease?.milliseconds ?? null,
    ],
  };
};

/** Writes a batch; the first batch of a ledger finds no head row, makes it and tries once more. */
export const commitThrough = async (ask: Ask, batch: SealedBatch): Promise<CommitResult> => {
  const swap = swapOf(batch);
  const swapped = async (): Promise<boolean> => (await ask(swap, ([count]) => count === '1')).includes(true);
  try {
    if (await swapped()) return 'COMMITTED';
    if (batch.expected.position > 0) return 'LOST';
    await ask(newLedger(batch.ledger), () => undefined);
    return (await swapped()) ? 'COMMITTED' : 'LOST';
  } catch (error) {
    if (error instanceof KeyTaken) return 'REPEATED';
    throw error;
  }
};

import type { Instant } from '#kernel';
import type { Head, StoredEvent } from '../contract/index.js';
import type { CommandRecord, LogReads } from '../port.js';
import type { Ask, Row } from './session.js';

const COLUMNS = `position, stream, version, event_id, type, schema_version, occurred_at, recorded_at, body, meta, hash`;

const LEDGER_PAGE = `SELECT ${COLUMNS} FROM ledger.event
  WHERE ledger = $1 AND position > $2 ORDER BY position LIMIT $3`;
/**
 * Each stream by its own index: asked for all of them in the order of the log, a server that knows little yet of a log
 * that has just grown reads the whole of it instead.
 */
const STREAMS = `SELECT found.* FROM (SELECT DISTINCT unnest($2::text[]) AS stream) AS wanted, LATERAL (
    SELECT ${COLUMNS} FROM ledger.event AS e
    WHERE e.ledger = $1 AND e.stream = wanted.stream AND e.position <= $3 ORDER BY e.version
  ) AS found ORDER BY position`;
/** One step down the index for each stream, however long it is. */
const VERSIONS = `SELECT wanted.stream, latest.version FROM unnest($2::text[]) AS wanted (stream), LATERAL (
    SELECT version FROM ledger.event AS e
    WHERE e.ledger = $1 AND e.stream = wanted.stream AND e.position <= $3 ORDER BY version DESC LIMIT 1
  ) AS latest`;
const COMMANDS = `SELECT key, request_hash, result, position FROM ledger.command WHERE ledger = $1 AND key = ANY($2)`;
const HEAD = 'SELECT position, hash, recorded_at FROM ledger.ledger_head WHERE ledger = $1';

const eventOf = (ledger: string, row: Row): StoredEvent => {
  const [position, stream, version, eventId, type, schemaVersion, occurredAt, recordedAt, body, meta, hash] =
    row;
  return {
    ledger,
    position: Number(position),
    stream: stream as string,
    version: Number(version),
    eventId: eventId as string,
    type: type as string,
    schemaVersion: Number(schemaVersion),
    occurredAt: occurredAt as Instant,
    recordedAt: recordedAt as Instant,
    body: body as string,
    meta: meta as string,
    hash: hash as string,
  };
};

const commandOf = ([key, requestHash, result, position]: Row): CommandRecord => ({
  key: key as string,
  requestHash: requestHash as string,
  result: result as string,
  position: Number(position),
});

const headOfRow = ([position, hash, recordedAt]: Row): Head => ({
  position: Number(position),
  hash: hash as string,
  recordedAt: recordedAt as Instant | null,
});

/** The end of a ledger that has a head row; it is held until the transaction ends when `locking`. */
export const headOf = async (ask: Ask, ledger: string, locking = false): Promise<Head | undefined> => {
  const text = locking ? `${HEAD} FOR UPDATE` : HEAD;
  const [head] = await ask(
    { name: locking ? 'ledger-lock' : 'ledger-head', text, values: [ledger] },
    headOfRow,
  );
  return head;
};

/**
 * The log's questions over whatever runs statements: any connection of the pool, or the one that holds a lock.
 *
 * None of them is prepared under a name: a plan kept from when the log was short reads the whole of the table, and
 * goes on doing so until the server happens to count its rows again.
 */
export const readsOver = (ask: Ask): LogReads => ({
  readLedger: (ledger, after, limit) =>
    ask({ text: LEDGER_PAGE, values: [ledger, after, limit] }, (row) => eventOf(ledger, row)),
  readStreams: (ledger, streams, upTo) =>
    ask({ text: STREAMS, values: [ledger, streams, upTo] }, (row) => eventOf(ledger, row)),
  streamVersions: async (ledger, streams, upTo) => {
    const statement = { text: VERSIONS, values: [ledger, streams, upTo] };
    return new Map(
      await ask(statement, ([stream, version]): [string, number] => [stream as string, Number(version)]),
    );
  },
  findCommands: (ledger, keys) => ask({ text: COMMANDS, values: [ledger, keys] }, commandOf),
});

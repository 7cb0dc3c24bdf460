import { randomUUID } from 'node:crypto';
import type { Instant } from '#kernel';
import type { StoredEvent } from '../contract/index.js';
import { BatchRejected, type CommandRecord, type SealedBatch } from '../port.js';
import { Names } from './names.js';
import type { Check, Recorded, ToWrite } from './session.js';

/**
 * A record of bytes, so that nobody writes our JSON anew, under an id that is never used twice: KurrentDB takes a
 * request with the ids of an earlier one for its repetition, and it is our checks alone that may decide that.
 */
export const recordOf = (
  streamName: string,
  type: string,
  { text, metadata = {} }: { readonly text: string; readonly metadata?: Readonly<Record<string, string>> },
): ToWrite => ({
  streamName,
  record: {
    id: randomUUID(),
    contentType: 'application/octet-stream',
    type,
    data: Buffer.from(text),
    metadata: { ...metadata },
  },
});

const textOf = ({ data }: Recorded): string => Buffer.from(data).toString();

const logRecord = (names: Names, event: StoredEvent): ToWrite =>
  recordOf(names.log, event.type, {
    text: event.body,
    metadata: {
      stream: event.stream,
      version: String(event.version),
      eventId: event.eventId,
      schemaVersion: String(event.schemaVersion),
      occurredAt: event.occurredAt,
      recordedAt: event.recordedAt,
      meta: event.meta,
      hash: event.hash,
    },
  });

/** An event of the log. Its position is the number that the server gave it. */
export const eventOf = (ledger: string, recorded: Recorded): StoredEvent => {
  const metadata = recorded.metadata as Readonly<Record<string, string>>;
  const { stream = '', eventId = '', meta = '', hash = '' } = metadata;
  return {
    ledger,
    position: Number(recorded.revision) + 1,
    stream,
    version: Number(metadata['version']),
    eventId,
    type: recorded.type,
    schemaVersion: Number(metadata['schemaVersion']),
    occurredAt: metadata['occurredAt'] as Instant,
    recordedAt: metadata['recordedAt'] as Instant,
    body: textOf(recorded),
    meta,
    hash,
  };
};

/** Where in the log an event of a stream lies. */
export const positionOf = (pointer: Recorded): number => Number(textOf(pointer));

export const commandOf = (recorded: Recorded): CommandRecord => JSON.parse(textOf(recorded)) as CommandRecord;

const pointersOf = (names: Names, event: StoredEvent): readonly ToWrite[] => {
  const text = String(event.position);
  return [
    recordOf(names.stream(event.stream), 'ReservePool.EventOfStream', { text }),
    recordOf(names.event(event.eventId), 'ReservePool.EventId', { text }),
  ];
};

/** Everything a batch writes, in order. What PostgreSQL keeps as unique keys stands here as streams. */
export const recordsOf = ({ ledger, events, commands }: SealedBatch): readonly ToWrite[] => {
  const names = new Names(ledger);
  const last = events.at(-1);
  return [
    ...events.map((event) => logRecord(names, event)),
    ...events.flatMap((event) => pointersOf(names, event)),
    ...(last === undefined
      ? []
      : [recordOf(names.head(last.hash), 'ReservePool.Head', { text: String(last.position) })]),
    ...commands.map((command) =>
      recordOf(names.command(command.key), 'ReservePool.Command', { text: JSON.stringify(command) }),
    ),
  ];
};

const refuseTwice = (what: string, values: readonly string[]): void => {
  if (new Set(values).size < values.length) throw new BatchRejected(`${what} comes twice in the batch`);
};

/**
 * The state in which the batch may be written: the log ends with `expected`, no stream has the versions yet, no event
 * the ids, no command the keys. Errors: BatchRejected when the batch contradicts itself.
 */
export const checksOf = ({ ledger, expected, events, commands }: SealedBatch): readonly Check[] => {
  const names = new Names(ledger);
  const first = new Map<string, number>();
  const last = new Map<string, number>();
  for (const { stream, version } of events) {
    const before = last.get(stream) ?? version - 1;
    if (version !== before + 1)
      throw new BatchRejected(`version ${version} of ${stream} comes after ${before}`);
    if (!first.has(stream)) first.set(stream, version);
    last.set(stream, version);
  }
  refuseTwice(
    'an event id',
    events.map(({ eventId }) => eventId),
  );
  refuseTwice(
    'a key',
    commands.map(({ key }) => key),
  );
  return [
    { streamName: names.log, revision: expected.position - 1 },
    ...(expected.position === 0 ? [] : [{ streamName: names.head(expected.hash), revision: 0 }]),
    ...[...first].map(([stream, version]) => ({ streamName: names.stream(stream), revision: version - 2 })),
    ...events.map(({ eventId }) => ({ streamName: names.event(eventId), revision: -1 })),
    ...commands.map(({ key }) => ({ streamName: names.command(key), revision: -1 })),
  ];
};

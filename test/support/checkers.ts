import { createHash } from 'node:crypto';
import { marksIn, type Acknowledgement, type Invocation, type JournalLine } from './command-journal.js';
import type { BookedBalance, BookedEvent, LedgerBooks } from './ledger-books.js';
import { PoolBooks, poolFindings } from './pool-checkers.js';

/** What one command left in the log. */
interface Trace {
  readonly mark: string | undefined;
  readonly actor: string;
  readonly first: number;
  readonly last: number;
  readonly types: readonly string[];
}

export interface Evidence {
  readonly books: LedgerBooks;
  readonly journal: readonly JournalLine[];
  /** The position before the first command of the journal. */
  readonly baseline: number;
}

/**
 * 检查：whether a log holds what was promised to those who wrote it. Reads only what lies on disk, and shares no code
 * with the ledger. Answers what is wrong; nothing when all is well.
 */
export const findingsIn = (evidence: Evidence): readonly string[] => [
  ...gaplessFindings(evidence.books),
  ...chainFindings(evidence.books),
  ...commandFindings(evidence),
  ...poolFindings(evidence.books.events),
];

/** Positions 1, 2, 3 … up to the head; versions 1, 2, 3 … in every stream. */
export const gaplessFindings = ({ head, events }: LedgerBooks): readonly string[] => {
  const versions = new Map<string, number>();
  const findings = events.flatMap(({ position, stream, version }, index) => {
    const expected = (versions.get(stream) ?? 0) + 1;
    versions.set(stream, version);
    return [
      ...(position === index + 1 ? [] : [`GAP position ${position} stands where ${index + 1} should`]),
      ...(version === expected ? [] : [`GAP ${stream} has version ${version} after ${expected - 1}`]),
    ];
  });
  const reached = events.at(-1)?.position ?? 0;
  return reached === head.position
    ? findings
    : [...findings, `GAP the head says ${head.position}, the log ends at ${reached}`];
};

const FORMAT = Buffer.from([1]);
const field = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

/** The chain value of an event, by the byte format version 1. */
const chained = (previous: string, event: BookedEvent): string => {
  const {
    ledger,
    position,
    stream,
    version,
    eventId,
    type,
    schemaVersion,
    occurredAt,
    recordedAt,
    body,
    meta,
  } = event;
  const numbers = [String(position), stream, String(version), eventId, type, String(schemaVersion)];
  const fields = [ledger, ...numbers, occurredAt, recordedAt, body, meta].map(field);
  const parts = [FORMAT, Buffer.from(previous, 'hex'), FORMAT, ...fields];
  return createHash('sha256').update(Buffer.concat(parts)).digest('hex');
};

/**
 * Every hash follows from the event's bytes and the one before; the last is the head's; recorded time never
 * falls.
 */
export const chainFindings = ({ head, events }: LedgerBooks): readonly string[] => {
  let previous = { hash: '0'.repeat(64), recordedAt: '' };
  const findings = events.flatMap((event) => {
    const fits = event.hash === chained(previous.hash, event);
    const later = event.recordedAt >= previous.recordedAt;
    previous = event;
    return [
      ...(fits ? [] : [`CHAIN the hash of ${event.position} does not follow`]),
      ...(later ? [] : [`CHAIN ${event.position} was recorded before the one ahead of it`]),
    ];
  });
  return previous.hash === head.hash || events.length === 0
    ? findings
    : [...findings, 'CHAIN the head has another hash'];
};

const metaOf = (event: BookedEvent): { actor: string; commandId: string; command?: object } =>
  JSON.parse(event.meta) as { actor: string; commandId: string; command?: object };

const tracesIn = ({ books, baseline }: Evidence): readonly Trace[] => {
  const traces = new Map<string, Trace>();
  for (const event of books.events.filter(({ position }) => position > baseline)) {
    const { actor, commandId, command } = metaOf(event);
    const before = traces.get(commandId);
    const [mark] = before ? [before.mark] : marksIn(JSON.stringify({ command }));
    const { position, type } = event;
    const types = [...(before?.types ?? []), type];
    traces.set(commandId, { mark, actor, first: before?.first ?? position, last: position, types });
  }
  return [...traces.values()];
};

interface Story {
  readonly invocation: Invocation;
  readonly traces: readonly Trace[];
  readonly answers: readonly Acknowledgement[];
}

const byMark = <T extends { readonly mark: string | undefined }>(
  all: readonly T[],
): Map<string | undefined, T[]> => {
  const groups = new Map<string | undefined, T[]>();
  for (const one of all) groups.set(one.mark, [...(groups.get(one.mark) ?? []), one]);
  return groups;
};

const commandFindings = (evidence: Evidence): readonly string[] => {
  const invocations = evidence.journal.filter((line) => line.kind === 'INVOKED');
  const answers = byMark(evidence.journal.filter((line) => line.kind === 'ANSWERED'));
  const traces = byMark(tracesIn(evidence));
  const stories = new Map(
    invocations.map((invocation): [string, Story] => {
      const { mark } = invocation;
      return [mark, { invocation, traces: traces.get(mark) ?? [], answers: answers.get(mark) ?? [] }];
    }),
  );
  const records = new Map(evidence.books.commands.map(({ key, position }) => [key, position]));
  const strangers = [...traces]
    .filter(([mark]) => mark === undefined || !stories.has(mark))
    .flatMap(([, some]) => some);
  return [
    ...strangers.map(({ first, actor }) => `C2 nobody invoked what ${actor} did at ${first}`),
    ...[...stories.values()].flatMap((story) => storyFindings(story, records)),
    ...orderFindings(evidence.journal, stories),
  ];
};

/** C1: what was acknowledged is there once, under its key, as it was answered. C2: nothing is there twice. */
const storyFindings = (
  { invocation, traces, answers }: Story,
  records: ReadonlyMap<string, number>,
): readonly string[] => {
  const { mark, account, key, path } = invocation;
  const [trace] = traces;
  const named = `${mark} ${path}`;
  if (traces.length > 1) return [`C2 ${named} is in the log ${traces.length} times`];
  if (trace === undefined) {
    return answers.some(isKept) ? [`C1 ${named} was acknowledged and is not in the log`] : [];
  }
  const refused = trace.types.includes('CommandRefused');
  return [
    ...(trace.actor === account
      ? []
      : [`C2 ${named} was sent by ${account} and is recorded for ${trace.actor}`]),
    ...(records.get(`${account}:${key}`) === trace.last
      ? []
      : [`C1 ${named} has no record of its key at ${trace.last}`]),
    ...answers
      .filter(({ status, position }) => (status < 300 ? refused || position !== trace.last : !refused))
      .map(
        ({ status, position }) =>
          `C1 ${named} was answered ${status} at ${position}, the log has ${trace.types.join(', ')} at ${trace.last}`,
      ),
  ];
};

/** Acceptances, and refusals by a rule of the ledger, are facts and stand in the log. */
const isKept = ({ status }: Acknowledgement): boolean => status < 300 || status === 409;

/** C3: what was acknowledged before another command was invoked lies before it. */
const orderFindings = (
  journal: readonly JournalLine[],
  stories: ReadonlyMap<string, Story>,
): readonly string[] => {
  let reached = 0;
  return journal.flatMap((line) => {
    const [trace] = stories.get(line.mark)?.traces ?? [];
    if (trace === undefined) return [];
    if (line.kind === 'ANSWERED') reached = Math.max(reached, trace.last);
    else if (trace.first <= reached)
      return [`C3 ${line.mark} lies at ${trace.first}, though ${reached} was known before it`];
    return [];
  });
};

/**
 * C5 in the read models: credited = available + held + withdrawn + retired + written off, and available as in
 * the log.
 */
export const balanceFindings = (
  events: readonly BookedEvent[],
  balances: readonly BookedBalance[],
): readonly string[] => {
  const { available } = PoolBooks.of(events);
  const seen = new Set(balances.map(({ pool, pollutant }) => `${pool} ${pollutant}`));
  return [
    ...[...available.keys()].filter((name) => !seen.has(name)).map((name) => `C5 ${name} has no balance`),
    ...balances.flatMap((row) => {
      const name = `${row.pool} ${row.pollutant}`;
      const columns = [row.available, row.held, row.withdrawn, row.retired, row.writtenOff].map(BigInt);
      const whole = columns.reduce((sum, column) => sum + column) === BigInt(row.credited);
      return [
        ...(whole && columns.every((column) => column >= 0n)
          ? []
          : [`C5 the balance of ${name} does not add up`]),
        ...(BigInt(row.available) === available.get(name)
          ? []
          : [`C5 ${name} shows another available amount than the log`]),
      ];
    }),
  ];
};

/** Answers that no command of a sound service gets: neither accepted nor refused by a rule. */
export const surprisesIn = (journal: readonly JournalLine[]): readonly string[] =>
  journal
    .filter((line) => line.kind === 'ANSWERED')
    .filter((answer) => !isKept(answer))
    .map(({ mark, status, code }) => `${mark} was answered ${status} ${code}`);

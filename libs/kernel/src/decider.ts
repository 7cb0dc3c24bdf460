import type { Actor } from './actor.js';
import type { CivilDate, Instant } from './civil-time.js';
import type { JsonObject } from './json.js';
import { must } from './result.js';
import type { Refusal, RuleOutcome } from './rule.js';

/** A kind of fact: its name, the version of its shape, its data as plain JSON with amounts as text. */
export interface DomainEvent<T extends string = string, D = unknown> {
  readonly type: T;
  readonly data: D;
}

/** An event as it stands in the log; `data` already has the newest shape of its type. */
export interface LoggedEvent<E extends DomainEvent = DomainEvent> {
  readonly type: E['type'];
  readonly data: E['data'];
  readonly stream: string;
  /** 1 for the first event of a stream. */
  readonly version: number;
  /** Gapless within the ledger, in commit order, 1 for the first event. */
  readonly position: number;
  readonly eventId: string;
  /** When it took effect. */
  readonly occurredAt: Instant;
  /** When the log learned it; never falls from one position to the next. */
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly commandId: string;
}

/**
 * One member of a union of events with the log's envelope around it, so that `switch (event.type)` narrows
 * `data`.
 */
export type Logged<E extends DomainEvent> = E extends DomainEvent ? LoggedEvent<E> & E : never;

/**
 * How streams of one kind become state. `evolve` is total and pure: it never refuses, checks no rule, and may not
 * change the state it is given. The stream of id `320583` under prefix `pool` is `pool-320583`.
 */
export interface Fold<S, E extends DomainEvent = DomainEvent> {
  readonly prefix: string;
  readonly initial: (stream: string) => S;
  evolve(state: S, event: Logged<E>): S;
}

export const streamName = (prefix: string, id: string): string => (id === '' ? prefix : `${prefix}-${id}`);
export const prefixOf = (stream: string): string => {
  const end = stream.indexOf('-');
  return end < 0 ? stream : stream.slice(0, end);
};

/** Gives the state of a stream as of the batch's head; asking for it is declaring that the decision rests on it. */
export interface StateReader {
  <S>(fold: Fold<S>, id: string): S;
  /** Names streams about to be read, so that cold ones are fetched together. */
  expect(fold: Fold<unknown>, ids: readonly string[]): void;
}

/** An order to the ledger with everything a decision may need to know of the world outside it. */
export interface Command<D = unknown> {
  readonly type: string;
  readonly data: D;
  readonly actor: Actor;
  /** Fresh for each submission; ids of what the command creates are made from it. */
  readonly commandId: string;
  /** The moment that will be recorded. */
  readonly at: Instant;
  /** The civil date of `at` in Asia/Shanghai. */
  readonly today: CivilDate;
}

/** A fact a decision wants written. */
export interface Proposal {
  readonly stream: string;
  readonly type: string;
  readonly data: unknown;
  /** When it takes effect; the moment of recording when absent. */
  readonly occurredAt?: Instant;
}

/** Where an accepted command's events came to lie. */
export interface Written {
  /** The position of the last event. */
  readonly position: number;
  /** The position of each event, in the order proposed. */
  readonly positions: readonly number[];
  readonly recordedAt: Instant;
}

export interface Acceptance {
  readonly ok: true;
  readonly events: readonly Proposal[];
  readonly rules: readonly RuleOutcome[];
  /** What the caller is told; positions are known only after writing. */
  readonly answer: (written: Written) => JsonObject;
}
export type Decision = Acceptance | { readonly ok: false; readonly refusal: Refusal };

/**
 * Turns a command and folded state into events or a refusal with all its grounds. Pure: it may be asked again with
 * the same state, and is, when a stream it wanted had to be fetched first or another process wrote in between.
 */
export interface Decider<D = unknown> {
  readonly command: string;
  decide(command: Command<D>, state: StateReader): Decision;
}

export const refuse = (refusal: Refusal): Decision => ({ ok: false, refusal });

/** Types a proposal by its event union. */
export const propose = <E extends DomainEvent>(
  stream: string,
  { type, data }: E,
  occurredAt?: Instant,
): Proposal => (occurredAt === undefined ? { stream, type, data } : { stream, type, data, occurredAt });

/** Declares an event type's shape history: each upcaster lifts data of version n to version n + 1. */
export interface EventShape {
  readonly version: number;
  readonly upcasters: Readonly<Record<number, (data: never) => unknown>>;
}
export const shape = (version: number, upcasters: EventShape['upcasters'] = {}): EventShape => ({
  version,
  upcasters,
});

/** Every event type a library writes, with its newest version. */
export type EventCatalogue<E extends DomainEvent = DomainEvent> = { readonly [T in E['type']]: EventShape };

/** Lifts stored data to the newest shape of its type. */
export const upcast = (shapeOf: EventShape, version: number, data: unknown): unknown => {
  let lifted = data;
  for (let from = version; from < shapeOf.version; from += 1) {
    lifted = must(shapeOf.upcasters[from], `upcaster from version ${from}`)(lifted as never);
  }
  return lifted;
};

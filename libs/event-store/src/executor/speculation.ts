import { streamName, type EventCatalogue, type Fold, type LoggedEvent, type StateReader } from '#kernel';
import { decode } from '../contract/index.js';
import type { LogReads } from '../port.js';
import { emptyStream, readWith, step, UNREAD, type Known, type StreamStates } from './stream-states.js';

/** A decision needs a stream that is not in memory: it is asked again once the stream is. */
export class StateMissing extends Error {
  override readonly name = 'StateMissing';
}

export interface LoadFrom {
  readonly reads: LogReads;
  readonly ledger: string;
  readonly catalogue: EventCatalogue;
  /** The head that the states are as of. */
  readonly upTo: number;
}

/** States as they will be if a batch is committed: a layer over the committed ones, dropped when it is not. */
export class Speculation {
  readonly #layer = new Map<string, Known>();
  /** What was written into the layer, for streams that are read only after they were written. */
  readonly #written: LoggedEvent[] = [];
  /** Streams to load, with the fold that reads them; without one only the version is wanted. */
  readonly #wanted = new Map<string, Fold<unknown> | undefined>();

  constructor(private readonly states: StreamStates) {}

  /** What deciders ask. Errors: StateMissing. */
  readonly reader: StateReader = Object.assign(
    <S>(fold: Fold<S>, id: string): S => {
      const stream = streamName(fold.prefix, id);
      const known = readWith(this.#get(stream), fold);
      if (known !== undefined) return known.state as S;
      this.#wanted.set(stream, fold);
      throw new StateMissing(stream);
    },
    {
      expect: (fold: Fold<unknown>, ids: readonly string[]): void => {
        const streams = ids.map((id) => streamName(fold.prefix, id));
        const cold = streams.filter((stream) => readWith(this.#get(stream), fold) === undefined);
        cold.forEach((stream) => this.#wanted.set(stream, fold));
      },
    },
  );

  /** Makes sure that the versions of some streams are known. Errors: StateMissing. */
  require(streams: readonly string[]): void {
    const cold = streams.filter((stream) => this.#get(stream) === undefined);
    for (const stream of cold) this.#wanted.set(stream, this.#wanted.get(stream));
    if (cold.length > 0) throw new StateMissing(cold.join());
  }

  versionOf(stream: string): number {
    return this.#get(stream)?.version ?? 0;
  }

  /** Adds events to the layer, all or, when a fold throws, none. */
  evolve(events: readonly LoggedEvent[]): void {
    const next = new Map<string, Known>();
    for (const event of events) {
      const known = next.get(event.stream) ?? this.#get(event.stream) ?? UNREAD;
      next.set(event.stream, step(known, event));
    }
    for (const [stream, known] of next) this.#layer.set(stream, known);
    this.#written.push(...events);
  }

  /** Brings everything that was missing into the committed states, at most one query for each kind of need. */
  async load({ reads, ledger, catalogue, upTo }: LoadFrom): Promise<void> {
    const wanted = [...this.#wanted];
    this.#wanted.clear();
    const folds = new Map(wanted.flatMap(([stream, fold]) => (fold === undefined ? [] : [[stream, fold]])));
    const unread = wanted.flatMap(([stream, fold]) => (fold === undefined ? [stream] : []));
    const loaded = new Map([...folds].map(([stream, fold]) => [stream, emptyStream(fold, stream)]));
    if (folds.size > 0) {
      for (const stored of await reads.readStreams(ledger, [...folds.keys()], upTo)) {
        loaded.set(stored.stream, step(loaded.get(stored.stream) ?? UNREAD, decode(stored, catalogue)));
      }
    }
    if (unread.length > 0) {
      const versions = await reads.streamVersions(ledger, unread, upTo);
      for (const stream of unread) loaded.set(stream, { ...UNREAD, version: versions.get(stream) ?? 0 });
    }
    for (const [stream, known] of loaded) this.#add(stream, known);
  }

  /** The batch was committed: what was speculation is now known. */
  merge(): void {
    for (const [stream, known] of this.#layer) this.states.set(stream, known);
    this.states.trim();
  }

  #get(stream: string): Known | undefined {
    return this.#layer.get(stream) ?? this.states.get(stream);
  }

  #add(stream: string, known: Known): void {
    this.states.set(stream, known);
    if (!this.#layer.has(stream)) return;
    const written = this.#written.filter((event) => event.stream === stream);
    this.#layer.set(stream, written.reduce(step, known));
  }
}

import type { Fold, LoggedEvent } from '#kernel';
import type { Folded } from './projection.js';

/** Shorter streams are read again as fast as they are kept. */
const LONG = 50;
const MOST_KEPT = 100;

/** Folds events of several streams, given in order of position, upon what is known of them. */
export const foldStreams = <S>(
  fold: Fold<S>,
  events: readonly LoggedEvent[],
  known: ReadonlyMap<string, Folded<S>> = new Map(),
): ReadonlyMap<string, Folded<S>> => {
  const folded = new Map(known);
  for (const event of events) {
    const before = folded.get(event.stream);
    const state = fold.evolve(before?.state ?? fold.initial(event.stream), event);
    folded.set(event.stream, { state, version: event.version, first: before?.first ?? event, last: event });
  }
  return folded;
};

interface Kept<S> {
  readonly fold: Fold<S>;
  readonly streams: Map<string, Folded<S>>;
}

/**
 * What long streams come to as of the last page, so that a stream which grows page by page, such as that of a place's
 * readings, is not read from its first event each time. The states are those the log gives: what was kept is
 * dropped wherever pages do not follow one upon the other.
 */
export class FoldMemory {
  private position = 0;
  private readonly kept = new Map<Fold<never>, Kept<never>>();

  /** Takes in a page that follows upon a position. */
  follow(from: number, events: readonly LoggedEvent[]): void {
    if (from !== this.position) this.kept.clear();
    for (const one of this.kept.values()) grow(one, events);
    this.position = events.at(-1)?.position ?? from;
  }

  /** The states of streams as of the last page; those not kept are read from the log. */
  async states<S>(
    fold: Fold<S>,
    streams: readonly string[],
    read: (streams: readonly string[]) => Promise<readonly LoggedEvent[]>,
  ): Promise<ReadonlyMap<string, Folded<S>>> {
    const { streams: own } = this.of(fold);
    const unknown = streams.filter((stream) => !own.has(stream));
    const states = new Map(foldStreams(fold, unknown.length === 0 ? [] : await read(unknown)));
    for (const stream of streams) {
      const state = own.get(stream);
      if (state !== undefined) states.set(stream, state);
    }
    this.keep(own, states);
    return states;
  }

  private of<S>(fold: Fold<S>): Kept<S> {
    const known = this.kept.get(fold as unknown as Fold<never>) as Kept<S> | undefined;
    if (known !== undefined) return known;
    const fresh: Kept<S> = { fold, streams: new Map() };
    this.kept.set(fold as unknown as Fold<never>, fresh as unknown as Kept<never>);
    return fresh;
  }

  /** The streams asked for last stay longest. */
  private keep<S>(own: Map<string, Folded<S>>, states: ReadonlyMap<string, Folded<S>>): void {
    for (const [stream, state] of states) {
      own.delete(stream);
      if (state.version >= LONG) own.set(stream, state);
    }
    for (const stream of own.keys()) {
      if (own.size <= MOST_KEPT) return;
      own.delete(stream);
    }
  }
}

const grow = <S>({ fold, streams }: Kept<S>, events: readonly LoggedEvent[]): void => {
  const own = events.filter(({ stream }) => streams.has(stream));
  if (own.length === 0) return;
  for (const [stream, state] of foldStreams(fold, own, streams)) streams.set(stream, state);
};

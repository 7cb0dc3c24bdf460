import { InvariantViolation, prefixOf, type Fold, type LoggedEvent } from '#kernel';
import type { Head } from '../contract/index.js';

/** A stream as of some head: its version, and its state once a decider has asked for it. */
export interface Known {
  readonly version: number;
  readonly fold: Fold<unknown> | undefined;
  readonly state: unknown;
}

export const UNREAD: Known = { version: 0, fold: undefined, state: undefined };

export const emptyStream = (fold: Fold<unknown>, stream: string): Known => ({
  version: 0,
  fold,
  state: fold.initial(stream),
});

export const step = ({ fold, state }: Known, event: LoggedEvent): Known => ({
  version: event.version,
  fold,
  state: fold?.evolve(state, event),
});

/** Errors: InvariantViolation when a stream that one fold has read is asked for with another. */
export const readWith = (known: Known | undefined, fold: Fold<unknown>): Known | undefined => {
  if (known?.fold === undefined) return undefined;
  if (known.fold !== fold) throw new InvariantViolation(`two folds for the streams of prefix ${fold.prefix}`);
  return known;
};

export interface CacheLimits {
  /** How many streams to remember besides the pinned ones. */
  readonly streams: number;
  /** Prefixes of streams that are never forgotten. */
  readonly pinned: readonly string[];
}

/**
 * Streams as of one head of the log. States are persistent values, so that a batch decides on top of them without
 * touching them, and is simply dropped when it fails.
 */
export class StreamStates {
  /** What every state here is as of; nothing before the log was first looked at. */
  head: Head | undefined;
  readonly #pinned = new Map<string, Known>();
  /** In order of use, the longest unused first. */
  readonly #others = new Map<string, Known>();
  /** What this batch has asked for stands in its place: to move it anew each time costs more than to find it. */
  readonly #asked = new Set<string>();

  constructor(private readonly limits: CacheLimits) {}

  get(stream: string): Known | undefined {
    const known = this.#others.get(stream);
    if (known === undefined) return this.#pinned.get(stream);
    if (this.#asked.has(stream)) return known;
    this.#asked.add(stream);
    this.#others.delete(stream);
    this.#others.set(stream, known);
    return known;
  }

  set(stream: string, known: Known): void {
    const pinned = this.limits.pinned.includes(prefixOf(stream));
    (pinned ? this.#pinned : this.#others).set(stream, known);
  }

  /**
   * Follows events that somebody else wrote, up to a new head; streams nobody asked for stay unknown. When a fold
   * throws, half of them would be of another head, so all are forgotten.
   */
  absorb(events: readonly LoggedEvent[], head: Head): void {
    try {
      for (const event of events) {
        const known = this.#others.get(event.stream) ?? this.#pinned.get(event.stream);
        if (known !== undefined) this.set(event.stream, step(known, event));
      }
      this.head = head;
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  /** Forgets the longest unused streams above the limit; called between batches, never within one. */
  trim(): void {
    this.#asked.clear();
    for (const stream of this.#others.keys()) {
      if (this.#others.size <= this.limits.streams) return;
      this.#others.delete(stream);
    }
  }

  forget(): void {
    this.head = undefined;
    this.#pinned.clear();
    this.#others.clear();
    this.#asked.clear();
  }
}

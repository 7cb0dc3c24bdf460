import { must, prefixOf, streamName, type Fold, type LoggedEvent, type StateReader } from '#kernel';
import { decode } from '#contract/event-store';
import { LEDGER_EVENTS } from '../event-catalogue.js';
import { LEDGER_FOLDS } from '../folds.js';
import { LeafEvent } from '../pack/leaf-event.js';
import { KeptBytes } from './kept-bytes.js';
import { WHOLE, type Share } from './share.js';

/** What an audit does with the streams of one prefix, as its share of the work says. */
interface Reached {
  readonly folds: boolean;
  readonly asks: boolean;
}

/** The streams of one prefix, by id. */
export interface Kind extends Reached {
  readonly fold: Fold<unknown>;
  readonly states: Map<string, unknown>;
  /** Where the events lie that are folded when somebody asks for their stream. */
  readonly unread: Map<string, number[]>;
}

/** `320583` of `pool-320583`; nothing of `policy`. */
const idOf = (prefix: string, stream: string): string => stream.slice(prefix.length + 1);

const evolve = ({ fold, states }: Kind, event: LoggedEvent): void => {
  const id = idOf(fold.prefix, event.stream);
  const known = states.get(id);
  states.set(id, fold.evolve(known === undefined ? fold.initial(event.stream) : known, event));
};

const tryEvolve = (kind: Kind, event: () => LoggedEvent): void => {
  try {
    evolve(kind, event());
  } catch {
    // Whoever reads this stream at once says so.
  }
};

/** A decision asked for streams that its reader was not to need: a defect of how work is shared, not of the ledger. */
export class OutsideShare extends Error {
  override readonly name = 'OutsideShare';
}

/** Every stream of a ledger as state, as of the last event read. */
export class LedgerStates {
  private readonly kinds: ReadonlyMap<string, Kind>;
  private readonly kept = new KeptBytes();

  constructor(share: Pick<Share, 'folds' | 'asks'> = WHOLE) {
    this.kinds = new Map(
      LEDGER_FOLDS.map((fold) => {
        const reached = { folds: share.folds(fold.prefix), asks: share.asks(fold.prefix) };
        return [fold.prefix, { fold, ...reached, states: new Map(), unread: new Map() }];
      }),
    );
  }

  /** What deciders ask. Errors: OutsideShare. */
  readonly reader: StateReader = Object.assign(
    <S>(fold: Fold<S>, id: string): S => {
      const kind = this.kinds.get(fold.prefix);
      if (kind?.asks === false) throw new OutsideShare(fold.prefix);
      if (kind !== undefined && kind.unread.size > 0) this.readWaiting(kind, id);
      const known = kind?.states.get(id);
      if (known !== undefined) return known as S;
      const initial = fold.initial(streamName(fold.prefix, id));
      // Some streams are asked for with every command, and never written.
      kind?.states.set(id, initial);
      return initial;
    },
    { expect: () => undefined },
  );

  of<S>(fold: Fold<S>, stream: string): S {
    return this.reader(fold, idOf(fold.prefix, stream));
  }

  /** The streams among which one is; nothing for one that nobody folds. */
  kindOf(stream: string): Kind | undefined {
    return this.kinds.get(prefixOf(stream));
  }

  /** Errors: whatever the fold throws at an event that cannot have happened; the state stays as it was. */
  read(event: LoggedEvent, kind = this.kindOf(event.stream)): void {
    if (kind !== undefined) evolve(kind, event);
  }

  /** Reads an event, with this meta, once its stream is asked for; one that cannot be read then is passed over. */
  readLater(kind: Kind, { stream, withoutMeta }: LeafEvent, meta: Uint8Array): void {
    const id = idOf(kind.fold.prefix, stream);
    const place = this.kept.keep(withoutMeta, meta);
    const waiting = kind.unread.get(id);
    if (waiting === undefined) kind.unread.set(id, [place]);
    else waiting.push(place);
  }

  /** The same of an event that is at hand: it is passed over at once if it cannot be read. */
  readOrPass(kind: Kind, event: LoggedEvent): void {
    this.readWaiting(kind, idOf(kind.fold.prefix, event.stream));
    tryEvolve(kind, () => event);
  }

  private readWaiting(kind: Kind, id: string): void {
    const waiting = kind.unread.get(id);
    if (waiting === undefined) return;
    kind.unread.delete(id);
    for (const place of waiting) tryEvolve(kind, () => this.eventAt(place));
  }

  private eventAt(place: number): LoggedEvent {
    // Whether it is text shows when it is read.
    const bytes = this.kept.at(place);
    const event = LeafEvent.in(bytes, [0, bytes.length]);
    return decode(must(event, 'a leaf'), LEDGER_EVENTS);
  }
}

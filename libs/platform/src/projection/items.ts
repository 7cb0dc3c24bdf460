import { PersistentMap, prefixOf, type Fold, type ItemView, type LoggedEvent } from '#kernel';
import type { Folded, Projection, ReadWriter, Row } from './projection.js';

/** A register of items that lie several to a stream, such as the orders over one place. */
export interface ItemRegisterSpec<S> {
  readonly name: string;
  readonly revision: number;
  readonly fold: Fold<S>;
  /** By event type: the items such an event changes, given the stream's state before it. */
  readonly touched: Readonly<Record<string, Touching<S>>>;
  /** What the API shows of one item, nothing while the stream does not hold it. */
  view(state: S, id: string): ItemView | null;
}
interface Touch<S> {
  touches(data: never, before: S): readonly string[];
}
type Touching<S> = Touch<S>['touches'];

interface Trail {
  readonly first: LoggedEvent;
  readonly last: LoggedEvent;
}

/** A stream's state, and of each item the first and the last event that told of it. */
interface Kept<S> {
  readonly state: S;
  readonly trails: PersistentMap<string, Trail>;
}

const keeping = <S>({ fold, touched }: ItemRegisterSpec<S>): Fold<Kept<S>> => ({
  prefix: fold.prefix,
  initial: (stream) => ({ state: fold.initial(stream), trails: PersistentMap() }),
  evolve: ({ state, trails }, event) => ({
    state: fold.evolve(state, event),
    trails: (touched[event.type]?.(event.data as never, state) ?? []).reduce(
      (before, id) => before.set(id, { first: before.get(id)?.first ?? event, last: event }),
      trails,
    ),
  }),
});

const rowsOf = <S>(
  spec: ItemRegisterSpec<S>,
  { state: { state, trails } }: Folded<Kept<S>>,
  { ledger, since }: { readonly ledger: string; readonly since: number },
): readonly Row[] =>
  [...trails.entries()].flatMap(([id, { first, last }]) => {
    const doc = last.position < since ? null : spec.view(state, id);
    return doc === null
      ? []
      : [
          {
            ledger,
            id,
            place: doc.place,
            status: doc.status,
            // The stream's own would be that of the page's end, and pages differ from one run to the next.
            version: last.version,
            position: last.position,
            filed_at: first.recordedAt,
            filed_position: first.position,
            updated_at: last.recordedAt,
            doc,
          },
        ];
  });

/** A register with its fold, which is the same one for every page. */
interface Followed<S> {
  readonly spec: ItemRegisterSpec<S>;
  readonly fold: Fold<Kept<S>>;
}

const applied = async <S>(
  { spec, fold }: Followed<S>,
  events: readonly LoggedEvent[],
  out: ReadWriter,
): Promise<void> => {
  const telling = events.filter(
    ({ stream, type }) => prefixOf(stream) === spec.fold.prefix && type in spec.touched,
  );
  const [first] = telling;
  if (first === undefined) return;
  const folded = await out.fold(fold, [...new Set(telling.map(({ stream }) => stream))]);
  const page = { ledger: out.ledger, since: first.position };
  await out.put(
    spec.name,
    ['ledger', 'id'],
    [...folded.values()].flatMap((one) => rowsOf(spec, one, page)),
  );
};

/**
 * 台账 of items: one row per item in a table like any register's (`registerTable`). Items that lie in streams of several
 * kinds may share one; their specs have the table's name in common.
 */
export const itemProjection = (
  first: ItemRegisterSpec<unknown>,
  ...others: readonly ItemRegisterSpec<unknown>[]
): Projection => {
  const followed = [first, ...others].map((spec) => ({ spec, fold: keeping(spec) }));
  return {
    name: first.name,
    revision: others.reduce((sum, { revision }) => sum + revision, first.revision),
    tables: [first.name],
    async apply(events: readonly LoggedEvent[], out) {
      for (const one of followed) await applied(one, events, out);
    },
  };
};

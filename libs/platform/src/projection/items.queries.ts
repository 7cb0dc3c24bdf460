import type { EntityTarget, Repository } from 'typeorm';
import { prefixOf, streamName, type LoggedEvent } from '#kernel';
import { decode } from '#libs/event-store';
import type { ItemRegisterSpec } from './items.js';
import { withinPlaces } from './place-security.js';
import { foldStreams } from './fold-memory.js';
import type { RegisterRow } from './register.entity.js';
import {
  pageOfRegister,
  type RegisterFilter,
  type RegisterItem,
  type RegisterPage,
  type RegisterReader,
  type RegisterSource,
  type RegisterTimes,
} from './register.queries.js';

interface Located {
  readonly id: string;
  readonly place: string;
}

/**
 * Reads a register of items that share the stream of their place, of one kind or of several. The table says where an
 * item lies; one item, and anything of the past, is folded from the log, so that its version is that of the stream as
 * shown.
 */
export class ItemQueries implements RegisterReader {
  constructor(
    private readonly source: RegisterSource,
    private readonly specs: readonly ItemRegisterSpec<unknown>[],
    private readonly entity: EntityTarget<RegisterRow>,
  ) {}

  /** The place whose stream an item lies in, as far as the read model knows. */
  async placeOf(id: string): Promise<string | undefined> {
    return (await this.rows().findOneBy({ ledger: this.source.ledger, id }))?.place;
  }

  /** The member `kind` of an item that the read model knows, in a register of several kinds. */
  async kindOf(id: string): Promise<string | undefined> {
    const kind = (await this.rows().findOneBy({ ledger: this.source.ledger, id }))?.doc['kind'];
    return typeof kind === 'string' ? kind : undefined;
  }

  async find(id: string, times: RegisterTimes = {}): Promise<RegisterItem | undefined> {
    const place = await this.placeOf(id);
    return place === undefined ? undefined : (await this.folded([{ id, place }], times)).get(id);
  }

  list(filter: RegisterFilter, times: RegisterTimes = {}): Promise<RegisterPage> {
    const asked = { ...filter, ...times, ledger: this.source.ledger };
    const pastOf = async (rows: readonly RegisterRow[]) => {
      const past = await this.folded(rows, times);
      return new Map(
        rows.flatMap(({ id, position }) => {
          const item = past.get(id);
          return item ? [[id, { ...item, position: Number(position) }] as const] : [];
        }),
      );
    };
    return withinPlaces(this.source.dataSource, filter.places, (manager) =>
      pageOfRegister(manager.getRepository(this.entity), asked, pastOf),
    );
  }

  private rows(): Repository<RegisterRow> {
    return this.source.dataSource.getRepository(this.entity);
  }

  /** Items as they stood: their places' streams folded up to a position, without what took effect later. */
  private async folded(
    items: readonly Located[],
    { asOf, upTo = Number.MAX_SAFE_INTEGER }: RegisterTimes,
  ): Promise<ReadonlyMap<string, RegisterItem>> {
    const { store, ledger, catalogue } = this.source;
    const places = [...new Set(items.map(({ place }) => place))];
    const streams = this.specs.flatMap(({ fold }) => places.map((place) => streamName(fold.prefix, place)));
    const stored = await store.readStreams(ledger, streams, upTo);
    const known = stored.filter((event) => asOf === undefined || event.occurredAt <= asOf);
    const events = known.map((event) => decode(event, catalogue));
    return new Map(this.specs.flatMap((spec) => shownBy(spec, events, items)));
  }
}

const shownBy = <S>(
  spec: ItemRegisterSpec<S>,
  events: readonly LoggedEvent[],
  items: readonly Located[],
): readonly (readonly [string, RegisterItem])[] => {
  const { prefix } = spec.fold;
  const states = foldStreams(
    spec.fold,
    events.filter(({ stream }) => prefixOf(stream) === prefix),
  );
  return items.flatMap(({ id, place }) => {
    const stream = states.get(streamName(prefix, place));
    const doc = stream && spec.view(stream.state, id);
    return doc ? [[id, { doc, place, version: stream.version }] as const] : [];
  });
};

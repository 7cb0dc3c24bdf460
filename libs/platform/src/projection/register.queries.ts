import { In, type DataSource, type EntityTarget, type Repository, type SelectQueryBuilder } from 'typeorm';
import { prefixOf, streamName, type EventCatalogue, type Instant, type JsonObject } from '#kernel';
import { decode, type EventStore } from '#libs/event-store';
import { withinPlaces } from './place-security.js';
import { foldStreams } from './fold-memory.js';
import type { RegisterRow } from './register.entity.js';
import type { RegisterSpec } from './register.js';

export interface RegisterItem {
  readonly doc: JsonObject;
  readonly place: string;
  readonly version: number;
}

export interface RegisterFilter {
  /** Places the reader answers for. */
  readonly places: readonly string[];
  /** Columns, or members of the document such as `project.code`, that must equal a value or, by `true`, be there. */
  readonly equals: Readonly<Record<string, string | true>>;
  readonly sort: { readonly by: 'filedAt' | 'updatedAt' | 'status' | 'place'; readonly descending: boolean };
  readonly offset: number;
  readonly limit: number;
}

/** What was in force and known; absent means now. */
export interface RegisterTimes {
  readonly asOf?: Instant | undefined;
  readonly upTo?: number | undefined;
}

/** One page of a register. */
export interface RegisterPage {
  readonly total: number;
  readonly items: readonly JsonObject[];
}

/** An item as it stood, and the position of its last event by then. */
interface PastItem extends RegisterItem {
  readonly position: number;
}

/** What can be asked of a register, however its items lie in the log. */
export interface RegisterReader {
  /** One item, or nothing when it did not exist (at that time). */
  find(id: string, times?: RegisterTimes): Promise<RegisterItem | undefined>;
  list(filter: RegisterFilter, times?: RegisterTimes): Promise<RegisterPage>;
}

export interface RegisterSource {
  readonly dataSource: DataSource;
  readonly store: EventStore;
  readonly catalogue: EventCatalogue;
  readonly ledger: string;
}

const COLUMNS = ['place', 'status'];
const SORTS = {
  filedAt: 'row.filedPosition',
  updatedAt: 'row.position',
  status: 'row.status',
  place: 'row.place',
};

type Asked = RegisterFilter & RegisterTimes & { readonly ledger: string };

/** The rows that a reader may see, in the order asked for. */
const filteredRows = (rows: Repository<RegisterRow>, asked: Asked): SelectQueryBuilder<RegisterRow> => {
  const { ledger, places, equals, sort, upTo } = asked;
  const query = rows
    .createQueryBuilder('row')
    .where('row.ledger = :ledger', { ledger })
    .andWhere('row.place = ANY(:places)', { places });
  if (upTo !== undefined) query.andWhere('row.filedPosition <= :upTo', { upTo });
  Object.entries(equals).forEach(([field, value], index) => {
    const column = COLUMNS.includes(field)
      ? `row.${field}`
      : `row.doc #>> string_to_array(:field${index}, '.')`;
    const fits = value === true ? 'IS NOT NULL' : `= :value${index}`;
    query.andWhere(`${column} ${fits}`, { [`field${index}`]: field, [`value${index}`]: value });
  });
  return query.orderBy(SORTS[sort.by], sort.descending ? 'DESC' : 'ASC').addOrderBy('row.id');
};

const memberOf = (doc: JsonObject, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as JsonObject | null | undefined)?.[name], doc);

const equalsMember = (doc: JsonObject, path: string, value: string | true): boolean => {
  const member: unknown = memberOf(doc, path) ?? null;
  return value === true ? member !== null : String(member) === value;
};

const sortValue = (row: RegisterRow, item: PastItem, by: RegisterFilter['sort']['by']): string | number => {
  if (by === 'filedAt') return Number(row.filedPosition);
  return by === 'updatedAt' ? item.position : String(memberOf(item.doc, by));
};

const compared = <T extends string | number>(a: T, b: T): number => Number(a > b) - Number(a < b);

/** A page of the register as it stood: filtered, ordered and counted by what the items were then. */
const pastPage = async (
  rows: Repository<RegisterRow>,
  asked: Asked,
  past: (rows: readonly RegisterRow[]) => Promise<ReadonlyMap<string, PastItem>>,
): Promise<RegisterPage> => {
  const { equals, sort, offset, limit } = asked;
  const lasting = Object.entries(equals).filter(([field]) => field === 'place');
  const candidates = await filteredRows(rows, { ...asked, equals: Object.fromEntries(lasting) }).getMany();
  const known = await past(candidates);
  const kept = candidates.flatMap((row) => {
    const item = known.get(row.id);
    const fits = Object.entries(equals).every(([path, value]) => item && equalsMember(item.doc, path, value));
    return item && fits ? [{ id: row.id, doc: item.doc, key: sortValue(row, item, sort.by) }] : [];
  });
  const direction = sort.descending ? -1 : 1;
  const ordered = kept.toSorted((a, b) => direction * compared(a.key, b.key) || compared(a.id, b.id));
  return { total: kept.length, items: ordered.slice(offset, offset + limit).map(({ doc }) => doc) };
};

/** A page of the register as it stands or, asked with a time, as it stood. */
export const pageOfRegister = async (
  rows: Repository<RegisterRow>,
  asked: Asked,
  past: (rows: readonly RegisterRow[]) => Promise<ReadonlyMap<string, PastItem>>,
): Promise<RegisterPage> => {
  if (asked.asOf !== undefined || asked.upTo !== undefined) return pastPage(rows, asked, past);
  const page = filteredRows(rows, asked).skip(asked.offset).take(asked.limit);
  const [found, total] = await page.getManyAndCount();
  return { total, items: found.map(({ doc }) => doc) };
};

/** Reads one register: today's rows from its table, past ones folded from the log. */
export class RegisterQueries<S> implements RegisterReader {
  constructor(
    private readonly source: RegisterSource,
    private readonly spec: RegisterSpec<S>,
    private readonly entity: EntityTarget<RegisterRow>,
  ) {}

  /** One item, or nothing when it did not exist (at that time). */
  async find(id: string, times: RegisterTimes = {}): Promise<RegisterItem | undefined> {
    if (times.asOf !== undefined || times.upTo !== undefined) return (await this.past([id], times)).get(id);
    const row = await this.rows().findOneBy({ ledger: this.source.ledger, id });
    return row ? { doc: row.doc, place: row.place, version: row.version } : undefined;
  }

  /** Those of some items that existed (at that time) and lie in these places, in no order. */
  async several(
    ids: readonly string[],
    places: readonly string[],
    times: RegisterTimes = {},
  ): Promise<readonly JsonObject[]> {
    if (times.asOf !== undefined || times.upTo !== undefined) {
      const past = [...(await this.past(ids, times)).values()];
      return past.filter(({ place }) => places.includes(place)).map(({ doc }) => doc);
    }
    const { dataSource, ledger } = this.source;
    const found = await withinPlaces(dataSource, places, (manager) =>
      manager.getRepository(this.entity).findBy({ ledger, id: In(ids), place: In(places) }),
    );
    return found.map(({ doc }) => doc);
  }

  list(filter: RegisterFilter, times: RegisterTimes = {}): Promise<RegisterPage> {
    const asked = { ...filter, ...times, ledger: this.source.ledger };
    return withinPlaces(this.source.dataSource, filter.places, (manager) =>
      pageOfRegister(manager.getRepository(this.entity), asked, (rows) =>
        this.past(
          rows.map(({ id }) => id),
          times,
        ),
      ),
    );
  }

  private rows(): Repository<RegisterRow> {
    return this.source.dataSource.getRepository(this.entity);
  }

  /** Items as they stood: their streams folded up to a position, without what took effect later. */
  private async past(
    ids: readonly string[],
    { asOf, upTo }: RegisterTimes,
  ): Promise<ReadonlyMap<string, PastItem>> {
    const { store, ledger, catalogue } = this.source;
    const streams = ids.map((id) => streamName(this.spec.fold.prefix, id));
    const stored = await store.readStreams(ledger, streams, upTo ?? Number.MAX_SAFE_INTEGER);
    const known = stored.filter((event) => asOf === undefined || event.occurredAt <= asOf);
    const items = new Map<string, PastItem>();
    for (const [stream, folded] of foldStreams(
      this.spec.fold,
      known.map((event) => decode(event, catalogue)),
    )) {
      const doc = this.spec.view(folded.state);
      const id = stream.slice(prefixOf(stream).length + 1);
      if (!doc) continue;
      items.set(id, { doc, place: doc.place, version: folded.version, position: folded.last.position });
    }
    return items;
  }
}

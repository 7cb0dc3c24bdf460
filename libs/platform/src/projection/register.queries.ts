import type { DataSource, EntityTarget, Repository, SelectQueryBuilder } from 'typeorm';
import { prefixOf, streamName, type EventCatalogue, type Instant, type JsonObject } from '#kernel';
import { decode, type EventStore } from '#libs/event-store';
import { foldStreams } from './read-writer.js';
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
  /** Columns, or members of the document such as `project.code`, that must equal a value. */
  readonly equals: Readonly<Record<string, string>>;
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

/** The rows of one page that a reader may see, in the order asked for. */
export const filteredRows = (
  rows: Repository<RegisterRow>,
  filter: RegisterFilter & RegisterTimes & { readonly ledger: string },
): SelectQueryBuilder<RegisterRow> => {
  const { ledger, places, equals, sort, offset, limit, upTo } = filter;
  const query = rows
    .createQueryBuilder('row')
    .where('row.ledger = :ledger', { ledger })
    .andWhere('row.place = ANY(:places)', { places });
  if (upTo !== undefined) query.andWhere('row.filedPosition <= :upTo', { upTo });
  Object.entries(equals).forEach(([field, value], index) => {
    const column = COLUMNS.includes(field)
      ? `row.${field}`
      : `row.doc #>> string_to_array(:field${index}, '.')`;
    query.andWhere(`${column} = :value${index}`, { [`field${index}`]: field, [`value${index}`]: value });
  });
  return query
    .orderBy(SORTS[sort.by], sort.descending ? 'DESC' : 'ASC')
    .addOrderBy('row.id')
    .skip(offset)
    .take(limit);
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

  async list(filter: RegisterFilter, times: RegisterTimes = {}): Promise<RegisterPage> {
    const [rows, total] = await filteredRows(this.rows(), {
      ...filter,
      ...times,
      ledger: this.source.ledger,
    }).getManyAndCount();
    if (times.asOf === undefined && times.upTo === undefined)
      return { total, items: rows.map(({ doc }) => doc) };
    const past = await this.past(
      rows.map(({ id }) => id),
      times,
    );
    return { total, items: rows.map(({ id }) => past.get(id)?.doc).filter((doc) => doc !== undefined) };
  }

  private rows(): Repository<RegisterRow> {
    return this.source.dataSource.getRepository(this.entity);
  }

  /** Items as they stood: their streams folded up to a position, without what took effect later. */
  private async past(
    ids: readonly string[],
    { asOf, upTo }: RegisterTimes,
  ): Promise<ReadonlyMap<string, RegisterItem>> {
    const { store, ledger, catalogue } = this.source;
    const streams = ids.map((id) => streamName(this.spec.fold.prefix, id));
    const stored = await store.readStreams(ledger, streams, upTo ?? Number.MAX_SAFE_INTEGER);
    const known = stored.filter((event) => asOf === undefined || event.occurredAt <= asOf);
    const items = new Map<string, RegisterItem>();
    for (const [stream, folded] of foldStreams(
      this.spec.fold,
      known.map((event) => decode(event, catalogue)),
    )) {
      const doc = this.spec.view(folded.state);
      const id = stream.slice(prefixOf(stream).length + 1);
      if (doc) items.set(id, { doc, place: doc.place, version: folded.version });
    }
    return items;
  }
}

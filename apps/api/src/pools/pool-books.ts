import { Injectable } from '@nestjs/common';
import type { JsonObject, Pollutant } from '#kernel';
import { EventStore } from '#libs/event-store';
import { knownPosition, pointInTime, type Listing, type PointInTimeQuery } from '#libs/platform';
import { PoolQueries, type PoolQuestion } from '#module/pool';
import { LEDGER } from '../ledger/ledger.constants.js';

interface Window {
  readonly offset: number;
  readonly limit: number;
}

/** Answers of the pools in the interface's form; the two times are resolved here. */
@Injectable()
export class PoolBooks {
  constructor(
    private readonly queries: PoolQueries,
    private readonly store: EventStore,
  ) {}

  /** `{pool, asOf, knownAt, position, lines}`; `position` is the last one the figures include. */
  async balance(pool: string, query: PointInTimeQuery): Promise<JsonObject> {
    const { position, lines } = await this.queries.balance(await this.question(pool, query));
    const { asOf = null, knownAt = null } = query;
    return { pool, asOf, knownAt, position, lines: lines.map((line) => ({ ...line })) };
  }

  async lots(
    pool: string,
    query: PointInTimeQuery,
    page: Window & { readonly pollutant?: Pollutant | undefined },
  ): Promise<Listing> {
    const { total, items } = await this.queries.lots(await this.question(pool, query), page);
    return { total, items: items.map((lot) => ({ ...lot })) };
  }

  async journal(pool: string, query: PointInTimeQuery, page: Window): Promise<Listing> {
    const { total, items } = await this.queries.journal(await this.question(pool, query), page);
    return { total, items: items.map((row) => ({ ...row })) };
  }

  private async question(pool: string, query: PointInTimeQuery): Promise<PoolQuestion> {
    const { asOf, knownAt } = pointInTime(query);
    return { ledger: LEDGER, pool, asOf, upTo: await knownPosition(this.store, LEDGER, knownAt) };
  }
}

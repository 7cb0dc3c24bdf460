import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor, JsonObject, Pollutant } from '#kernel';
import { EventStore } from '#libs/event-store';
import {
  knownPosition,
  pointInTime,
  withinPlaces,
  type Listing,
  type PointInTimeQuery,
} from '#libs/platform';
import { PoolQueries, type BalanceLine, type JournalWindow, type PoolQuestion } from '#module/pool';
import { LEDGER } from '../ledger/ledger.constants.js';
import { placesOf } from '../ledger/registers.js';
import { placesAround } from './pool-scope.js';

interface Window {
  readonly offset: number;
  readonly limit: number;
}

/** Which pool somebody asks about, and who it is. */
interface Asked {
  readonly pool: string;
  readonly actor: Actor;
}

/**
 * Answers of the pools in the interface's form; the two times are resolved here. Whether the reader may ask is the
 * caller's to know (`pool-scope.ts`); the database shows no pool besides, should it ever forget.
 */
@Injectable()
export class PoolBooks {
  constructor(
    private readonly dataSource: DataSource,
    private readonly store: EventStore,
  ) {}

  /** `{pool, asOf, knownAt, position, lines}`; `position` is the last one the figures include. */
  async balance({ pool, actor }: Asked, query: PointInTimeQuery): Promise<JsonObject> {
    const question = await this.question(pool, query);
    const { position, lines } = await this.seen(placesAround(actor), (pools) => pools.balance(question));
    const { asOf = null, knownAt = null } = query;
    return { pool, asOf, knownAt, position, lines: lines.map((line) => ({ ...line })) };
  }

  /** What a pool holds of each pollutant. */
  async lines({ pool, actor }: Asked, query: PointInTimeQuery): Promise<readonly BalanceLine[]> {
    const question = await this.question(pool, query);
    return (await this.seen(placesAround(actor), (pools) => pools.balance(question))).lines;
  }

  async lots(
    { pool, actor }: Asked,
    query: PointInTimeQuery,
    page: Window & { readonly pollutant?: Pollutant | undefined },
  ): Promise<Listing> {
    const question = await this.question(pool, query);
    const { total, items } = await this.seen(placesOf(actor), (pools) => pools.lots(question, page));
    return { total, items: items.map((lot) => ({ ...lot })) };
  }

  /** Beside its items `{sums}`: what the whole list adds up to. */
  async journal({ pool, actor }: Asked, query: PointInTimeQuery, page: JournalWindow): Promise<Listing> {
    const question = await this.question(pool, query);
    const { total, items, sums } = await this.seen(placesOf(actor), (pools) => pools.journal(question, page));
    return { total, items: items.map((row) => ({ ...row })), figures: { sums: { ...sums } } };
  }

  private seen<T>(places: readonly string[], ask: (pools: PoolQueries) => Promise<T>): Promise<T> {
    return withinPlaces(this.dataSource, places, (manager) => ask(new PoolQueries(manager)));
  }

  private async question(pool: string, query: PointInTimeQuery): Promise<PoolQuestion> {
    const { asOf, knownAt } = pointInTime(query);
    return { ledger: LEDGER, pool, asOf, upTo: await knownPosition(this.store, LEDGER, knownAt) };
  }
}

import { Injectable } from '@nestjs/common';
import { DataSource, type EntityTarget } from 'typeorm';
import { answersFor, PLACES, type Actor } from '#kernel';
import { LEDGER_EVENTS } from '#libs/audit';
import { EventStore } from '#libs/event-store';
import {
  EffectiveTime,
  ItemQueries,
  knownPosition,
  KnownTime,
  ListQuery,
  PlaceField,
  pointInTime,
  PointInTimeQuery,
  edgeRefusal,
  RegisterQueries,
  sortOf,
  Text,
  windowOf,
  type Listing,
  type RegisterItem,
  type RegisterReader,
  type RegisterRow,
  type RegisterSpec,
  type RegisterTimes,
} from '#libs/platform';
import { depositRegister, DepositRow } from '#module/deposit';
import { obligationRegister, ObligationRow } from '#module/obligation';
import { reductionRegister, ReductionRow } from '#module/reduction';
import { tradeRegister, TradeRow } from '#module/trade';
import { withdrawalRegister, WithdrawalRow } from '#module/withdrawal';
import { LEDGER } from './ledger.constants.js';

const SORTS = ['filedAt', 'updatedAt', 'status', 'place'] as const;

/** The query of a register: page, order, the two times, and the filters every register has. */
export class RegisterQuery extends ListQuery {
  @EffectiveTime() asOf?: string;
  @KnownTime() knownAt?: string;
  @PlaceField({ optional: true }) place?: string;
  @Text({ optional: true, max: 40 }) status?: string;
}

/** The places an officer answers for. */
export const placesOf = (actor: Actor): readonly string[] =>
  PLACES.map(({ code }) => code).filter((code) => answersFor(actor, code));

/** One register as the controllers read it: only what the reader answers for, now or at two times. */
export class ScopedRegister {
  constructor(
    private readonly queries: RegisterReader,
    private readonly store: EventStore,
    protected readonly title: string,
  ) {}

  /** One item of a place the reader answers for. Errors: NOT_FOUND, FORBIDDEN_PLACE. */
  async read(id: string, actor: Actor, query: PointInTimeQuery = {}): Promise<RegisterItem> {
    const item = await this.queries.find(id, await this.times(query));
    if (!item) throw edgeRefusal('NOT_FOUND', { subject: `${this.title} ${id}` });
    if (!this.shows(item, actor)) throw edgeRefusal('FORBIDDEN_PLACE', { place: item.place });
    return item;
  }

  /** Whether an item is any business of the reader's. */
  protected shows({ place }: RegisterItem, actor: Actor): boolean {
    return answersFor(actor, place);
  }

  /** The reader's part of the register, filtered by fields of the document. */
  async list(
    query: RegisterQuery,
    actor: Actor,
    equals: Readonly<Record<string, string | true | undefined>> = {},
  ): Promise<Listing> {
    if (query.place !== undefined && !answersFor(actor, query.place)) {
      throw edgeRefusal('FORBIDDEN_PLACE', { place: query.place });
    }
    const [sort] = sortOf(query.sort, SORTS);
    const stated = Object.entries({ place: query.place, status: query.status, ...equals }).flatMap(
      ([name, value]) => (value === undefined ? [] : [[name, value] as const]),
    );
    return this.queries.list(
      {
        places: placesOf(actor),
        equals: Object.fromEntries(stated),
        sort: { by: sort?.field ?? 'filedAt', descending: sort?.descending ?? true },
        ...windowOf(query),
      },
      await this.times(query),
    );
  }

  private async times(query: PointInTimeQuery): Promise<RegisterTimes> {
    const { asOf, knownAt } = pointInTime(query);
    return { asOf, upTo: await knownPosition(this.store, LEDGER, knownAt) };
  }
}

/** The registers of the ledger. */
@Injectable()
export class Registers {
  readonly reductions;
  readonly deposits;
  readonly withdrawals;
  readonly obligations;
  readonly trades;

  constructor(dataSource: DataSource, store: EventStore) {
    const source = { dataSource, store, catalogue: LEDGER_EVENTS, ledger: LEDGER };
    const scoped = <S>(spec: RegisterSpec<S>, entity: EntityTarget<RegisterRow>, title: string) =>
      new ScopedRegister(new RegisterQueries(source, spec, entity), store, title);
    this.reductions = scoped(reductionRegister, ReductionRow, '减排量');
    this.deposits = scoped(depositRegister, DepositRow, '入库事项');
    this.withdrawals = scoped(withdrawalRegister, WithdrawalRow, '出库事项');
    this.obligations = new ScopedRegister(
      new ItemQueries(source, [obligationRegister], ObligationRow),
      store,
      '扣除义务',
    );
    this.trades = new ScopedRegister(new ItemQueries(source, [tradeRegister], TradeRow), store, '交易凭证');
  }
}

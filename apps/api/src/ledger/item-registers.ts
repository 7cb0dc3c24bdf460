import { Injectable } from '@nestjs/common';
import { DataSource, type EntityTarget } from 'typeorm';
import type { Actor } from '#kernel';
import { LEDGER_EVENTS } from '#libs/audit';
import { EventStore } from '#libs/event-store';
import {
  edgeRefusal,
  ItemQueries,
  PointInTimeQuery,
  ProjectionRunner,
  type ItemRegisterSpec,
  type RegisterItem,
  type RegisterRow,
} from '#libs/platform';
import { LEDGER } from './ledger.constants.js';
import { ScopedRegister } from './registers.js';

const PATIENCE_MS = 2_000;

type ItemSpec = ItemRegisterSpec<unknown>;

interface Log {
  readonly store: EventStore;
  /** Waits until the read models show everything that is in the log now. */
  readonly caughtUp: () => Promise<void>;
}

/** A register whose items share their place's stream, so that a step first has to find the place. */
export class ItemRegister extends ScopedRegister {
  constructor(
    private readonly items: ItemQueries,
    private readonly log: Log,
    title: string,
  ) {
    super(items, log.store, title);
  }

  /** Where an item lies; one just written is waited for. Errors: NOT_FOUND, PROJECTION_BEHIND. */
  async placeOf(id: string): Promise<string> {
    const known = await this.items.placeOf(id);
    if (known !== undefined) return known;
    await this.log.caughtUp();
    const found = await this.items.placeOf(id);
    if (found === undefined) throw edgeRefusal('NOT_FOUND', { subject: `${this.title} ${id}` });
    return found;
  }

  /** Of which kind an item is. Errors: as `placeOf`. */
  async kindOf(id: string): Promise<string | undefined> {
    await this.placeOf(id);
    return this.items.kindOf(id);
  }

  override async read(id: string, actor: Actor, query: PointInTimeQuery = {}): Promise<RegisterItem> {
    await this.placeOf(id);
    return super.read(id, actor, query);
  }
}

/** Opens registers of items over the one log. */
@Injectable()
export class ItemRegisters {
  constructor(
    private readonly dataSource: DataSource,
    private readonly store: EventStore,
    private readonly runner: ProjectionRunner,
  ) {}

  /** A register of one kind of items, or of several kinds in one table. */
  open(spec: ItemSpec | readonly ItemSpec[], entity: EntityTarget<RegisterRow>, title: string): ItemRegister {
    const { dataSource, store } = this;
    const source = { dataSource, store, catalogue: LEDGER_EVENTS, ledger: LEDGER };
    const log = { store, caughtUp: () => this.caughtUp() };
    return new ItemRegister(new ItemQueries(source, [spec].flat(), entity), log, title);
  }

  private async caughtUp(): Promise<void> {
    const { position } = await this.store.head(LEDGER);
    if (await this.runner.waitFor(position, PATIENCE_MS)) return;
    const behind = { wanted: position, reached: this.runner.reached };
    throw edgeRefusal('PROJECTION_BEHIND', behind, { retryAfterSeconds: 1 });
  }
}

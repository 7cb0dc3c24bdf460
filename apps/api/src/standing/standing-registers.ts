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
import {
  AssessmentRow,
  assessmentRegister,
  ReadingRow,
  readingRegister,
  SuspensionRow,
  suspensionRegister,
} from '#module/standing';
import { LEDGER } from '../ledger/ledger.constants.js';
import { ScopedRegister } from '../ledger/registers.js';

const PATIENCE_MS = 2_000;

interface Log {
  readonly store: EventStore;
  /** Waits until the read models show everything that is in the log now. */
  readonly caughtUp: () => Promise<void>;
}

/** A register whose items share their place's stream, so that a step first has to find the place. */
class ItemRegister<S> extends ScopedRegister {
  constructor(
    private readonly items: ItemQueries<S>,
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

  override async read(id: string, actor: Actor, query: PointInTimeQuery = {}): Promise<RegisterItem> {
    await this.placeOf(id);
    return super.read(id, actor, query);
  }
}

/** 月度监测、暂停令、年度考核. */
@Injectable()
export class StandingRegisters {
  readonly readings;
  readonly suspensions;
  readonly assessments;

  constructor(
    dataSource: DataSource,
    private readonly store: EventStore,
    private readonly runner: ProjectionRunner,
  ) {
    const source = { dataSource, store, catalogue: LEDGER_EVENTS, ledger: LEDGER };
    const log = { store, caughtUp: () => this.caughtUp() };
    const register = <S>(spec: ItemRegisterSpec<S>, entity: EntityTarget<RegisterRow>, title: string) =>
      new ItemRegister(new ItemQueries(source, spec, entity), log, title);
    this.readings = register(readingRegister, ReadingRow, '监测数据');
    this.suspensions = register(suspensionRegister, SuspensionRow, '暂停令');
    this.assessments = register(assessmentRegister, AssessmentRow, '年度考核');
  }

  private async caughtUp(): Promise<void> {
    const { position } = await this.store.head(LEDGER);
    if (await this.runner.waitFor(position, PATIENCE_MS)) return;
    const behind = { wanted: position, reached: this.runner.reached };
    throw edgeRefusal('PROJECTION_BEHIND', behind, { retryAfterSeconds: 1 });
  }
}

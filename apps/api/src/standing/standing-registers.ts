import { Injectable } from '@nestjs/common';
import { DataSource, type EntityTarget } from 'typeorm';
import { LEDGER_EVENTS } from '#libs/audit';
import { EventStore } from '#libs/event-store';
import { edgeRefusal, ItemQueries, ProjectionRunner, type ItemRegisterSpec, type RegisterRow } from '#libs/platform';
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

/** A register whose items share their place's stream, so that a step first has to find the place. */
class ItemRegister<S> extends ScopedRegister {
  constructor(
    private readonly items: ItemQueries<S>,
    private readonly reached: () => Promise<void>,
    { store, title }: { readonly store: EventStore; readonly title: string },
  ) {
    super(items, store, title);
    this.missing = (id) => edgeRefusal('NOT_FOUND', { subject: `${title} ${id}` });
  }

  private readonly missing: (id: string) => Error;

  /** Where an item lies; one just written is waited for. Errors: NOT_FOUND, PROJECTION_BEHIND. */
  async placeOf(id: string): Promise<string> {
    const known = await this.items.placeOf(id);
    if (known !== undefined) return known;
    await this.reached();
    const found = await this.items.placeOf(id);
    if (found === undefined) throw this.missing(id);
    return found;
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
    const register = <S>(spec: ItemRegisterSpec<S>, entity: EntityTarget<RegisterRow>, title: string) =>
      new ItemRegister(new ItemQueries(source, spec, entity), () => this.caughtUp(), { store, title });
    this.readings = register(readingRegister, ReadingRow, '监测数据');
    this.suspensions = register(suspensionRegister, SuspensionRow, '暂停令');
    this.assessments = register(assessmentRegister, AssessmentRow, '年度考核');
  }

  /** Waits until the read models show everything that is in the log now. */
  private async caughtUp(): Promise<void> {
    const { position } = await this.store.head(LEDGER);
    if (await this.runner.waitFor(position, PATIENCE_MS)) return;
    const behind = { wanted: position, reached: this.runner.reached };
    throw edgeRefusal('PROJECTION_BEHIND', behind, { retryAfterSeconds: 1 });
  }
}

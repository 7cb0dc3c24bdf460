import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  answersFor,
  PLACES,
  streamName,
  type Actor,
  type Fold,
  type LoggedEvent,
  type StateReader,
} from '#kernel';
import { LEDGER_EVENTS } from '#libs/audit';
import { Clock, decode, EventStore } from '#libs/event-store';
import { deskOf, deskStreams, type Desk } from '#libs/inbox';
import { foldStreams, knownPosition, type PointInTime } from '#libs/platform';
import { LEDGER } from '../ledger/ledger.constants.js';
import { deskIndex } from './desk-index.js';

/** State folded from events at hand. */
const readerOf = (events: readonly LoggedEvent[]): StateReader => {
  const streams = new Map<string, LoggedEvent[]>();
  for (const event of events) {
    const known = streams.get(event.stream);
    if (known) known.push(event);
    else streams.set(event.stream, [event]);
  }
  const read = <S>(fold: Fold<S>, id: string): S => {
    const stream = streamName(fold.prefix, id);
    return foldStreams(fold, streams.get(stream) ?? []).get(stream)?.state ?? fold.initial(stream);
  };
  return Object.assign(read, { expect: () => undefined });
};

/** 案头：what lies on an officer's desk, read from the log; the registers only say which streams to look at. */
@Injectable()
export class InboxDesk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly store: EventStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Now, or as it lay at a moment: with what the log knew by then, whenever that took effect, unless the reader names
   * another knowledge time.
   */
  async of(actor: Actor, { asOf, knownAt }: PointInTime = {}): Promise<Desk> {
    const now = this.clock.now();
    const at = asOf ?? now;
    const known = knownAt ?? (at < now ? { instant: at } : undefined);
    const upTo = (await knownPosition(this.store, LEDGER, known)) ?? Number.MAX_SAFE_INTEGER;
    const places = PLACES.map(({ code }) => code).filter((code) => answersFor(actor, code));
    const index = await deskIndex(this.dataSource, places, upTo);
    const stored = await this.store.readStreams(LEDGER, deskStreams(index, at), upTo);
    return deskOf(readerOf(stored.map((event) => decode(event, LEDGER_EVENTS))), index, at);
  }
}

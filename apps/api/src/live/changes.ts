import { Injectable } from '@nestjs/common';
import { placeNamedBy, placeStatedIn } from '#libs/audit';
import { EventStore, type StoredEvent } from '#libs/event-store';
import { LEDGER } from '../ledger/ledger.constants.js';
import type { Change } from './sight.js';

const KNOWN_STREAMS = 10_000;

/** Reads the log as changes: each event with the place its stream is about. */
@Injectable()
export class Changes {
  /** Where streams that do not say it in their name lie; a stream never moves. */
  private readonly places = new Map<string, string | undefined>();

  constructor(private readonly store: EventStore) {}

  async head(): Promise<number> {
    return (await this.store.head(LEDGER)).position;
  }

  /** Tells when there may be more; answers how to stop listening. */
  onGrowth(listener: () => void): () => void {
    return this.store.onGrowth(LEDGER, listener);
  }

  /** At most `limit` changes after a position. */
  async after(position: number, limit: number): Promise<readonly Change[]> {
    const events = await this.store.readLedger(LEDGER, position, limit);
    await this.learn(events);
    return events.map(({ position: at, type, stream }) => ({
      position: at,
      type,
      stream,
      place: placeNamedBy(stream) ?? this.places.get(stream),
    }));
  }

  /** One query for all streams met for the first time. */
  private async learn(events: readonly StoredEvent[]): Promise<void> {
    const streams = new Set(events.map(({ stream }) => stream));
    const strange = [...streams].filter(
      (stream) => placeNamedBy(stream) === undefined && !this.places.has(stream),
    );
    if (strange.length === 0) return;
    if (this.places.size + strange.length > KNOWN_STREAMS) this.places.clear();
    const told = await this.store.readStreams(LEDGER, strange, Number.MAX_SAFE_INTEGER);
    for (const event of told) if (event.version === 1) this.places.set(event.stream, placeStatedIn(event));
  }
}

import { Injectable } from '@nestjs/common';
import type { Json, JsonObject } from '#kernel';
import { LEDGER_EVENTS } from '#libs/audit';
import { decode, EventStore, metaOf, type StoredEvent } from '#libs/event-store';
import { LEDGER } from '../ledger/ledger.constants.js';

const SCAN_PAGE = 5_000;
/** A rare type in a long log is looked for in steps, so that no request reads for minutes. */
const MOST_SCANNED = 50_000;

export interface EventQuestion {
  readonly after: number;
  readonly limit: number;
  readonly stream?: string;
  readonly type?: string;
}

const shown = (stored: StoredEvent): JsonObject => ({
  ...stored,
  data: decode(stored, LEDGER_EVENTS).data as Json,
  actor: metaOf(stored).actor,
});

/** Pages of the log by position. */
@Injectable()
export class EventLog {
  constructor(private readonly store: EventStore) {}

  /** `{items, next}`; `next` is the position to go on from, null at the end of the log. */
  async page(question: EventQuestion): Promise<JsonObject> {
    const { events, next } =
      question.stream === undefined ? await this.scan(question) : await this.ofStream(question);
    return { items: events.map(shown), next };
  }

  private async ofStream({
    stream = '',
    after,
    limit,
    type,
  }: EventQuestion): Promise<{ events: readonly StoredEvent[]; next: number | null }> {
    const all = await this.store.readStreams(LEDGER, [stream], Number.MAX_SAFE_INTEGER);
    const rest = all.filter((event) => event.position > after && (type === undefined || event.type === type));
    const events = rest.slice(0, limit);
    return { events, next: rest.length > limit ? (events.at(-1)?.position ?? null) : null };
  }

  private async scan({
    after,
    limit,
    type,
  }: EventQuestion): Promise<{ events: readonly StoredEvent[]; next: number | null }> {
    if (type === undefined) {
      const events = await this.store.readLedger(LEDGER, after, limit);
      return { events, next: events.length < limit ? null : (events.at(-1)?.position ?? null) };
    }
    const found: StoredEvent[] = [];
    for (let from = after; from < after + MOST_SCANNED; from += SCAN_PAGE) {
      const page = await this.store.readLedger(LEDGER, from, SCAN_PAGE);
      for (const event of page) {
        if (event.type !== type) continue;
        found.push(event);
        if (found.length === limit) return { events: found, next: event.position };
      }
      if (page.length < SCAN_PAGE) return { events: found, next: null };
    }
    return { events: found, next: after + MOST_SCANNED };
  }
}

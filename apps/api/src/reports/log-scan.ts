import { Injectable } from '@nestjs/common';
import type { LoggedEvent } from '#kernel';
import { LEDGER_EVENTS } from '#libs/audit';
import { decode, EventStore, follow } from '#libs/event-store';
import { LEDGER } from '../ledger/ledger.constants.js';

/** What of the log a report is made from. */
export interface Scan {
  /** Types of events; the others are passed over unread. */
  readonly types: readonly string[];
  /** The last position that counts. */
  readonly upTo: number;
}

/** Reads for reports, straight from the log: the same events an exported log would give, so the same figures. */
@Injectable()
export class LogScan {
  constructor(private readonly store: EventStore) {}

  /** From the first event on, in order. The whole log is gone through, page by page. */
  async events({ types, upTo }: Scan): Promise<readonly LoggedEvent[]> {
    const wanted = new Set(types);
    const found: LoggedEvent[] = [];
    for await (const page of follow(this.store, LEDGER)) {
      for (const stored of page) {
        if (stored.position > upTo) return found;
        if (wanted.has(stored.type)) found.push(decode(stored, LEDGER_EVENTS));
      }
    }
    return found;
  }

  /** All events of some streams: one query. */
  async streams(streams: readonly string[], upTo: number): Promise<readonly LoggedEvent[]> {
    const stored = await this.store.readStreams(LEDGER, streams, upTo);
    return stored.map((event) => decode(event, LEDGER_EVENTS));
  }

  /** The end of the log now. */
  async head(): Promise<number> {
    return (await this.store.head(LEDGER)).position;
  }
}

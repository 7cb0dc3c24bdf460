import { Injectable } from '@nestjs/common';
import type { LoggedEvent } from '#kernel';
import { LEDGER_EVENTS } from '#libs/audit';
import { decode, EventStore, follow } from '#libs/event-store';
import { edgeRefusal, Turnstile } from '#libs/platform';
import { LEDGER } from '../ledger/ledger.constants.js';

const AT_ONCE = 2;
const MOST_WAITING = 50;

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
  private readonly turnstile = new Turnstile({ inside: AT_ONCE, waiting: MOST_WAITING });

  constructor(private readonly store: EventStore) {}

  /**
   * From the first event on, in order. The whole log is gone through, page by page, so few may do it at once.
   * Errors: LEDGER_BUSY.
   */
  async events(scan: Scan): Promise<readonly LoggedEvent[]> {
    const passed = await this.turnstile.pass(() => this.scanned(scan));
    if (!passed) throw edgeRefusal('LEDGER_BUSY', {}, { retryAfterSeconds: 1 });
    return passed.value;
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

  private async scanned({ types, upTo }: Scan): Promise<readonly LoggedEvent[]> {
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
}

import { randomUUID } from 'node:crypto';
import { must, type Instant } from '#kernel';
import type { Head, NewEvent, StoredEvent } from '../contract/index.js';
import type { AppendRequest, AppendResult, EventStore } from '../port.js';
import { follow } from '../reader.js';

export const NOON = '2026-11-22T04:00:00.000Z' as Instant;
export const LATER = '2026-11-22T05:00:00.000Z' as Instant;

export const credited = (stream: string, amount = 1): NewEvent => ({
  stream,
  eventId: randomUUID(),
  type: 'Credited',
  schemaVersion: 2,
  occurredAt: NOON,
  body: JSON.stringify({ amount, note: '示例 "quoted" \\ back\u0000slash \uD83C\uDF0A' }),
  meta: JSON.stringify({ actor: 'officer', commandId: 'c-1' }),
});
export const times = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

export interface Stores {
  current(): EventStore;
  reopen(): Promise<void>;
}

/** A store under test with a ledger nobody else uses. */
export class Subject {
  readonly ledger = randomUUID();

  constructor(private readonly stores: Stores) {}

  get store(): EventStore {
    return this.stores.current();
  }

  /** Closes the store and opens it again: what comes after a crash of the process. */
  reopen(): Promise<void> {
    return this.stores.reopen();
  }

  append(events: readonly NewEvent[], rest: Partial<AppendRequest> = {}): Promise<AppendResult> {
    return this.store.append({ ledger: this.ledger, events, recordedAt: NOON, ...rest });
  }

  async appended(
    events: readonly NewEvent[],
    rest: Partial<AppendRequest> = {},
  ): Promise<readonly StoredEvent[]> {
    const result = await this.append(events, rest);
    if (result.outcome !== 'APPENDED') throw new Error(`expected APPENDED, got ${JSON.stringify(result)}`);
    return result.events;
  }

  /** One event in the log, and the head it makes. */
  async begun(): Promise<{ readonly head: Head; readonly event: StoredEvent }> {
    const [event] = await this.appended([credited('pool-a')]);
    return { head: await this.store.head(this.ledger), event: must(event, 'event') };
  }

  async everything(pageSize = 3): Promise<StoredEvent[]> {
    const events: StoredEvent[] = [];
    for await (const page of follow(this.store, this.ledger, { pageSize })) events.push(...page);
    return events;
  }
}

export type Given = () => Subject;

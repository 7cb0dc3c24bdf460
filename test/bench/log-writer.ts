import { randomUUID } from 'node:crypto';
import { instantOf, must, type DomainEvent } from '#kernel';
import { LEDGER_EVENTS } from '#libs/audit';
import { EMPTY_HEAD, headAt, seal, type EventStore, type Head, type NewEvent } from '#libs/event-store';

const BATCH = 5_000;
/** Before any clock of a run, so that whatever is submitted later comes after. */
const SEEDED_AT = instantOf(Date.UTC(2026, 1, 2));
const META = JSON.stringify({
  actor: 'office@320500',
  actorRoles: ['office'],
  actorPlace: '320500',
  commandId: '00000000-0000-4000-8000-000000000000',
});

export type Entry = DomainEvent & { readonly stream: string };

/** Fills a log past the executor: events sealed here and committed in large batches. */
export class LogWriter {
  #head: Head = EMPTY_HEAD;
  readonly #versions = new Map<string, number>();

  constructor(
    private readonly store: EventStore,
    private readonly ledger: string,
  ) {}

  async write(entries: readonly Entry[]): Promise<void> {
    for (let start = 0; start < entries.length; start += BATCH)
      await this.#commit(entries.slice(start, start + BATCH));
  }

  async #commit(entries: readonly Entry[]): Promise<void> {
    const { store, ledger } = this;
    const place = {
      ledger,
      head: this.#head,
      recordedAt: SEEDED_AT,
      versionOf: (stream: string) => this.#versions.get(stream) ?? 0,
    };
    const events = seal(place, entries.map(textOf));
    const result = await store.commit({ ledger, expected: this.#head, events, commands: [] });
    if (result !== 'COMMITTED') throw new Error(`the log could not be filled: ${result}`);
    for (const { stream, version } of events) this.#versions.set(stream, version);
    this.#head = headAt(must(events.at(-1), 'last event'));
  }
}

const textOf = ({ stream, type, data }: Entry): NewEvent => ({
  stream,
  eventId: randomUUID(),
  type,
  schemaVersion: must(LEDGER_EVENTS[type], type).version,
  occurredAt: SEEDED_AT,
  body: JSON.stringify(data),
  meta: META,
});

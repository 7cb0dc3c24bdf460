import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { Notices } from '../notices.js';

const CHANNEL = 'reserve_pool';
const AGAIN_MS = 1_000;
/** What is told of one subject meanwhile is told once. */
const PAUSE_MS = 10;
const TIME_OUT_MS = 5_000;

/**
 * LISTEN and NOTIFY on a connection of its own, so that no append waits for it. While the connection is away, or stands
 * behind a pool that does not carry notices, nothing is heard: whoever listens also looks for themselves now and then.
 */
export class PostgresNotices extends Notices {
  readonly #hearers = new Map<string, Set<(position: number) => void>>();
  readonly #untold = new Map<string, number>();
  #client: Client | undefined;
  #opening: Promise<void> | undefined;
  #telling: Promise<void> | undefined;
  #closed = false;

  constructor(private readonly url: string) {
    super();
  }

  listen(subject: string, hearer: (position: number) => void): () => void {
    const hearers = this.#hearers.get(subject) ?? new Set();
    this.#hearers.set(subject, hearers.add(hearer));
    this.#open();
    return () => void hearers.delete(hearer);
  }

  tell(subject: string, position: number): void {
    this.#untold.set(subject, Math.max(position, this.#untold.get(subject) ?? 0));
    this.#open();
    this.#telling ??= this.#tellAll().finally(() => {
      this.#telling = undefined;
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([this.#opening, this.#telling]);
    await this.#client?.end().catch(() => undefined);
  }

  /** Connects, and again a while after the connection was lost. */
  #open(): void {
    if (this.#closed || this.#client !== undefined) return;
    this.#opening ??= this.#connect().finally(() => {
      this.#opening = undefined;
    });
  }

  async #connect(): Promise<void> {
    const client = new Client({
      connectionString: this.url,
      connectionTimeoutMillis: TIME_OUT_MS,
      query_timeout: TIME_OUT_MS,
      keepAlive: true,
    });
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    client.on('notification', ({ payload }) => this.#hear(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.#client = client;
    } catch {
      this.#lost(client);
    }
  }

  #lost(client: Client): void {
    if (this.#client === client) this.#client = undefined;
    if (!this.#closed) setTimeout(() => this.#open(), AGAIN_MS).unref();
  }

  #hear(payload: string): void {
    const [position = '', subject = ''] = payload.split(' ', 2);
    for (const hearer of this.#hearers.get(subject) ?? []) hearer(Number(position));
  }

  async #tellAll(): Promise<void> {
    await this.#opening;
    while (this.#untold.size > 0 && this.#client !== undefined) {
      const told = [...this.#untold].map(([subject, position]) => `${position} ${subject}`);
      this.#untold.clear();
      await this.#client
        .query({
          name: 'notices',
          text: 'SELECT pg_notify($1, notice) FROM unnest($2::text[]) AS notice',
          values: [CHANNEL, told],
        })
        .catch(() => undefined);
      await sleep(PAUSE_MS);
    }
  }
}

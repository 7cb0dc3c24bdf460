import { randomUUID } from 'node:crypto';
import type { Client, Pool } from 'pg';
import { mgOf, subtract, tonnes } from '#kernel';
import type { StoredEvent } from '#libs/event-store';
import { HOT_DRAW, movementOf, OPENING, type DrawOrder } from './draw-domain.js';

/** Tables of the rivals: a balance with its movements as most people would write it, and a bare copy of the log's. */
export const RIVAL_TABLES: readonly string[] = [
  'CREATE SCHEMA bench',
  `CREATE TABLE bench.pool (id text PRIMARY KEY, available text NOT NULL, version bigint NOT NULL)
     WITH (fillfactor = 50)`,
  `CREATE TABLE bench.movement (
     pool text NOT NULL, version bigint NOT NULL, body text NOT NULL,
     recorded_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (pool, version))`,
  `INSERT INTO bench.pool VALUES ('${HOT_DRAW.pool}', '${tonnes(OPENING)}', 0)`,
  'CREATE TABLE bench.event (LIKE ledger.event INCLUDING ALL)',
];

/** One draw as a transaction that holds the pool's row: read, check, insert, update. No key, no chain. */
export const lockedDraw = async (pool: Pool, order: DrawOrder): Promise<void> => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const lock = 'SELECT available, version FROM bench.pool WHERE id = $1 FOR UPDATE';
    const { rows } = await client.query<{ available: string; version: string }>({
      name: 'lock',
      text: lock,
      values: [order.pool],
    });
    const left = subtract(mgOf(rows[0]?.available ?? '0'), mgOf(order.amount));
    if (left < 0n) throw new Error('the pool is empty');
    const version = Number(rows[0]?.version) + 1;
    const insert = 'INSERT INTO bench.movement (pool, version, body) VALUES ($1, $2, $3)';
    const body = JSON.stringify(movementOf(order, left));
    await client.query({ name: 'move', text: insert, values: [order.pool, version, body] });
    const update = 'UPDATE bench.pool SET available = $2, version = $3 WHERE id = $1';
    await client.query({ name: 'set', text: update, values: [order.pool, tonnes(left), version] });
    await client.query('COMMIT');
  } finally {
    client.release();
  }
};

const COLUMNS =
  'ledger, position, stream, version, event_id, type, schema_version, occurred_at, recorded_at, body, meta, hash';
const INSERT_MANY = `INSERT INTO bench.event (${COLUMNS}) SELECT * FROM unnest(
  $1::text[], $2::bigint[], $3::text[], $4::int[], $5::text[], $6::text[], $7::int[], $8::text[], $9::text[],
  $10::text[], $11::text[], $12::text[])`;
const INSERT_ONE = `INSERT INTO bench.event (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;

const valuesOf = (event: StoredEvent): readonly (string | number)[] => [
  event.ledger,
  event.position,
  event.stream,
  event.version,
  event.eventId,
  event.type,
  event.schemaVersion,
  event.occurredAt,
  event.recordedAt,
  event.body,
  event.meta,
  event.hash,
];

/** Writes copies of an event that the executor wrote, with nothing around them: what the disk alone would allow. */
export class BareWriter {
  #position = 0;

  constructor(
    private readonly client: Client,
    private readonly pattern: StoredEvent,
  ) {}

  /** One statement, one commit, so many rows. */
  async insertMany(count: number): Promise<void> {
    const rows = Array.from({ length: count }, () => valuesOf(this.#next()));
    const columns = Array.from({ length: 12 }, (_, column) => rows.map((row) => row[column]));
    await this.client.query({ name: 'insert-many', text: INSERT_MANY, values: columns });
  }

  async insertOne(): Promise<void> {
    await this.client.query({ name: 'insert-one', text: INSERT_ONE, values: [...valuesOf(this.#next())] });
  }

  #next(): StoredEvent {
    this.#position += 1;
    return { ...this.pattern, position: this.#position, version: this.#position, eventId: randomUUID() };
  }
}

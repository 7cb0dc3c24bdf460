import pg from 'pg';

/** An event as it lies in the table. */
export interface BookedEvent {
  readonly ledger: string;
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly body: string;
  readonly meta: string;
  readonly hash: string;
}

/** Everything the write side has on disk, read at one moment and without a line of the product's own code. */
export interface LedgerBooks {
  readonly head: { readonly position: number; readonly hash: string };
  readonly events: readonly BookedEvent[];
  readonly commands: readonly { readonly key: string; readonly position: number }[];
}

const EVENTS = `SELECT ledger, position::int, stream, version, event_id AS "eventId", type,
    schema_version AS "schemaVersion", occurred_at AS "occurredAt", recorded_at AS "recordedAt", body, meta, hash
  FROM ledger.event ORDER BY position, event_id`;

/** Runs statements as the superuser of a database. */
export const inDatabase = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    query_timeout: 60_000,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

export const readBooks = (url: string): Promise<LedgerBooks> =>
  inDatabase(url, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const head = await client.query<LedgerBooks['head']>(
      'SELECT position::int, hash FROM ledger.ledger_head',
    );
    const events = await client.query<BookedEvent>(EVENTS);
    const commands = await client.query<LedgerBooks['commands'][number]>(
      'SELECT key, position::int FROM ledger.command',
    );
    return {
      head: head.rows[0] ?? { position: 0, hash: '' },
      events: events.rows,
      commands: commands.rows,
    };
  });

/** Who leads the ledger, by the head row. */
export interface BookedLease {
  readonly owner: string | null;
  readonly address: string | null;
  readonly epoch: number;
}

export const readLease = (url: string): Promise<BookedLease> =>
  inDatabase(url, async (client) => {
    const { rows } = await client.query<BookedLease>(
      `SELECT lease_owner AS owner, lease_address AS address, epoch::int FROM ledger.ledger_head
       UNION ALL SELECT NULL, NULL, 0 LIMIT 1`,
    );
    return rows[0] ?? { owner: null, address: null, epoch: 0 };
  });

/** A pool's figures for one pollutant as the read model shows them, in milligrams. */
export type BookedBalance = Readonly<
  Record<
    'pool' | 'pollutant' | 'credited' | 'available' | 'held' | 'withdrawn' | 'retired' | 'writtenOff',
    string
  >
>;

const BALANCES = `SELECT pool, pollutant, credited, available, held, withdrawn, retired, written_off AS "writtenOff"
  FROM read.pool_balance`;

export const readBalances = (url: string): Promise<readonly BookedBalance[]> =>
  inDatabase(url, async (client) => (await client.query<BookedBalance>(BALANCES)).rows);

const READ_TABLES = `SELECT c.relname AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY k.place) AS key
  FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary,
    LATERAL unnest(i.indkey) WITH ORDINALITY AS k (number, place)
    JOIN pg_attribute a ON a.attnum = k.number
  WHERE c.relnamespace = 'read'::regnamespace AND c.relkind = 'r' AND a.attrelid = c.oid
  GROUP BY c.relname ORDER BY c.relname`;

/** Every row of every read model as PostgreSQL writes it, table by table in order of the primary key. */
export const readModels = (url: string): Promise<Readonly<Record<string, readonly string[]>>> =>
  inDatabase(url, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows: tables } = await client.query<{ name: string; key: string }>(READ_TABLES);
    const dump: Record<string, readonly string[]> = {};
    for (const { name, key } of tables) {
      const text = `SELECT t::text FROM read.${name} AS t ORDER BY ${key}`;
      const { rows } = await client.query<[string]>({ text, rowMode: 'array' });
      dump[name] = rows.map(([row]) => row);
    }
    return dump;
  });

/** Waits until the read models have come as far as the log. */
export const readModelsCaughtUp = async (url: string): Promise<void> => {
  const behind = `SELECT 1 FROM ledger.ledger_head h JOIN read.checkpoint c USING (ledger)
    WHERE c.position <> h.position`;
  await inDatabase(url, async (client) => {
    for (const deadline = Date.now() + 30_000; (await client.query(behind)).rowCount !== 0;) {
      if (Date.now() > deadline) throw new Error('the read models do not catch up');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
};

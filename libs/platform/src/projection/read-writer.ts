import type { EntityManager } from 'typeorm';
import type { EventCatalogue } from '#kernel';
import { decode, type EventStore } from '#libs/event-store';
import type { FoldMemory } from './fold-memory.js';
import type { ReadWriter, Row } from './projection.js';

/** Rows per statement; keeps a page's JSON parameter well below what the server accepts. */
const CHUNK = 2_000;

const chunks = function* <T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; start += CHUNK) yield rows.slice(start, start + CHUNK);
};

export interface ReadWriterOptions {
  readonly manager: EntityManager;
  readonly schema: string;
  readonly store: EventStore;
  readonly ledger: string;
  readonly catalogue: EventCatalogue;
  /** The position of the page's last event. */
  readonly upTo: number;
  /** It has taken in the page. */
  readonly memory: FoldMemory;
}

/**
 * Rows travel as one JSON parameter, whose text a `json` column keeps; the table's own types say how they are
 * read.
 */
const insertInto = (table: string): string =>
  `INSERT INTO ${table} AS t SELECT * FROM json_populate_recordset(NULL::${table}, $1::json)`;

export const readWriter = (options: ReadWriterOptions): ReadWriter => {
  const { manager, schema, store, ledger, catalogue, upTo, memory } = options;
  const run = async (sql: string, rows: readonly Row[]): Promise<void> => {
    for (const chunk of chunks(rows)) await manager.query(sql, [JSON.stringify(chunk)]);
  };
  return {
    ledger,
    put: (table, key, rows) => {
      const columns = Object.keys(rows[0] ?? {}).filter((column) => !key.includes(column));
      const sets = columns.map((column) => `${column} = excluded.${column}`).join(', ');
      const clash = columns.length > 0 ? `DO UPDATE SET ${sets}` : 'DO NOTHING';
      return run(`${insertInto(`${schema}.${table}`)} ON CONFLICT (${key.join(', ')}) ${clash}`, rows);
    },
    accumulate: (table, { key, sums }, rows) => {
      const sets = sums.map((column) => `${column} = t.${column} + excluded.${column}`).join(', ');
      return run(
        `${insertInto(`${schema}.${table}`)} ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${sets}`,
        rows,
      );
    },
    fold: (fold, streams) =>
      memory.states(fold, streams, async (unknown) =>
        (await store.readStreams(ledger, unknown, upTo)).map((event) => decode(event, catalogue)),
      ),
  };
};

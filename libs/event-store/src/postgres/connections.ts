import { Pool } from 'pg';
import { StoreUnavailable } from '../port.js';
import { WRITER_ROLE } from './schema.js';
import { Session } from './session.js';

export interface ConnectionOptions {
  readonly url: string;
  /**
   * The URL leads to a pooler in transaction mode, where each statement may meet another connection of the server:
   * nothing is prepared under a name, and what binds a session (role, time limits) has to come with the login.
   */
  readonly pooled?: boolean;
  readonly maxConnections?: number;
  /** How long to wait for a connection. */
  readonly connectMilliseconds?: number;
  /** How long a statement may take; the server gives up a little before us, so that its outcome is known. */
  readonly statementMilliseconds?: number;
}

const DEFAULTS = {
  pooled: false,
  maxConnections: 8,
  connectMilliseconds: 5_000,
  statementMilliseconds: 10_000,
};
const GRACE = 2_000;
const nothing = (): undefined => undefined;

/** Adds to the settings a connection starts with; those in the URL would otherwise win over ours. */
const withSettings = (url: string, settings: string): string => {
  const own = /[?&]options=([^&]*)/.exec(url)?.[1] ?? '';
  const all = `${decodeURIComponent(own)} ${settings}`.trim();
  return `${url}${url.includes('?') ? '&' : '?'}options=${encodeURIComponent(all)}`;
};

const poolOf = (options: Required<ConnectionOptions>): Pool => {
  const limit = options.statementMilliseconds;
  const settings = [
    `-c role=${WRITER_ROLE}`,
    `-c statement_timeout=${limit}`,
    `-c idle_in_transaction_session_timeout=${limit}`,
  ];
  const pool = new Pool({
    connectionString: options.pooled ? options.url : withSettings(options.url, settings.join(' ')),
    max: options.maxConnections,
    connectionTimeoutMillis: options.connectMilliseconds,
    query_timeout: limit + GRACE,
  });
  // A connection that breaks tells whoever uses it; when nobody does, the pool has already dropped it.
  pool.on('error', nothing);
  pool.on('connect', (client) => client.on('error', nothing));
  return pool;
};

/** Connections to the log's tables, with the rights of `WRITER_ROLE` and no others. */
export class Connections {
  readonly #pool: Pool;
  readonly #pooled: boolean;

  constructor(options: ConnectionOptions) {
    const settings = { ...DEFAULTS, ...options };
    this.#pool = poolOf(settings);
    this.#pooled = settings.pooled;
  }

  /** Lends a connection for some work; one that broke on the way is thrown away. Errors: StoreUnavailable. */
  async lend<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect().catch((error: Error) => {
      throw new StoreUnavailable(error.message, 'UNREACHABLE', { cause: error });
    });
    const session = new Session(client, { pooled: this.#pooled });
    try {
      return await work(session);
    } finally {
      client.release(session.broken);
    }
  }

  end(): Promise<void> {
    return this.#pool.end();
  }
}

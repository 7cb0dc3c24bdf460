import { Query, type PoolClient } from 'pg';
import { OutcomeUnknown } from '../port.js';
import { isDemoted, isSevered, troubleOf } from './trouble.js';

export interface Statement {
  /** Prepared under this name, once for each connection; not where connections are pooled. */
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
}

/**
 * A row as PostgreSQL writes it, column by column as text: whoever reads it converts, and no global parser
 * matters.
 */
export type Row = readonly (string | null)[];

/**
 * Takes rows as they arrive. `pg` would parse and announce each of them and keep them until the last one is there,
 * which costs more than all the rest of reading a page.
 */
class RawQuery<T> extends Query {
  readonly taken: T[] = [];
  take: (row: Row) => T = () => undefined as T;

  handleDataRow({ fields }: { readonly fields: Row }): void {
    this.taken.push(this.take(fields));
  }
}

const ask = <T>(
  client: PoolClient,
  { name, text, values = [] }: Statement,
  take: (row: Row) => T,
): Promise<T[]> =>
  new Promise((resolve, reject) => {
    const config = { text, values: [...values], ...(name === undefined ? {} : { name }) };
    const query = new RawQuery<T>(config, (error) => (error ? reject(error) : resolve(query.taken)));
    query.take = take;
    client.query(query);
  });

/** Runs a statement and makes of each row what `take` says; it may not throw. */
export type Ask = <T>(statement: Statement, take: (row: Row) => T) => Promise<readonly T[]>;

/** A wait for a synchronous standby that was cancelled: committed here, perhaps nowhere else. */
const WARNING = '01000';

/** One connection while it is lent out. */
export class Session {
  /** Whether the connection has to be thrown away. */
  broken = false;
  #warned = false;

  constructor(
    private readonly client: PoolClient,
    private readonly terms: { readonly pooled: boolean },
  ) {}

  /** Errors: those of `troubleOf`. */
  readonly read: Ask = (statement, take) => this.#run(statement, { take, mayBeWritten: false });

  /** Runs what commits something. Errors: those of `troubleOf`; OutcomeUnknown also for a warned-of commit. */
  readonly write: Ask = async (statement, take) => {
    const warned = (notice: { code?: string | undefined }): void => {
      this.#warned ||= notice.code === WARNING;
    };
    this.client.on('notice', warned);
    try {
      const rows = await this.#run(statement, { take, mayBeWritten: true });
      if (this.#warned) throw new OutcomeUnknown('the wait for the synchronous standby was cancelled');
      return rows;
    } finally {
      this.client.off('notice', warned);
    }
  };

  async #run<T>(
    statement: Statement,
    { take, mayBeWritten }: { readonly take: (row: Row) => T; readonly mayBeWritten: boolean },
  ): Promise<readonly T[]> {
    try {
      const { name: _name, ...unnamed } = statement;
      return await ask(this.client, this.terms.pooled ? unnamed : statement, take);
    } catch (error) {
      this.broken ||= isSevered(error) || isDemoted(error);
      throw troubleOf(error, mayBeWritten);
    }
  }
}

import type { PoolClient } from 'pg';
import { OutcomeUnknown } from '../port.js';
import { isSevered, troubleOf } from './trouble.js';

export interface Statement {
  /** Prepared under this name, once for each connection. */
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** Rows as PostgreSQL writes them, column by column; whoever reads them converts, and no global parser matters. */
export type Row = readonly (string | null)[];
const AS_TEXT = { getTypeParser: () => (text: unknown) => text };

/** A wait for a synchronous standby that was cancelled: committed here, perhaps nowhere else. */
const WARNING = '01000';

/** One connection while it is lent out. */
export class Session {
  /** Whether the connection has to be thrown away. */
  broken = false;
  #warned = false;

  constructor(private readonly client: PoolClient) {}

  /** Errors: those of `troubleOf`. */
  async read(statement: Statement): Promise<readonly Row[]> {
    return this.#run(statement, false);
  }

  /** Runs what commits something. Errors: those of `troubleOf`; OutcomeUnknown also for a warned-of commit. */
  async write(statement: Statement): Promise<readonly Row[]> {
    const warned = (notice: { code?: string | undefined }): void => {
      this.#warned ||= notice.code === WARNING;
    };
    this.client.on('notice', warned);
    try {
      const rows = await this.#run(statement, true);
      if (this.#warned) throw new OutcomeUnknown('the wait for the synchronous standby was cancelled');
      return rows;
    } finally {
      this.client.off('notice', warned);
    }
  }

  async #run({ name, text, values }: Statement, mayBeWritten: boolean): Promise<readonly Row[]> {
    try {
      const query = { text, values: [...(values ?? [])], rowMode: 'array' as const, types: AS_TEXT };
      const { rows } = await this.client.query<(string | null)[]>(name === undefined ? query : { name, ...query });
      return rows;
    } catch (error) {
      this.broken ||= isSevered(error);
      throw troubleOf(error, mayBeWritten);
    }
  }
}

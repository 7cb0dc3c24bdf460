import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AccessLog } from './access-log/access-log.js';
import type { AccessEntry } from './access-log/entry.js';
import { Sessions } from './sessions.js';

/** Whose sessions an act ends, but for one token. */
export interface Ending {
  readonly account: string;
  readonly exceptToken?: string;
}

/** Acts on accounts: the change, the end of sessions and the entry in the access log are one transaction. */
@Injectable()
export class AccountActs {
  constructor(
    private readonly database: DataSource,
    private readonly sessions: Sessions,
    private readonly log: AccessLog,
  ) {}

  /** Sessions of `ending` are refused here at once, in other processes within a second. */
  async perform<T>(
    entry: AccessEntry,
    work: (manager: EntityManager) => Promise<T>,
    ending?: Ending,
  ): Promise<T> {
    const done = await this.database.transaction(async (manager) => {
      const result = await work(manager);
      if (ending) await this.sessions.revokeAll(manager, ending.account, ending.exceptToken);
      await this.log.append(manager, [entry]);
      return result;
    });
    this.sessions.forget();
    return done;
  }

  /** Rows that acts are decided on. */
  read<R>(sql: string, values: readonly unknown[]): Promise<readonly R[]> {
    return this.database.query<R[]>(sql, [...values]);
  }
}

import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type AccessEntry, type AccessHead, type AccessRow, chained } from './entry.js';

interface Waiting {
  readonly entry: AccessEntry;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export interface AccessQuestion {
  readonly after: number;
  readonly limit: number;
  readonly account?: string | undefined;
  readonly act?: string | undefined;
  readonly outcome?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

const HEAD = 'SELECT seq, at, hash FROM identity.access_log_head FOR UPDATE';
const WRITE = `INSERT INTO identity.access_log
  SELECT * FROM json_populate_recordset(NULL::identity.access_log, $1::json)`;
const PAGE = `SELECT * FROM identity.access_log
  WHERE seq > $1
    AND ($3::text IS NULL OR account = $3) AND ($4::text IS NULL OR act = $4)
    AND ($5::text IS NULL OR outcome = $5)
    AND ($6::text IS NULL OR at >= $6) AND ($7::text IS NULL OR at < $7)
    AND ($8::text[] IS NULL OR EXISTS (SELECT FROM identity.account a WHERE a.place = ANY($8)
      AND a.id = ANY(string_to_array(account, ' for ') || subject)))
  ORDER BY seq LIMIT $2`;

type Stored = Omit<AccessRow, 'seq'> & { readonly seq: string };
const rowOf = (stored: Stored): AccessRow => ({ ...stored, seq: Number(stored.seq) });

/**
 * 访问日志: who did what from where and how it came out; rows are only added and each holds the hash of the one before.
 * Processes take turns at its head, and whatever came meanwhile is written together.
 */
@Injectable()
export class AccessLog {
  private waiting: Waiting[] = [];
  private writing = false;

  constructor(private readonly database: DataSource) {}

  /** Answers when the entry is durable. */
  record(entry: AccessEntry): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ entry, resolve, reject });
      void this.write();
    });
  }

  /** The same as part of a transaction, as its last step: the log's head is held from here to the commit. */
  async append(manager: EntityManager, entries: readonly AccessEntry[]): Promise<void> {
    const [stored] = await manager.query<(Omit<AccessHead, 'seq'> & { seq: string })[]>(HEAD);
    const head = { seq: Number(stored?.seq), at: stored?.at ?? '', hash: stored?.hash ?? '' };
    const rows = chained(entries, head, new Date().toISOString());
    await manager.query(WRITE, [JSON.stringify(rows)]);
    const last = rows.at(-1) ?? head;
    await manager.query('UPDATE identity.access_log_head SET seq = $1, at = $2, hash = $3', [
      last.seq,
      last.at,
      last.hash,
    ]);
  }

  /**
   * Rows in order, from after a number on: by or on accounts of these places, or without places every row, strangers'
   * and the command line's too.
   */
  async page(
    { after, limit, ...by }: AccessQuestion,
    places?: readonly string[],
  ): Promise<readonly AccessRow[]> {
    const values = [after, limit, by.account, by.act, by.outcome, by.from, by.until, places];
    return (await this.database.query<Stored[]>(PAGE, values)).map(rowOf);
  }

  private async write(): Promise<void> {
    if (this.writing) return;
    this.writing = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0);
      await this.database
        .transaction((manager) =>
          this.append(
            manager,
            batch.map(({ entry }) => entry),
          ),
        )
        .then(
          () => batch.forEach(({ resolve }) => resolve()),
          (error: unknown) => batch.forEach(({ reject }) => reject(error)),
        );
    }
    this.writing = false;
  }
}

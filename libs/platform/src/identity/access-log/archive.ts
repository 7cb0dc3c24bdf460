import { open } from 'node:fs/promises';
import type { DataSource } from 'typeorm';
import { sha256Hex } from '#kernel';
import { AccessLog } from './access-log.js';
import { type AccessRow, brokenAt } from './entry.js';

/** Rows of the log that went into a file. */
export interface Archived {
  readonly from: number;
  readonly upTo: number;
  /** Of the whole file. */
  readonly sha256: string;
}

type Stored = Omit<AccessRow, 'seq'> & { readonly seq: string };
const numbered = (row: Stored): AccessRow => ({ ...row, seq: Number(row.seq) });

/** Written to the end before anything is taken out of the database; a file that is there already is left alone. */
const written = async (file: string, text: string): Promise<void> => {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/**
 * Moves the rows before a moment into a file, one row of JSON a line, and names it in the log and in
 * `identity.access_archive`, which is what lets the rows go. Nothing when there are none.
 * @throws Error when the chain is broken before that moment: a log somebody touched is not moved out of sight.
 */
export const archiveAccessLog = async (
  dataSource: DataSource,
  { before, file }: { readonly before: string; readonly file: string },
): Promise<Archived | undefined> => {
  const [last] = await dataSource.query<{ up_to: string; hash: string }[]>(
    'SELECT up_to, hash FROM identity.access_archive ORDER BY up_to DESC LIMIT 1',
  );
  const stored = await dataSource.query<Stored[]>(
    'SELECT * FROM identity.access_log WHERE at < $1 ORDER BY seq',
    [before],
  );
  const rows = stored.map(numbered);
  const [first, end] = [rows[0], rows.at(-1)];
  if (!first || !end) return undefined;
  const head = last ? { seq: Number(last.up_to), hash: last.hash } : { seq: 0, hash: '0'.repeat(64) };
  const broken = brokenAt(rows, head);
  if (broken !== undefined)
    throw new Error(`访问日志第 ${broken} 行不连续 the access log is broken at row ${broken}`);
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  await written(file, text);
  const archived = { from: first.seq, upTo: end.seq, sha256: sha256Hex(text) };
  await dataSource.transaction(async (manager) => {
    await manager.query(
      'INSERT INTO identity.access_archive (up_to, hash, file, sha256) VALUES ($1, $2, $3, $4)',
      [end.seq, end.hash, file, archived.sha256],
    );
    await manager.query('DELETE FROM identity.access_log WHERE seq <= $1', [end.seq]);
    const entry = {
      outcome: 'OK',
      account: null,
      address: 'command line',
      subject: file,
      detail: { ...archived },
    };
    await new AccessLog(dataSource).append(manager, [{ act: 'ARCHIVE_ACCESS_LOG', ...entry }]);
  });
  return archived;
};

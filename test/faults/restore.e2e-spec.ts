import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Arena } from '../support/arena.js';
import { freePort } from '../support/built.js';
import { closedAfterAll, removeFolder } from '../support/closing.js';
import { DebianPostgres, installed, serverFolder } from '../support/debian-postgres.js';
import { inDatabase } from '../support/ledger-books.js';

const READY = process.env['FAULTS'] === 'full' && installed('the restore drill');
const DRILL = join(import.meta.dirname, '../../tools/restore-drill.sh');

jest.setTimeout(300_000);

(READY ? describe : describe.skip)('the restore drill', () => {
  const closing = closedAfterAll();
  let server: DebianPostgres;
  let arena: Arena;
  beforeAll(async () => {
    const folder = closing(await serverFolder(), removeFolder);
    server = closing(await DebianPostgres.start(folder), (running) => running.stop());
    const terms = { databaseUrl: server.url, environment: { CHECKPOINT_SECONDS: '1' } };
    arena = closing(await Arena.open(terms), (opened) => opened.close());
    const city = arena.busy(1);
    await arena.answers(60);
    await city.stop();
  });

  const drill = async (): Promise<{ readonly code: number; readonly words: string }> => {
    const place = await mkdtemp(join(tmpdir(), 'reserve-pool-drill-'));
    await chmod(place, 0o755);
    const env = {
      ...process.env,
      PG_BIN: '/usr/lib/postgresql/15/bin',
      RESERVE_POOL: `${process.execPath} ${arena.build.program}`,
      DRILL_PORT: String(await freePort()),
      DATA_DIR: join(place, 'files'),
    };
    try {
      const { stdout, stderr } = await promisify(execFile)(DRILL, [server.url, place], { env });
      return { code: 0, words: stdout + stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, words: stdout + stderr };
    } finally {
      await rm(place, { recursive: true });
    }
  };

  it('restores a backup of the running server elsewhere and proves it, while the service goes on', async () => {
    const city = arena.busy(2);
    const { code, words } = await drill();
    await city.stop();
    expect({ code, words }).toEqual({ code: 0, words: expect.stringContaining('verified: the copy holds') });
    expect(words).toMatch(/证明.*✓/);
  });

  it('says so when the backup is of a log that was changed', async () => {
    await inDatabase(server.url, async (client) => {
      await client.query('ALTER TABLE ledger.event DISABLE TRIGGER append_only');
      await client.query(`UPDATE ledger.event SET body = replace(body, '{', '{ ') WHERE position = 9`);
      await client.query('ALTER TABLE ledger.event ENABLE ALWAYS TRIGGER append_only');
    });
    expect(await drill()).toMatchObject({ code: 1, words: expect.stringContaining('@9 ') });
  });
});

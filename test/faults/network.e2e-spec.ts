import { writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Arena, type ArenaTerms } from '../support/arena.js';
import { freePort } from '../support/built.js';
import { surprisesIn } from '../support/checkers.js';
import { closedAfterEach, removeFolder } from '../support/closing.js';
import { DebianPostgres, installed, serverFolder, spawnServer } from '../support/debian-postgres.js';
import { reductionBody } from '../support/journey.js';
import { TcpGate } from '../support/tcp-gate.js';

const FULL = process.env['FAULTS'] === 'full';
const POOLER = '/usr/sbin/pgbouncer';
const READY = FULL && installed('the network and the pooler', POOLER);
const CUTS = 3;
const RESTARTS = 5;
/** An answer within this time, whatever happens: less than what proxies in front of the service usually wait. */
const PATIENCE_MS = 30_000;

jest.setTimeout(600_000);

(READY ? describe : describe.skip)('the way to the database', () => {
  const closing = closedAfterEach();
  let folder: string;
  let server: DebianPostgres;
  let arena: Arena;
  beforeEach(async () => {
    folder = closing(await serverFolder(), removeFolder);
    server = closing(await DebianPostgres.start(folder), (open) => open.stop());
  });
  const openArena = async (terms: ArenaTerms): Promise<void> => {
    arena = closing(await Arena.open(terms), (open) => open.close());
  };
  const sound = async (): Promise<void> => {
    expect(await arena.findings()).toEqual([]);
    expect(surprisesIn(arena.journal.lines())).toEqual([]);
  };

  it(`cut ${CUTS} times without a word: 503 in time, and all is well once it is mended`, async () => {
    const gate = closing(await TcpGate.to(server.port), (open) => open.close());
    await openArena({ databaseUrl: gate.before(server.url) });
    const clerk = await arena.client.offices.officer('county-clerk@320583');
    for (let cut = 1; cut <= CUTS; cut += 1) {
      const city = arena.busy(cut);
      await arena.answers(40);
      gate.cut();
      const [asked, body] = [performance.now(), reductionBody('320583', { COD: '1' })];
      const answers = await Promise.all([
        clerk.get('/pools/pool-320583/balance', { 'ledger-position': '0' }),
        clerk.post('/reductions', body, { key: `dry-${cut}` }),
      ]);
      expect(performance.now() - asked).toBeLessThan(PATIENCE_MS + 5_000);
      expect(answers.map(({ status, problem }) => `${status} ${problem.code}`)).toEqual([
        '503 LEDGER_UNAVAILABLE',
        '503 LEDGER_UNAVAILABLE',
      ]);
      expect(answers[1]?.headers.get('retry-after')).toMatch(/^[12]$/);
      gate.mend();
      await arena.answers(40);
      await city.stop();
    }
    const strangers = (await arena.findings()).filter((words) => !words.startsWith('C2 nobody invoked'));
    expect({ strangers, surprises: surprisesIn(arena.journal.lines()) }).toEqual({
      strangers: [],
      surprises: [],
    });
    expect(await arena.readModelFindings()).toEqual([]);
  });

  it(`through pgbouncer in transaction mode, restarted ${RESTARTS} times: nothing lost or doubled`, async () => {
    await server.ask(`CREATE ROLE pooled LOGIN; CREATE ROLE owner LOGIN SUPERUSER;
      ALTER ROLE pooled SET statement_timeout = '10s'`);
    const port = await freePort();
    const settings = join(folder, 'pgbouncer.ini');
    await writeFile(
      settings,
      `[databases]\nreserve_pool = host=127.0.0.1 port=${server.port}\n[pgbouncer]\nlisten_addr = 127.0.0.1
listen_port = ${port}\nunix_socket_dir =\nauth_type = trust\npool_mode = transaction\ndefault_pool_size = 8
auth_file = ${join(folder, 'users')}\n`,
    );
    await writeFile(join(folder, 'users'), '"pooled" ""\n');
    const startPooler = (): (() => Promise<void>) => {
      const pooler = spawnServer(POOLER, ['-q', settings]);
      const ended = once(pooler, 'exit');
      const end = async (): Promise<void> => {
        pooler.kill('SIGTERM');
        await ended;
      };
      return closing(end, end);
    };
    let endPooler = startPooler();
    await sleep(500);
    await openArena({
      databaseUrl: `postgres://pooled@127.0.0.1:${port}/reserve_pool`,
      environment: { DATABASE_POOLED: '1', DATABASE_MIGRATION_URL: server.urlOf('reserve_pool', 'owner') },
      processes: 2,
    });
    for (let restart = 1; restart <= RESTARTS; restart += 1) {
      const city = arena.busy(restart);
      await arena.answers(40);
      await endPooler();
      endPooler = startPooler();
      await arena.answers(40);
      await city.stop();
      await sound();
    }
    expect(await arena.readModelFindings()).toEqual([]);
    const [prepared] = await server.ask<{ most: number }>(
      `SELECT count(*)::int AS most FROM pg_stat_activity WHERE usename = 'pooled'`,
    );
    // Two services with 20 connections each came through 8.
    expect(prepared?.most).toBeLessThanOrEqual(8);
  });
});

import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Arena } from '../support/arena.js';
import { closedAfterEach, removeFolder } from '../support/closing.js';
import { DebianPostgres, installed, serverFolder, SmallDisk } from '../support/debian-postgres.js';
import { reductionBody } from '../support/journey.js';

const FULL = process.env['FAULTS'] === 'full';
const ROOT = process.getuid?.() === 0;
if (FULL && !ROOT) process.stderr.write('SKIPPED: full disks: only root may mount a small one\n');
const READY = FULL && ROOT && installed('full disks');

jest.setTimeout(300_000);

/** What a supervisor does: starts the server again whenever it has ended, until told to leave it. */
const supervise = (server: DebianPostgres): (() => Promise<void>) => {
  const told = new AbortController();
  const watched = (async (): Promise<void> => {
    for (; !told.signal.aborted; await sleep(200))
      if (!server.running) await server.start().catch(() => undefined);
  })();
  return () => {
    told.abort();
    return watched;
  };
};

(READY ? describe : describe.skip)('a full disk', () => {
  const closing = closedAfterEach();
  let disk: SmallDisk;
  let folder: string;
  let server: DebianPostgres;
  let arena: Arena;

  const open = async (megabytes: number, place: (disk: string) => Promise<DebianPostgres>): Promise<void> => {
    folder = closing(await serverFolder(), removeFolder);
    disk = closing(await SmallDisk.mount(megabytes), (mounted) => mounted.unmount());
    server = closing(await place(join(disk.folder, 'servers')), (running) => running.stop());
    closing(supervise(server), (leave) => leave());
    arena = closing(await Arena.open({ databaseUrl: server.url }), (opened) => opened.close());
  };

  interface Said {
    readonly status: number;
    readonly retryAfter: string | null;
  }
  const write = async (key: string): Promise<Said> => {
    const clerk = await arena.client.offices.officer('county-clerk@320583');
    const { status, headers } = await clerk.post('/reductions', reductionBody('320583', { COD: '1' }), {
      key,
    });
    return { status, retryAfter: headers.get('retry-after') };
  };
  const read = async (): Promise<number> => {
    const clerk = await arena.client.offices.officer('county-clerk@320583');
    return (await clerk.get('/pools/pool-320583/balance', { 'ledger-position': '0' })).status;
  };
  const until = async (wanted: (said: Said) => boolean, name: string): Promise<Said> => {
    for (const deadline = Date.now() + 60_000; ;) {
      const said = await write(`${name}-${Date.now()}`);
      if (wanted(said)) return said;
      if (Date.now() > deadline) throw new Error(`still ${JSON.stringify(said)}`);
      await sleep(100);
    }
  };
  const work = async (seed: number): Promise<void> => {
    const city = arena.busy(seed);
    await arena.answers(40);
    await city.stop();
  };

  it('for data: writes are answered 507, reads go on, and it ends when there is room again', async () => {
    await open(160, (place) => DebianPostgres.start(place, {}, ['--waldir', join(folder, 'wal')]));
    await work(1);
    await disk.fill();
    const refused = await until(({ status }) => status === 507, 'data');
    expect(refused).toEqual({ status: 507, retryAfter: '2' });
    expect(await read()).toBe(200);
    expect(server.running).toBe(true);
    await disk.clear();
    await until(({ status }) => status === 201, 'room');
    await work(2);
    expect(await arena.readModelFindings()).toEqual([]);
  });

  it('for WAL: PostgreSQL stops itself, everything is answered 503, and its supervisor is all it takes', async () => {
    await open(24, (place) =>
      DebianPostgres.start(folder, { min_wal_size: '2MB', max_wal_size: '4MB', wal_keep_size: '0' }, [
        '--wal-segsize=1',
        '--waldir',
        join(place, 'wal'),
      ]),
    );
    await work(1);
    await disk.fill();
    const city = arena.busy(3);
    expect(await until(({ status }) => status === 503, 'wal')).toMatchObject({
      retryAfter: expect.any(String),
    });
    await disk.clear();
    await until(({ status }) => status === 201, 'room');
    await city.stop();
    expect(await read()).toBe(200);
    await work(2);
    const strangers = (await arena.findings()).filter((words) => !words.startsWith('C2 nobody invoked'));
    expect(strangers).toEqual([]);
    expect(await arena.readModelFindings()).toEqual([]);
  });
});

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poolIdOf } from '#kernel';
import { LEDGER, startService, type Service } from '#apps/api';
import { follow, KurrentEventStore, PostgresEventStore, refusalStream } from '#libs/event-store';
import { loadConfig, type Environment } from '#libs/platform';
import type { Balance } from '../support/answers.js';
import { Build, type Run } from '../support/built.js';
import { Offices } from '../support/client.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { DebianPostgres, installed, serverFolder } from '../support/debian-postgres.js';
import { applicationBody, bodyOf, demand, drawnFrom, Journey } from '../support/journey.js';
import { KurrentServer } from '../support/kurrent/kurrent-server.js';
import { demoCity, PASSWORD } from '../support/service.js';

jest.setTimeout(180_000);

/** `STORES=all` (`npm run test:stores`): every store, and every verb of the command line on it. */
const ALL = process.env['STORES'] === 'all';
const PLACE = '320506';
const POOL = poolIdOf(PLACE);

/** A store on which a service can run: its part of the environment. The service tells it the demo city first. */
interface Ground {
  readonly environment: Environment;
  close(): Promise<void>;
}

const onPostgres18 = async (): Promise<Ground> => within(await freshDatabase());
const within = (database: FreshDatabase): Ground => ({
  environment: { DATABASE_URL: database.url },
  close: () => database.drop(),
});
const onPostgres15 = async (): Promise<Ground> => {
  const folder = await serverFolder();
  const server = await DebianPostgres.start(folder);
  const close = async (): Promise<void> => {
    await server.stop();
    await rm(folder, { recursive: true });
  };
  return { environment: { DATABASE_URL: server.url }, close };
};
/** The read models stay in PostgreSQL. */
const onKurrent = async (): Promise<Ground> => {
  const [readModels, server] = await Promise.all([onPostgres18(), KurrentServer.start()]);
  return kurrentGround(readModels, server);
};
const kurrentGround = (readModels: Ground, server: KurrentServer): Ground => ({
  environment: { ...readModels.environment, EVENT_STORE: 'kurrentdb', KURRENTDB_URL: server.url },
  close: async () => {
    await server.close();
    await readModels.close();
  },
});

const BATCH = 100;

/** The same with a demo city that was told elsewhere: its log is carried over, which takes a tenth of the time. */
const onKurrentWithCity = async (dataDir: string): Promise<Ground> => {
  const [city, server] = await Promise.all([demoCity(dataDir), KurrentServer.start()]);
  const [from, to] = [
    new PostgresEventStore({ url: city.url }),
    await KurrentEventStore.open({ url: server.url }),
  ];
  for await (const events of follow(from, LEDGER, { pageSize: BATCH }))
    await to.commit({ ledger: LEDGER, expected: await to.head(LEDGER), events, commands: [] });
  await Promise.all([from.close(), to.close()]);
  return kurrentGround(within(city), server);
};

const GROUNDS = [
  { name: "KurrentDB's protocol", open: ALL ? onKurrent : onKurrentWithCity, run: true },
  { name: 'PostgreSQL 15', open: onPostgres15, run: ALL && installed('PostgreSQL 15') },
  { name: 'PostgreSQL 18', open: onPostgres18, run: ALL },
].filter(({ run }) => run);

describe.each(GROUNDS)('a ledger on $name', ({ open }) => {
  let ground: Ground;
  let folder: string;
  let service: Service;
  let journey: Journey;

  const environment = (): Environment => ({
    ...ground.environment,
    PORT: '0',
    DATA_DIR: folder,
    DEMO: '1',
    DEMO_PASSWORD: PASSWORD,
    LOG_LEVEL: 'error',
  });
  const start = async (): Promise<void> => {
    service = await startService(loadConfig(environment()));
    journey = new Journey(new Offices(service.url, PASSWORD));
  };
  const balance = async (query = ''): Promise<Balance> => {
    const office = await journey.office();
    return bodyOf(await office.get<Balance>(`/pools/${POOL}/balance${query}`), 200);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reserve-pool-store-'));
    ground = await open(folder);
    await start();
  });
  afterAll(async () => {
    await service.stop();
    await ground.close();
    await rm(folder, { recursive: true });
  });

  it('takes a reduction from its filing through deposit and withdrawal to the voucher', async () => {
    await journey.stock(PLACE, { VOCs: '3' });
    const before = await journey.balance(POOL, 'VOCs');
    const components = { organised: '0.9089', fugitive: '0.90867' };
    const baseline = { basis: 'EIA', amount: '0.1854' };
    const line = demand('VOCs', '1.81757', { components, baseline, statedIncrement: '1.63217' });
    const drawn = await journey.draw(applicationBody(PLACE, [line], { pools: [POOL] }));
    expect(drawnFrom(drawn.draws, POOL)).toBe('3.26434');
    expect(drawn.voucherNo).toBeDefined();
    expect(await journey.balance(POOL, 'VOCs')).not.toEqual(before);
  });

  it('answers a repeated request with its first answer, and a refusal is an event', async () => {
    const clerk = await journey.clerk(PLACE);
    const application = applicationBody(PLACE, [demand('VOCs', '900')], { pools: [POOL] });
    const sending = { key: 'stores-1' };
    const first = await clerk.post('/withdrawals', application, sending);
    const head = await journey.offices.head();
    expect(first.problem.code).toBe('INSUFFICIENT_QUOTA');
    expect((await clerk.post('/withdrawals', application, sending)).problem.code).toBe('INSUFFICIENT_QUOTA');
    expect(await journey.offices.head()).toBe(head);
    const refusals = await journey.events(refusalStream(PLACE));
    expect(refusals.at(-1)).toMatchObject({ type: 'CommandRefused', position: head });
  });

  it('is the same after a restart and at a position', async () => {
    const [now, position] = [await balance(), await journey.offices.head()];
    await service.stop();
    await start();
    expect(await balance()).toEqual(now);
    expect((await balance(`?knownAt=@${position}`)).lines).toEqual(now.lines);
  });

  (ALL ? it : it.skip)('is sound for every verb that reads it', async () => {
    const build = await Build.copy();
    const settings = Object.fromEntries(
      Object.entries(environment()).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
    const run = (...args: readonly string[]): Promise<Run> => build.run(args, settings);
    const [log, pack] = [join(folder, 'log.ndjson'), join(folder, 'pack.zip')];
    expect(await run('doctor')).toMatchObject({ code: 0 });
    expect(await run('export', '--out', log)).toMatchObject({ code: 0 });
    expect((await readFile(log, 'utf8')).trim().split('\n')).toHaveLength(await journey.offices.head());
    const replayed = await run('replay', log, '--pool', POOL, '--json');
    expect(JSON.parse(replayed.stdout)).toMatchObject([{ lines: (await balance()).lines }]);
    expect(await run('export', '--pack', pack)).toMatchObject({ code: 0 });
    expect(await run('verify', pack)).toMatchObject({ code: 0 });
    expect(await run('rebuild', 'all')).toMatchObject({ code: 0 });
    await build.remove();
  });
});

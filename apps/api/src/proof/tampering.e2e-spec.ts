import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { must } from '#kernel';
import { chainHash, PostgresEventStore, type StoredEvent } from '#libs/event-store';
import { loadConfig } from '#libs/platform';
import { Offices } from '../../../../test/support/client.js';
import { copyDatabase, putBack, type FreshDatabase } from '../../../../test/support/database.js';
import { reductionBody } from '../../../../test/support/journey.js';
import { demoCity, PASSWORD } from '../../../../test/support/service.js';
import { LEDGER } from '../ledger/ledger.constants.js';
import { startService, type Service } from '../service.js';

let live: FreshDatabase;
let good: FreshDatabase;
let old: FreshDatabase;
let dataDir: string;

const start = (): Promise<Service> =>
  startService(
    loadConfig({
      PORT: '0',
      DATABASE_URL: live.url,
      DATA_DIR: dataDir,
      DEMO: '1',
      DEMO_PASSWORD: PASSWORD,
      LOG_LEVEL: 'fatal',
    }),
  );
const visited = async <T>(visit: (offices: Offices, url: string) => Promise<T>): Promise<T> => {
  const service = await start();
  try {
    return await visit(new Offices(service.url, PASSWORD), service.url);
  } finally {
    await service.stop();
  }
};
const write = async (offices: Offices): Promise<number> => {
  const clerk = await offices.officer('county-clerk@320583');
  return (await clerk.post('/reductions', reductionBody('320583', { COD: '1' }))).status;
};
const asSuperuser = async (work: (client: pg.Client) => Promise<unknown>): Promise<void> => {
  const client = new pg.Client({ connectionString: live.url });
  await client.connect();
  try {
    for (const table of ['event', 'ledger_head', 'checkpoint', 'tile'])
      await client.query(`ALTER TABLE ledger.${table} DISABLE TRIGGER ALL`);
    await work(client);
  } finally {
    await client.end();
  }
};
const wholeLog = async (): Promise<readonly StoredEvent[]> => {
  const store = new PostgresEventStore({ url: live.url });
  try {
    return await store.readLedger(LEDGER, 0, 10_000);
  } finally {
    await store.close();
  }
};

/** An event's body changed, and every chain value from it to the end made to fit again. */
const rehash = async (from: number): Promise<void> => {
  const events = await wholeLog();
  let { hash } = must(events[from - 2], 'the event before');
  await asSuperuser(async (client) => {
    for (const event of events.slice(from - 1)) {
      const body = event.position === from ? event.body.replace(/"(\d)/, '"9$1') : event.body;
      hash = chainHash(hash, { ...event, body });
      await client.query('UPDATE ledger.event SET body = $2, hash = $3 WHERE position = $1', [
        event.position,
        body,
        hash,
      ]);
    }
    await client.query('UPDATE ledger.ledger_head SET hash = $1', [hash]);
  });
};
const truncate = (): Promise<void> =>
  asSuperuser(async (client) => {
    const { rows } = await client.query(
      'SELECT position, hash FROM ledger.event ORDER BY position DESC LIMIT 2',
    );
    const { position, hash } = rows[1] as { position: string; hash: string };
    await client.query('DELETE FROM ledger.event WHERE position > $1', [position]);
    await client.query('DELETE FROM ledger.checkpoint WHERE size > $1', [position]);
    await client.query('UPDATE ledger.ledger_head SET position = $1, hash = $2', [position, hash]);
  });

const readOnlySoon = async (url: string): Promise<Readonly<Record<string, unknown>>> => {
  for (let attempt = 0; ; attempt += 1) {
    const health = (await (await fetch(`${url}/health/ready`)).json()) as Readonly<Record<string, unknown>>;
    if (health['status'] === 'read-only' || attempt === 100) return health;
    await sleep(20);
  }
};

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'reserve-pool-tampering-'));
  live = await demoCity(dataDir);
  await visited((offices) => offices.stranger.get('/audit/checkpoint'));
  old = await copyDatabase(live.url);
  await visited(async (offices) => {
    expect(await write(offices)).toBe(201);
    await offices.stranger.get('/audit/checkpoint');
  });
  good = await copyDatabase(live.url);
}, 120_000);
beforeEach(() => putBack(live.url, good.url));
afterAll(async () => {
  for (const database of [live, old, good]) await database.drop();
  await rm(dataDir, { recursive: true });
});

const refusing = async (visit: { readonly offices: Offices; readonly url: string }): Promise<void> => {
  expect(await readOnlySoon(visit.url)).toMatchObject({ status: 'read-only' });
  const clerk = await visit.offices.officer('county-clerk@320583');
  const refused = await clerk.post('/reductions', reductionBody('320583', { COD: '1' }));
  expect([refused.status, refused.problem.code]).toEqual([503, 'LEDGER_IN_DOUBT']);
  expect((await clerk.get('/pools/pool-320583/balance')).status).toBe(200);
};

describe('a service that starts', () => {
  it('writes on when nothing was done to its database', () =>
    visited(async (offices, url) => {
      expect(await write(offices)).toBe(201);
      const health = (await (await fetch(`${url}/health/ready`)).json()) as object;
      expect(health).toMatchObject({ status: 'ready' });
    }));
  it.each([
    ['its end was cut off', truncate],
    ['an old copy was put back', () => putBack(live.url, old.url)],
    ['its whole chain was hashed again', () => rehash(200)],
    [
      'one event in the middle was changed and nothing else',
      () =>
        asSuperuser((client) =>
          client.query(`UPDATE ledger.event SET meta = meta || ' ' WHERE position = 200`),
        ),
    ],
  ])('refuses to write, and still reads, when %s', async (_, tamper) => {
    await tamper();
    await visited((offices, url) => refusing({ offices, url }));
  });
});

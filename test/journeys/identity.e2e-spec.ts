import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource, type EntityManager } from 'typeorm';
import { initAccounts, makeKeyFile, migrate, rebuildProjections, startService } from '#apps/api';
import { dateAt, instantOf } from '#kernel';
import { EventStore } from '#libs/event-store';
import { ConfigError, loadConfig, withinPlaces } from '#libs/platform';
import type { Officer } from '../support/client.js';
import { freshDatabase } from '../support/database.js';
import { Caller, signedIn, signIn } from '../support/identity.js';
import { bodyOf, reductionBody, refusal } from '../support/journey.js';
import { PASSWORD, startTestService, type TestService } from '../support/service.js';

jest.setTimeout(60_000);

const PLACE = '320583';
const [CLERK, REVIEWER, PARK] = [
  `county-clerk@${PLACE}`,
  `county-reviewer@${PLACE}`,
  'park-clerk@park-kunshan-dev',
];
const today = dateAt(instantOf(Date.now()));

let running: TestService;
let officer: (name: string) => Promise<Officer>;
beforeAll(async () => {
  running = await startTestService({ LOG_LEVEL: 'fatal' });
  officer = (name) => running.offices.officer(name);
});
afterAll(() => running.stop());

const inNameOf = (account: string) => ({ headers: { 'on-behalf-of': account } });

describe('acting for somebody', () => {
  it('is possible between the dates, shows both, and separates both', async () => {
    const [clerk, reviewer] = [await officer(CLERK), await officer(REVIEWER)];
    const filing = reductionBody(PLACE, { COD: '5' });
    const file = () => reviewer.post<{ id: string }>('/reductions', filing, inNameOf(CLERK));
    expect(refusal(await file())).toBe('403 DELEGATION_NOT_IN_FORCE');
    const granted = await clerk.post<{ id: string }>('/delegations', {
      delegate: REVIEWER,
      from: today,
      until: today,
    });
    const { id } = bodyOf(granted, 200);
    const reductionId = bodyOf(await file(), 201).id;
    const deposit = { reductionId, lines: [{ pollutant: 'COD', amount: '5' }] };
    const filed = await reviewer.post<{ id: string }>('/deposits', deposit, inNameOf(CLERK));
    const depositId = bodyOf(filed, 201).id;

    const review = { decision: 'PASS', opinion: '同意' };
    const own = await reviewer.post(`/deposits/${depositId}/first-review`, review);
    expect(refusal(own)).toBe('409 SEPARATION_OF_DUTIES');
    const events = await (
      await officer('inspector@320500')
    ).get<{ items: { actor: string }[] }>(`/events?stream=deposit-${depositId}`);
    expect(events.body.items.map(({ actor }) => actor)).toEqual([`${REVIEWER} for ${CLERK}`]);

    expect(refusal(await reviewer.post('/deposits', deposit))).toBe('403 FORBIDDEN_ROLE');
    const park = await officer(PARK);
    expect(refusal(await park.post('/deposits', deposit, inNameOf(CLERK)))).toBe(
      '403 DELEGATION_NOT_IN_FORCE',
    );
    const onward = { delegate: PARK, from: today, until: today };
    expect(refusal(await reviewer.post('/delegations', onward, inNameOf(CLERK)))).toBe(
      '409 DELEGATION_PARTIES',
    );

    const ended = await clerk.post(`/delegations/${id}/revocation`, {});
    expect(ended.status).toBe(200);
    expect(refusal(await file())).toBe('403 DELEGATION_NOT_IN_FORCE');
    const mine = await clerk.get<{ items: { revoked: boolean }[] }>('/delegations');
    expect(mine.body.items).toEqual([expect.objectContaining({ id, delegate: REVIEWER, revoked: true })]);
    const revoking = Number(ended.headers.get('ledger-position'));
    const before = await clerk.get<{ items: object[] }>(`/delegations?knownAt=@${revoking - 1}`);
    expect(before.body.items).toMatchObject([{ id, revoked: false }]);
    expect((await clerk.get<{ items: [] }>('/delegations?asOf=2020-01-01')).body.items).toEqual([]);
  });

  it('is not for administrators, either way', async () => {
    const clerk = await officer(CLERK);
    const to = { delegate: 'audit-admin@320500', from: today, until: today };
    expect(refusal(await clerk.post('/delegations', to))).toBe('409 DELEGATION_PARTIES');
    const admin = await officer('system-admin@320500');
    expect(refusal(await admin.post('/delegations', { ...to, delegate: CLERK }))).toBe('403 FORBIDDEN_ROLE');
  });
});

describe('the ledger', () => {
  it('knows accounts and no people', async () => {
    const admin = await signedIn(running.service, { username: 'system-admin@320500', password: PASSWORD });
    const people = [CLERK, REVIEWER, 'office@320500', 'inspector@320500'].map((account, index) => ({
      account,
      person: { name: `欧阳示例${'甲乙丙丁'[index]}`, phone: `1380000${1111 * (index + 1)}` },
    }));
    for (const { account, person } of people)
      expect((await admin.send('PUT', `/accounts/${account}/personal-data`, person)).status).toBe(204);
    const inspector = await officer('inspector@320500');
    let after = 0;
    let log = '';
    for (let next: number | null = 0; next !== null; after = next ?? after) {
      const page = await inspector.get<{ next: number | null }>(`/events?after=${after}&limit=1000`);
      log += page.text;
      next = page.body.next;
    }
    expect(log.length).toBeGreaterThan(500_000);
    for (const { person } of people)
      for (const told of [person.name, person.phone]) expect(log).not.toContain(told);
    expect(log.match(/(?<![\da-f.-])1[3-9]\d{9}(?![\da-f-])/g)).toBeNull();
  });
});

describe('the two walls between places', () => {
  const NEIGHBOUR = '320585';
  const database = (): DataSource => running.service.app.get(DataSource);
  const placesIn = async (work: (manager: EntityManager) => Promise<{ place: string }[]>, places: string[]) =>
    new Set((await withinPlaces(database(), places, work)).map(({ place }) => place));

  const each = async (statement: (table: string) => string): Promise<void> => {
    const secured = await database().query<{ table: string }[]>(
      `SELECT DISTINCT tablename AS table FROM pg_policies WHERE schemaname = 'read'`,
    );
    expect(secured.length).toBeGreaterThan(12);
    for (const { table } of secured) await database().query(statement(`read.${table}`));
  };

  describe('the database, whatever a query forgets,', () => {
    it.each([
      ['reduction', 'reduction', 'place'],
      ['deposit', 'deposit', 'place'],
      ['withdrawal', 'withdrawal', 'place'],
      ['pool_journal', 'pool_entry', 'substr(pool, 6)'],
      ['pool_balances', 'pool_balance', 'substr(pool, 6)'],
      ['pool_lots', 'pool_lot', 'substr(pool, 6)'],
    ])('shows a reader of %s rows of its places only, rebuilt too', async (name, table, place) => {
      await rebuildProjections({
        url: running.databaseUrl,
        store: running.service.app.get(EventStore),
        names: [name],
      });
      const everything = (manager: Pick<EntityManager, 'query'>) =>
        manager.query<{ place: string }[]>(`SELECT ${place} AS place FROM read.${table}`);
      const all = await everything(database());
      expect(new Set(all.map((row) => row.place)).size).toBeGreaterThan(3);
      expect([...(await placesIn(everything, [PLACE]))]).toEqual([PLACE]);
      expect([...(await placesIn(everything, []))]).toEqual([]);
      const writes = (manager: EntityManager) =>
        manager.query<{ place: string }[]>(`DELETE FROM read.${table}`);
      await expect(placesIn(writes, [PLACE])).rejects.toThrow('permission denied');
    });

    it('secures every read model that names a place or a pool', async () => {
      const open = await database().query<{ table: string }[]>(
        `SELECT c.relname AS table FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
         WHERE c.relnamespace = 'read'::regnamespace AND c.relkind = 'r' AND a.attname IN ('place', 'pool')
           AND NOT c.relrowsecurity`,
      );
      expect(open.map(({ table }) => table)).toEqual([]);
    });

    it.each(['/reductions', '/deposits', '/readings', '/inbox', 'balance', 'lots', 'journal', 'chain'])(
      'is asked for %s as the role it watches',
      async (asked) => {
        const clerk = await officer(CLERK);
        const lots = await clerk.get<{ items: { lotId: string }[] }>(`/pools/pool-${PLACE}/lots`);
        const chain = `/lots/${lots.body.items[0]?.lotId}/chain`;
        const ofPool = asked === 'chain' ? chain : `/pools/pool-${PLACE}/${asked}`;
        const path = asked.startsWith('/') ? asked : ofPool;
        const everySecured = (rights: string) => each((table) => rights.replace('*', table));
        await everySecured('REVOKE SELECT ON * FROM reserve_pool_reader');
        const closed = await clerk.get(path);
        await everySecured('GRANT SELECT ON * TO reserve_pool_reader');
        expect([closed.status, (await clerk.get(path)).status]).toEqual([500, 200]);
      },
    );
  });

  describe('the service, were the database to show all,', () => {
    beforeAll(() => each((table) => `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`));
    afterAll(() => each((table) => `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`));

    it.each(['reductions', 'deposits', 'withdrawals', 'readings', 'assessments', 'suspensions'])(
      'lists %s of the reader’s places only',
      async (list) => {
        const placesFor = async (name: string) => {
          const answer = await (
            await officer(name)
          ).get<{ items: { place?: string; project?: { place: string } }[] }>(`/${list}?perPage=200`);
          return new Set(answer.body.items.map(({ place, project }) => place ?? project?.place));
        };
        const strange = (places: ReadonlySet<string | undefined>) =>
          [...places].filter((place) => place !== PLACE && place !== 'park-kunshan-dev');
        expect(strange(await placesFor('office@320500'))).not.toEqual([]);
        expect(strange(await placesFor(CLERK))).toEqual([]);
      },
    );

    it('keeps pools and lots of others closed, and the desk to the own files', async () => {
      const clerk = await officer(CLERK);
      for (const page of ['balance', 'lots', 'journal'])
        expect(refusal(await clerk.get(`/pools/pool-${NEIGHBOUR}/${page}`))).toBe('403 FORBIDDEN_PLACE');
      const office = await officer('office@320500');
      const lots = await office.get<{ items: { lotId: string }[] }>(`/pools/pool-${NEIGHBOUR}/lots`);
      const lot = lots.body.items[0]?.lotId ?? '';
      expect((await office.get(`/lots/${lot}/chain`)).status).toBe(200);
      expect(refusal(await clerk.get(`/lots/${lot}/chain`))).toBe('403 FORBIDDEN_PLACE');
      const desk = await clerk.get<{ items: { place: string }[] }>('/inbox');
      expect(new Set(desk.body.items.map(({ place }) => place)).size).toBeLessThanOrEqual(2);
      expect(desk.body.items.map(({ place }) => place)).not.toContain(NEIGHBOUR);
    });
  });
});

describe('an installation in earnest', () => {
  it('does not start without its key, and starts with three administrators who have all to set up', async () => {
    const database = await freshDatabase();
    const folder = mkdtempSync(join(tmpdir(), 'earnest-'));
    const settings = {
      PORT: '0',
      DATABASE_URL: database.url,
      DATA_DIR: folder,
      DEMO: '0',
      LOG_LEVEL: 'fatal',
    };
    const bare = startService(loadConfig(settings));
    await expect(bare).rejects.toThrow(ConfigError);
    await expect(bare).rejects.toThrow('AUTH_KEY_FILE');
    await expect(startService(loadConfig({ ...settings, DEMO: '' }))).rejects.toThrow('AUTH_KEY_FILE');

    writeFileSync(join(folder, 'key'), randomBytes(32).toString('base64'));
    const config = loadConfig({ ...settings, AUTH_KEY_FILE: join(folder, 'key') });
    await makeKeyFile(join(folder, 'signing-key'), config);
    await migrate(database);
    const init = (renew: boolean) => initAccounts(config, { url: database.url, place: '320500', renew });
    const first = await init(false);
    expect(first.map(({ username }) => username)).toEqual(['system-admin', 'security-admin', 'audit-admin']);
    expect(await init(false)).toEqual([]);
    const service = await startService(config);
    expect(service.demoPassword).toBeUndefined();
    const opened = await signIn(service, first[0] ?? { username: '' });
    expect(opened.body.setup).toEqual(['PASSWORD', 'SECOND_FACTOR']);
    const admin = new Caller(service, opened.body.accessToken);
    expect((await admin.get('/accounts')).code).toBe('SETUP_REQUIRED');
    expect((await init(true)).map(({ username }) => username)).toHaveLength(3);
    expect((await signIn(service, first[0] ?? { username: '' })).status).toBe(401);
    await service.stop();
    await database.drop();
    rmSync(folder, { recursive: true });
  });
});

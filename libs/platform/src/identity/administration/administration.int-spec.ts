import 'reflect-metadata';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Caller,
  type Door,
  openDoor,
  type Reply,
  signedIn,
  signIn,
  within,
} from '../../../../../test/support/identity.js';
import { archiveAccessLog, brokenAt, type AccessRow } from '../index.js';
import { accessHash } from '../access-log/entry.js';
import { stepAt, totpCode } from '../second-factor/totp.js';

/** Passwords are slow on purpose, and slower where much else runs. */
jest.setTimeout(30_000);

let door: Door;
let system: Caller;
let security: Caller;
let audit: Caller;
let clerk: Caller;
beforeAll(async () => {
  door = await openDoor();
  [system, security, audit, clerk] = (await Promise.all(
    ['system-admin', 'security-admin', 'audit-admin', 'office'].map((role) =>
      signedIn(door, { username: `${role}@320500` }),
    ),
  )) as [Caller, Caller, Caller, Caller];
});
afterAll(() => door.close());

interface Asked {
  readonly id: string;
  readonly firstHalf: string;
}
interface Listed {
  readonly id: string;
  readonly username: string;
  readonly roles: string[];
  readonly status: string;
  readonly person: unknown;
  readonly change: { readonly kind: string } | null;
}

const ask = (username: string, differing: object = {}): Promise<Reply<Asked>> =>
  system.post<Asked>('/accounts', { username, roles: ['county-clerk'], place: '320583', ...differing });
const decide = (by: Caller, id: string, decision = 'PASS') =>
  by.post<{ secondHalf?: string }>(`/accounts/${id}/confirmation`, { decision });
const shown = async (by: Caller, id: string): Promise<Listed> =>
  (await by.get<Listed>(`/accounts/${id}`)).body;
const saidOf = ({ status, code }: Pick<Reply, 'status' | 'code'>): string => [status, code].join(' ').trim();

/** An account made by both, not yet used. */
const made = async (username: string, differing: object = {}): Promise<{ id: string; password: string }> => {
  const { id, firstHalf } = (await ask(username, differing)).body;
  const { secondHalf } = (await decide(security, id)).body;
  return { id, password: `${firstHalf}-${secondHalf}` };
};

describe('an account', () => {
  it('is made by two, and neither of them can sign in with it', async () => {
    const asked = await ask('wang', { person: { name: '王小明', phone: '13812345678' } });
    const { id, firstHalf } = asked.body;
    expect(asked.status).toBe(201);
    expect(await shown(security, id)).toMatchObject({ username: 'wang', status: 'REQUESTED' });
    expect((await signIn(door, { username: 'wang', password: firstHalf })).status).toBe(401);
    expect(saidOf(await decide(system, id))).toBe('403 TWO_ADMINISTRATORS');
    expect(saidOf(await decide(audit, id))).toBe('403 TWO_ADMINISTRATORS');
    expect(saidOf(await decide(clerk, id))).toBe('403 FORBIDDEN_ROLE');

    const { secondHalf = '' } = (await decide(security, id)).body;
    expect(saidOf(await decide(security, id))).toBe('404 NOT_FOUND');
    for (const password of [firstHalf, secondHalf, `${secondHalf}-${firstHalf}`])
      expect((await signIn(door, { username: 'wang', password })).status).toBe(401);

    const password = `${firstHalf}-${secondHalf}`;
    const opened = await signIn(door, { username: 'wang', password });
    expect(opened.body.setup).toEqual(['PASSWORD']);
    const wang = new Caller(door, opened.body.accessToken);
    const setup = async () => (await wang.get<{ setup: string[] }>('/auth/me')).body.setup;
    expect(await setup()).toEqual(['PASSWORD']);
    expect(saidOf(await wang.get('/accounts'))).toBe('403 SETUP_REQUIRED');
    expect((await wang.post('/auth/password', { old: password, next: 'my very own words' })).status).toBe(
      204,
    );
    expect(await setup()).toEqual([]);
    expect(saidOf(await wang.get('/accounts'))).toBe('403 FORBIDDEN_ROLE');
  });

  it('is told where it is signed in, ends it all itself, and has it ended by security alone', async () => {
    const username = 'leading-group@320500';
    const [first, second] = [await signedIn(door, { username }), await signedIn(door, { username })];
    const list = async (by: Caller, path: string) =>
      (await by.get<{ items: { current: boolean; tokenHash?: string }[] }>(path)).body.items;
    const own = await list(first, '/auth/sessions');
    expect(own.map(({ current }) => current)).toEqual([false, true]);
    expect(Object.keys(own[0] ?? {})).not.toContain('tokenHash');
    expect(await list(audit, `/accounts/${username}/sessions`)).toHaveLength(2);
    expect(saidOf(await first.post('/auth/sessions/end'))).toBe('204');
    for (const caller of [first, second])
      expect(saidOf(await caller.get('/auth/me'))).toBe('401 UNAUTHENTICATED');

    const third = await signedIn(door, { username });
    expect(saidOf(await system.post(`/accounts/${username}/sessions/end`))).toBe('403 FORBIDDEN_ROLE');
    expect(saidOf(await security.post(`/accounts/${username}/sessions/end`))).toBe('204');
    expect(saidOf(await third.get('/auth/me'))).toBe('401 UNAUTHENTICATED');
    expect(await list(security, `/accounts/${username}/sessions`)).toEqual([]);
    const page = await audit.get<{ items: { act: string }[] }>(`/access-log?account=${username}&limit=1000`);
    expect(page.body.items.map(({ act }) => act)).toContain('SIGN_OUT_EVERYWHERE');
  });

  it('that is rejected never was, and its name is free again', async () => {
    const { id } = (await ask('li.si', { person: { name: '李四' } })).body;
    expect(saidOf(await ask('li.si'))).toBe('409 ACCOUNT_EXISTS');
    expect((await decide(security, id, 'REJECT')).status).toBe(200);
    expect(saidOf(await security.get(`/accounts/${id}`))).toBe('404 NOT_FOUND');
    expect((await ask('li.si')).status).toBe(201);
    expect(saidOf(await ask('office@320500'))).toBe('409 ACCOUNT_EXISTS');
  });

  it('cannot hold an administrator’s role with another, nor roles and places nobody knows', async () => {
    expect((await ask('x.y', { roles: ['system-admin', 'office'] })).status).toBe(422);
    expect((await ask('x.y', { roles: ['system-admin', 'audit-admin'] })).status).toBe(422);
    expect((await ask('x.y', { roles: ['system'] })).status).toBe(400);
    expect((await ask('x.y', { roles: ['office', 'office'] })).status).toBe(422);
    expect((await ask('x.y', { place: '999999' })).status).toBe(422);
    expect((await ask('X Y')).status).toBe(400);
  });

  it('changes its roles by two, one change at a time, and not by itself', async () => {
    const { id } = await made('zhao');
    const roles = { roles: ['county-reviewer'], place: '320581' };
    expect((await security.post(`/accounts/${id}/roles`, roles)).status).toBe(202);
    expect(saidOf(await system.post(`/accounts/${id}/renewal`))).toBe('409 ACCOUNT_CHANGE_OPEN');
    expect(saidOf(await decide(security, id))).toBe('403 TWO_ADMINISTRATORS');
    expect((await shown(system, id)).roles).toEqual(['county-clerk']);
    expect((await decide(system, id)).status).toBe(200);
    expect(await shown(system, id)).toMatchObject({ ...roles, change: null });
    const own = '/accounts/security-admin@320500';
    expect(saidOf(await security.post(`${own}/roles`, roles))).toBe('403 TWO_ADMINISTRATORS');
    expect(saidOf(await security.post(`${own}/lock`))).toBe('403 TWO_ADMINISTRATORS');
    expect((await system.post(`${own}/roles`, roles)).status).toBe(202);
    expect(saidOf(await decide(security, 'security-admin@320500'))).toBe('403 TWO_ADMINISTRATORS');
    expect(saidOf(await decide(audit, 'security-admin@320500'))).toBe('403 TWO_ADMINISTRATORS');
  });

  it('gets a new password from two halves, and the old one is dead', async () => {
    const { id, password } = await made('qian');
    expect((await signIn(door, { username: 'qian', password })).status).toBe(200);
    const { firstHalf } = (await system.post<Asked>(`/accounts/${id}/password`)).body;
    const { secondHalf } = (await decide(security, id)).body;
    expect((await signIn(door, { username: 'qian', password })).status).toBe(401);
    expect((await signIn(door, { username: 'qian', password: `${firstHalf}-${secondHalf}` })).status).toBe(
      200,
    );
  });

  it('still asks for its second factor after a new password', async () => {
    const username = 'element-water@320500';
    const caller = await signedIn(door, { username });
    const { secret } = (await caller.post<{ secret: string }>('/auth/second-factor')).body;
    await caller.post('/auth/second-factor/confirmation', { code: totpCode(secret, stepAt(Date.now()) - 1) });
    const { firstHalf } = (await system.post<Asked>(`/accounts/${username}/password`)).body;
    const { secondHalf } = (await decide(security, username)).body;
    const password = `${firstHalf}-${secondHalf}`;
    expect((await signIn(door, { username, password })).code).toBe('SECOND_FACTOR_REQUIRED');
    const code = totpCode(secret, stepAt(Date.now()) + 1);
    expect((await signIn(door, { username, password, code })).status).toBe(200);
  });

  it('is locked and unlocked by the security administrator alone', async () => {
    const { id, password } = await made('sun');
    const lock = `/accounts/${id}/lock`;
    for (const other of [system, audit, clerk])
      expect(saidOf(await other.post(lock))).toBe('403 FORBIDDEN_ROLE');
    expect((await security.post(lock)).status).toBe(204);
    expect((await shown(audit, id)).status).toBe('LOCKED');
    expect((await signIn(door, { username: 'sun', password })).code).toBe('BAD_CREDENTIALS');
    for (let count = 0; count < 12; count += 1)
      await signIn(door, { username: 'sun', password: 'wrong words' });
    expect((await signIn(door, { username: 'sun', password })).code).toBe('RATE_LIMITED');
    expect((await security.post(`/accounts/${id}/unlock`)).status).toBe(204);
    expect((await signIn(door, { username: 'sun', password })).status).toBe(200);
  });

  it('loses its authenticator by the security administrator', async () => {
    const username = 'element-air@320500';
    const caller = await signedIn(door, { username });
    const { secret } = (await caller.post<{ secret: string }>('/auth/second-factor')).body;
    await caller.post('/auth/second-factor/confirmation', { code: totpCode(secret, stepAt(Date.now())) });
    expect((await signIn(door, { username })).code).toBe('SECOND_FACTOR_REQUIRED');
    expect((await security.post(`/accounts/${username}/second-factor-reset`)).status).toBe(204);
    expect((await signIn(door, { username })).status).toBe(200);
    await within(1_000, async () => (await caller.get('/auth/me')).status === 401);
  });
});

describe('the yearly confirmation', () => {
  const age = (id: string, days: number) =>
    door.database.query(
      'UPDATE identity.account SET confirmed_at = now() - make_interval(days => $2) WHERE id = $1',
      [id, days],
    );

  it('is shown when due, suspends when it stays out, and takes two', async () => {
    const { id, password } = await made('zhou');
    await age(id, 366);
    const due = await system.get<{ items: Listed[] }>('/accounts?status=RENEWAL_DUE');
    expect(due.body.items.map((account) => account.username)).toEqual(['zhou']);
    expect((await signIn(door, { username: 'zhou', password })).status).toBe(200);
    await age(id, 396);
    expect((await shown(security, id)).status).toBe('SUSPENDED');
    expect((await signIn(door, { username: 'zhou', password })).code).toBe('BAD_CREDENTIALS');
    await system.post(`/accounts/${id}/renewal`);
    expect((await shown(security, id)).change).toMatchObject({ kind: 'RENEWAL' });
    expect((await decide(security, id)).status).toBe(200);
    expect((await signIn(door, { username: 'zhou', password })).status).toBe(200);
  });

  it('of an administrator is confirmed by the audit administrator', async () => {
    const { id } = await made('admin.two', { roles: ['system-admin'], place: '320500' });
    expect((await security.post(`/accounts/${id}/renewal`)).status).toBe(202);
    expect((await decide(audit, id)).status).toBe(200);
  });
});

describe('people', () => {
  it('are known to who makes accounts, masked for others, sealed in the database, and can be erased', async () => {
    const { id } = await made('wu.jz', { person: { name: '吴承恩', phone: '13900001234' } });
    expect((await shown(system, id)).person).toEqual({ name: '吴承恩', phone: '13900001234' });
    for (const other of [security, audit])
      expect((await shown(other, id)).person).toEqual({ name: '吴**', phone: '139****1234' });
    const dump = JSON.stringify([
      await door.database.query('SELECT * FROM identity.person'),
      await door.database.query('SELECT * FROM identity.access_log'),
      await door.database.query('SELECT * FROM identity.account_change'),
    ]);
    expect(dump).not.toMatch(/吴承恩|13900001234/);
    const path = `/accounts/${id}/personal-data`;
    expect(saidOf(await security.send('DELETE', path))).toBe('403 FORBIDDEN_ROLE');
    expect((await system.send('PUT', path, { name: '吴敬梓' })).status).toBe(204);
    expect((await shown(audit, id)).person).toEqual({ name: '吴**' });
    expect((await system.send('DELETE', path)).status).toBe(204);
    expect(await shown(system, id)).toMatchObject({ username: 'wu.jz', person: null });
  });
});

describe('the person behind an account', () => {
  it('is told what is kept, and how others see it', async () => {
    const own = async () => (await clerk.get('/auth/personal-data')).body;
    expect(await own()).toEqual({ kept: null, shown: null });
    const person = { name: '沈复', phone: '13700005678' };
    await system.send('PUT', '/accounts/office@320500/personal-data', person);
    expect(await own()).toEqual({ kept: person, shown: { name: '沈*', phone: '137****5678' } });
    expect((await audit.get('/auth/personal-data')).body).toEqual({ kept: null, shown: null });
    await system.send('DELETE', '/accounts/office@320500/personal-data');
    expect(await own()).toEqual({ kept: null, shown: null });
  });
});

describe('staffing', () => {
  it('names places where one item cannot pass through three people', async () => {
    const gaps = async () =>
      (await clerk.get<{ items: { place: string; missing: string[] }[] }>('/accounts/staffing')).body.items;
    expect(await gaps()).toEqual([]);
    await security.post('/accounts/county-reviewer@320585/lock');
    expect(await gaps()).toEqual([
      expect.objectContaining({ place: '320585', missing: ['withdrawal:first-review'] }),
      ...(await gaps()).slice(1),
    ]);
    await security.post('/accounts/county-reviewer@320585/unlock');
    expect(await gaps()).toEqual([]);
  });
});

describe('an administrator', () => {
  const COUNTY = '320583';
  const NEIGHBOUR = 'county-clerk@320585';
  const PARK = 'park-clerk@park-kunshan-dev';
  let local: Record<'system' | 'security' | 'audit', Caller>;
  let neighbour: Caller;
  /** The three administrators of a county, with the password of the demo. */
  const threeAt = async (place: string): Promise<Caller[]> => {
    await door.database.query(
      `INSERT INTO identity.account (id, username, roles, place, password_hash)
       SELECT role || $1, role || $1, ARRAY[role], $2, password_hash FROM identity.account,
         unnest(ARRAY['system-admin', 'security-admin', 'audit-admin']) role
       WHERE username = 'system-admin@320500'`,
      [`@${place}`, place],
    );
    return Promise.all(
      ['system', 'security', 'audit'].map((name) => signedIn(door, { username: `${name}-admin@${place}` })),
    );
  };
  beforeAll(async () => {
    const [own, next] = [await threeAt(COUNTY), await threeAt('320585')];
    local = { system: own[0], security: own[1], audit: own[2] } as typeof local;
    neighbour = next[1] as Caller;
  });
  const rowOf = async (id: string): Promise<unknown> =>
    (await door.database.query('SELECT * FROM identity.account WHERE id = $1', [id]))[0];

  it('sees the accounts of the own places, those asked for too, and no others', async () => {
    const { id } = (await ask('asked.there', { place: '320585' })).body;
    for (const by of Object.values(local)) {
      const seen = await by.get<{ items: (Listed & { place: string })[] }>('/accounts?perPage=200');
      expect(new Set(seen.body.items.map(({ place }) => place))).toEqual(
        new Set([COUNTY, 'park-kunshan-dev']),
      );
      for (const foreign of [NEIGHBOUR, 'office@320500', 'province@320000', id])
        expect(saidOf(await by.get(`/accounts/${foreign}`))).toBe('403 FORBIDDEN_PLACE');
      expect((await by.get(`/accounts/${PARK}`)).status).toBe(200);
      expect(saidOf(await by.get('/accounts?place=320585'))).toBe('403 FORBIDDEN_PLACE');
    }
    const city = await system.get<{ items: (Listed & { place: string })[] }>('/accounts?perPage=200');
    expect(city.body.items.map(({ place }) => place)).toEqual(expect.arrayContaining([COUNTY, '320585']));
    expect(city.body.items.map(({ place }) => place)).not.toContain('320000');
    await decide(security, id, 'REJECT');
  });

  it.each<[keyof typeof local, string, string, object?]>([
    ['system', 'POST', 'renewal'],
    ['system', 'POST', 'password'],
    ['security', 'POST', 'roles', { roles: ['county-clerk'], place: COUNTY }],
    ['security', 'POST', 'confirmation', { decision: 'PASS' }],
    ['security', 'POST', 'lock'],
    ['security', 'POST', 'unlock'],
    ['security', 'POST', 'second-factor-reset'],
    ['system', 'PUT', 'personal-data', { name: '示例' }],
    ['system', 'DELETE', 'personal-data'],
  ])('of one county, the %s one, does not touch an account of another by %s %s', async (...asked) => {
    const [who, method, act, body] = asked;
    const before = await rowOf(NEIGHBOUR);
    expect(saidOf(await local[who].send(method, `/accounts/${NEIGHBOUR}/${act}`, body))).toBe(
      '403 FORBIDDEN_PLACE',
    );
    expect(await rowOf(NEIGHBOUR)).toEqual(before);
    expect((await shown(system, NEIGHBOUR)).change).toBeNull();
  });

  it('makes accounts with the other one of the own places, and for the own places', async () => {
    const terms = { username: 'made.here', roles: ['county-clerk'], place: COUNTY };
    expect(saidOf(await local.system.post('/accounts', { ...terms, place: '320585' }))).toBe(
      '403 FORBIDDEN_PLACE',
    );
    const { id } = (await local.system.post<Asked>('/accounts', terms)).body;
    expect(saidOf(await decide(neighbour, id))).toBe('403 FORBIDDEN_PLACE');
    expect((await decide(local.security, id)).status).toBe(200);

    const moving = { roles: ['county-clerk'], place: '320585' };
    expect(saidOf(await local.system.post(`/accounts/${id}/roles`, moving))).toBe('403 FORBIDDEN_PLACE');
    expect((await system.post(`/accounts/${id}/roles`, moving)).status).toBe(202);
    expect(saidOf(await decide(local.security, id))).toBe('403 FORBIDDEN_PLACE');
    expect(saidOf(await decide(neighbour, id))).toBe('403 FORBIDDEN_PLACE');
    expect((await decide(security, id)).status).toBe(200);
  });

  it('is told of the own queues and reads the own part of the access log', async () => {
    await security.post('/accounts/county-reviewer@320585/lock');
    await security.post(`/accounts/county-reviewer@${COUNTY}/lock`);
    const places = async (by: Caller) =>
      (await by.get<{ items: { place: string }[] }>('/accounts/staffing')).body.items.map(
        ({ place }) => place,
      );
    expect(await places(system)).toEqual(expect.arrayContaining(['320585', COUNTY]));
    expect(await places(local.audit)).toEqual([COUNTY, 'park-kunshan-dev']);
    const locked = async (by: Caller) =>
      (await by.get<{ items: { subject: string }[] }>('/access-log?act=LOCK&limit=1000')).body.items.map(
        ({ subject }) => subject,
      );
    expect(await locked(audit)).toEqual(expect.arrayContaining(['county-reviewer@320585']));
    expect(await locked(local.audit)).toContain(`county-reviewer@${COUNTY}`);
    expect(await locked(local.audit)).not.toContain('county-reviewer@320585');
    const mine = await local.audit.get<{ items: { account: string | null }[] }>('/access-log?limit=1000');
    expect(mine.body.items.map(({ account }) => account)).toContain(`system-admin@${COUNTY}`);
    expect(mine.body.items.filter(({ account }) => account?.endsWith('@320585'))).toEqual([]);
    for (const at of ['320585', COUNTY]) await security.post(`/accounts/county-reviewer@${at}/unlock`);
  });
});

describe('the access log', () => {
  const rows = async (): Promise<AccessRow[]> =>
    (
      await door.database.query<(Omit<AccessRow, 'seq'> & { seq: string })[]>(
        'SELECT * FROM identity.access_log ORDER BY seq',
      )
    ).map((row) => ({
      ...row,
      seq: Number(row.seq),
    }));
  const START = { seq: 0, hash: '0'.repeat(64) };

  it('holds who did what from where, for the audit administrator alone', async () => {
    const before = (await rows()).length;
    await signIn(door, { username: 'joint-review@320500' });
    await signIn(door, { username: 'joint-review@320500', password: 'a wrong guess' });
    const caller = await signedIn(door, { username: 'joint-review@320500' });
    await caller.get('/access-log');
    await caller.post('/auth/logout');
    await security.post('/accounts/trade-org@320500/lock');
    await system.get('/accounts?perPage=1');
    const told = (await rows()).slice(before).map(({ act, outcome, account, address }) => ({
      line: [act, outcome, account].join(' '),
      local: address === '127.0.0.1',
    }));
    const by = 'joint-review@320500';
    expect(told.filter(({ local }) => !local)).toEqual([]);
    expect(told.map(({ line }) => line)).toEqual([
      `SIGN_IN OK ${by}`,
      'POST /api/v1/auth/login BAD_CREDENTIALS ',
      `SIGN_IN OK ${by}`,
      `GET /api/v1/access-log FORBIDDEN_ROLE ${by}`,
      `SIGN_OUT OK ${by}`,
      'LOCK OK security-admin@320500',
    ]);
    for (const other of [system, security, clerk])
      expect(saidOf(await other.get('/access-log'))).toBe('403 FORBIDDEN_ROLE');
    const page = await audit.get<{ items: { subject: string }[] }>('/access-log?act=LOCK&limit=1000');
    expect(page.body.items.at(-1)?.subject).toBe('trade-org@320500');
    await security.post('/accounts/trade-org@320500/unlock');
  });

  it('writes down each export and each look at itself', async () => {
    const csv = { headers: { authorization: `Bearer ${system.token}`, accept: 'text/csv' } };
    expect((await fetch(`${door.url}/api/v1/accounts`, csv)).status).toBe(200);
    await audit.get('/access-log?limit=1');
    expect((await rows()).slice(-2).map(({ act, outcome }) => `${act} ${outcome}`)).toEqual([
      'GET /api/v1/accounts OK',
      'GET /api/v1/access-log OK',
    ]);
  });

  it('takes whatever somebody puts into an address, and loses no row that is written with it', async () => {
    const before = (await rows()).length;
    const csv = { headers: { authorization: `Bearer ${system.token}`, accept: 'text/csv' } };
    const exports = () => fetch(`${door.url}/api/v1/accounts`, csv).then(({ status }) => status);
    const strange = (index: number) => clerk.get(`/accounts/${index}%00%F0%9F%92%A9`);
    const asked = await Promise.all([0, 1, 2, 3].flatMap((index) => [strange(index), exports()]));
    expect(asked.filter((answer) => answer === 200)).toHaveLength(4);
    const written = (await rows()).slice(before).map(({ outcome, subject }) => [outcome, subject ?? '']);
    for (const expected of ['FORBIDDEN_ROLE', 'OK'])
      expect(written.filter(([outcome]) => outcome === expected)).toHaveLength(4);
    expect(written).toHaveLength(8);
    expect(written.filter(([, subject]) => subject?.includes('\uFFFD\u{1F4A9}'))).toHaveLength(4);
  });

  it('counts strangers instead of listing them', async () => {
    const stranger = new Caller(door);
    const before = (await rows()).length;
    for (let count = 0; count < 20; count += 1) await stranger.get('/accounts/staffing');
    expect((await rows()).length - before).toBe(1);
    // Nor by what they name, which may be something else each time.
    for (let count = 0; count < 20; count += 1) await stranger.get(`/accounts/acc-${count}`);
    expect((await rows()).length - before).toBe(2);
  });

  it('is one chain, which any change would break', async () => {
    const all = await rows();
    expect(all.length).toBeGreaterThan(50);
    expect(brokenAt(all, START)).toBeUndefined();
    const at = (index: number): AccessRow => all[index] as AccessRow;
    const changed = all.with(10, { ...at(10), outcome: 'OK!' });
    const dropped = all.filter((_, index) => index !== 20);
    const swapped = all.with(5, at(6)).with(6, at(5));
    expect([changed, dropped, swapped].map((log) => brokenAt(log, START))).toEqual([11, 22, 7]);
    // Hashed anew, a forged row holds by itself; the row after it tells.
    const forged = { ...at(10), outcome: 'OK!' };
    const rehashed = all.with(10, { ...forged, hash: accessHash(forged, at(9).hash) });
    expect(brokenAt(rehashed, START)).toBe(12);
  });

  it('leaves the database only into a file, in order, and says so', async () => {
    const all = await rows();
    const cut = all.at(-3)?.at ?? '';
    const old = all.filter(({ at }) => at < cut);
    const folder = mkdtempSync(join(tmpdir(), 'archive-'));
    const file = join(folder, 'log.jsonl');
    const archived = await archiveAccessLog(door.database, { before: cut, file });
    expect(archived).toMatchObject({ from: 1, upTo: old.length });
    const kept = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as AccessRow);
    expect(kept).toEqual(old);
    const rest = await rows();
    expect(rest.map(({ seq }) => seq)).toEqual(
      [...all.slice(old.length), { seq: all.length + 1 }].map(({ seq }) => seq),
    );
    expect(rest.at(-1)).toMatchObject({ act: 'ARCHIVE_ACCESS_LOG', subject: file });
    expect(brokenAt([...kept, ...rest], START)).toBeUndefined();
    await expect(archiveAccessLog(door.database, { before: '9999', file })).rejects.toThrow('EEXIST');
    expect(await rows()).toEqual(rest);
    rmSync(folder, { recursive: true });
  });

  it.each([
    "UPDATE identity.access_log SET outcome = 'OK' WHERE seq > 60",
    'DELETE FROM identity.access_log WHERE seq > 60',
    'TRUNCATE identity.access_log',
    'DELETE FROM identity.access_log_head',
    'UPDATE identity.access_archive SET up_to = 100',
  ])('is added to and nothing else: %s', async (statement) => {
    if (statement.includes('archive'))
      await door.database.query(
        `INSERT INTO identity.access_archive (up_to, hash, file, sha256) VALUES (0, '', '', '')
         ON CONFLICT DO NOTHING`,
      );
    await expect(door.database.query(statement)).rejects.toThrow('append-only');
  });
});

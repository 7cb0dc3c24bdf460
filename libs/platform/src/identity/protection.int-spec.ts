import 'reflect-metadata';
import { Caller, type Door, openDoor, signedIn, signIn, within } from '../../../../test/support/identity.js';
import { stepAt, totpCode } from './second-factor/totp.js';

/** Passwords are slow on purpose, and slower where much else runs. */
jest.setTimeout(30_000);

let door: Door;
let second: Door;
beforeAll(async () => {
  door = await openDoor({ AUTH_SECOND_FACTOR_ROLES: 'province' });
  second = await door.second();
});
afterAll(async () => {
  await second.close();
  await door.close();
});

const guess = async (username: string, at: Door = door) => {
  const { status, retryAfter } = await signIn(at, { username, password: 'a wrong guess' });
  return { status, retryAfter };
};

describe('failed sign-ins', () => {
  it.each(['office@320500', 'nobody@nowhere'])(
    'of %s are counted together by all processes, and the wait doubles',
    async (username) => {
      for (let count = 0; count < 10; count += 1)
        expect(await guess(username, count % 2 === 0 ? door : second)).toMatchObject({ status: 401 });
      for (const each of [door, second]) {
        const { status, retryAfter } = await guess(username, each);
        expect([status, retryAfter > 50 && retryAfter <= 60]).toEqual([429, true]);
      }
      const waits: number[] = [];
      for (const failures of [10, 11, 16]) {
        await door.database.query(
          'UPDATE identity.sign_in_failure SET wait_until = now(), failures = $2 WHERE username = $1',
          [username, failures],
        );
        expect((await guess(username)).status).toBe(401);
        waits.push((await guess(username)).retryAfter);
      }
      expect(waits).toEqual([120, 240, 3600]);
    },
  );

  it('bar the right password too while the wait lasts, and count many at once', async () => {
    const username = 'inspector@320500';
    const all = await Promise.all(Array.from({ length: 30 }, () => guess(username)));
    expect(all.filter(({ status }) => status === 401)).toHaveLength(10);
    expect((await signIn(second, { username })).code).toBe('RATE_LIMITED');
    await door.database.query(
      `UPDATE identity.sign_in_failure SET failed_at = now() - interval '25 hours', wait_until = now()`,
    );
    expect((await signIn(second, { username })).status).toBe(200);
  });
});

describe('the own password', () => {
  it('changes by the old one, keeps the policy, and ends every other session everywhere', async () => {
    const username = 'county-clerk@320505';
    const [mine, other] = [await signedIn(door, { username }), await signedIn(second, { username })];
    const change = (old: string, next: string) => mine.post('/auth/password', { old, next });
    expect((await change('not the old one', 'brand new phrase')).code).toBe('BAD_CREDENTIALS');
    expect((await change('a demo password', 'county-clerk')).status).toBe(422);
    expect((await change('a demo password', 'a demo password')).status).toBe(422);
    expect((await other.get('/auth/me')).status).toBe(200);
    expect((await change('a demo password', 'brand new phrase')).status).toBe(204);
    await within(1_000, async () => (await other.get('/auth/me')).status === 401);
    expect((await mine.get('/auth/me')).status).toBe(200);
    expect((await signIn(door, { username })).code).toBe('BAD_CREDENTIALS');
    expect((await signIn(door, { username, password: 'brand new phrase' })).status).toBe(200);
  });
});

describe('a second factor', () => {
  const codeIn = (secret: string, steps = 0): string => totpCode(secret, stepAt(Date.now()) + steps);

  it('is asked for once a code was shown, and takes each code once in all processes', async () => {
    const username = 'trade-org@320500';
    const caller = await signedIn(door, { username });
    expect((await caller.post('/auth/second-factor/confirmation', { code: '000000' })).code).toBe(
      'BAD_CREDENTIALS',
    );
    const { secret } = (await caller.post<{ secret: string }>('/auth/second-factor')).body;
    expect((await signIn(door, { username })).status).toBe(200);
    const first = codeIn(secret, -1);
    expect((await caller.post('/auth/second-factor/confirmation', { code: first })).status).toBe(204);
    expect((await caller.post('/auth/second-factor')).code).toBe('SECOND_FACTOR_SET');

    expect((await signIn(door, { username })).code).toBe('SECOND_FACTOR_REQUIRED');
    expect((await signIn(door, { username, password: 'wrong guess', code: codeIn(secret) })).code).toBe(
      'BAD_CREDENTIALS',
    );
    expect((await signIn(door, { username, code: first })).code).toBe('BAD_CREDENTIALS');
    const code = codeIn(secret);
    const race = await Promise.all([door, second, door, second].map((at) => signIn(at, { username, code })));
    expect(race.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401, 401, 401]);
    const stored = JSON.stringify(await door.database.query('SELECT * FROM identity.account'));
    expect(stored).not.toContain(secret);
  });

  it('cannot be guessed by leaving codes out in between', async () => {
    const username = 'trade-org@320500';
    const answers = [];
    for (let count = 0; count < 12; count += 1)
      answers.push((await signIn(door, { username, ...(count % 3 > 0 && { code: '123456' }) })).status);
    expect(answers).toContain(429);
  });

  it('has to be set up before anything else where the role asks for it', async () => {
    const username = 'province@320000';
    const opened = await signIn(door, { username });
    expect(opened.body.setup).toEqual(['SECOND_FACTOR']);
    const caller = new Caller(door, opened.body.accessToken);
    expect((await caller.get('/delegations-or-anything')).status).toBe(404);
    expect((await caller.get('/accounts')).code).toBe('SETUP_REQUIRED');
    const { secret } = (await caller.post<{ secret: string }>('/auth/second-factor')).body;
    await caller.post('/auth/second-factor/confirmation', { code: codeIn(secret) });
    expect((await caller.get('/accounts')).code).toBe('FORBIDDEN_ROLE');
  });
});

describe('an old token', () => {
  const ends: [string, (caller: Caller, id: string) => Promise<unknown>][] = [
    ['sign-out', (caller) => caller.post('/auth/logout')],
    [
      'a lock',
      async (_, id) =>
        (await signedIn(door, { username: 'security-admin@320500' })).post(`/accounts/${id}/lock`),
    ],
    [
      'a change of roles',
      async (_, id) => {
        const asks = await signedIn(door, { username: 'system-admin@320500' });
        const confirms = await signedIn(door, { username: 'security-admin@320500' });
        await asks.post(`/accounts/${id}/roles`, { roles: ['county-reviewer'], place: '320506' });
        return confirms.post(`/accounts/${id}/confirmation`, { decision: 'PASS' });
      },
    ],
  ];
  it.each(ends)('is refused within a second after %s, in both processes', async (name, end) => {
    const id = `county-clerk@32050${6 + ends.findIndex(([other]) => other === name)}`;
    const caller = await signedIn(door, { username: id });
    const elsewhere = caller.at(second);
    for (const each of [caller, elsewhere]) expect((await each.get('/auth/me')).status).toBe(200);
    const ended = (await end(caller, id)) as { status: number };
    expect(ended.status).toBeLessThan(300);
    expect((await caller.get('/auth/me')).status).toBe(401);
    await within(1_000, async () => (await elsewhere.get('/auth/me')).status === 401);
    for (let count = 0; count < 20; count += 1) expect((await elsewhere.get('/auth/me')).status).toBe(401);
  });

  it('in use costs the database a handful of questions a second, however often it is shown', async () => {
    const caller = await signedIn(door, { username: 'monitoring@320500' });
    await caller.get('/auth/me');
    let asked = 0;
    const { logger } = door.database;
    door.database.setOptions({ logging: true, logger: { ...logger, logQuery: () => (asked += 1) } as never });
    const started = performance.now();
    for (let requests = 0; requests < 400; requests += 1) await caller.get('/auth/me');
    const seconds = Math.ceil((performance.now() - started) / 1_000);
    door.database.setOptions({ logging: false });
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThanOrEqual(6 * seconds);
  });
});

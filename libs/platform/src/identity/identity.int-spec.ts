import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { Controller, Get, Global, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import type { Actor } from '#kernel';
import { freshDatabase, type FreshDatabase } from '../../../../test/support/database.js';
import { within } from '../../../../test/support/identity.js';
import { Config, loadConfig } from '../config/index.js';
import { configureEdge, createEdgeAdapter, EDGE_OPTIONS } from '../http/index.js';
import {
  AccountRuleError,
  Accounts,
  CurrentActor,
  DEMO_ACCOUNTS,
  ensureDemoAccounts,
  IDENTITY_ENTITIES,
  IDENTITY_MIGRATIONS,
  IdentityModule,
  Passwords,
  Permit,
  Public,
  UnguardedRouteError,
} from './index.js';

@Controller('probe')
class ProbeController {
  @Get('open')
  @Public()
  open(): unknown {
    return { open: true };
  }

  @Get('deposits')
  @Permit('deposit:file')
  deposits(@CurrentActor() actor: Actor): unknown {
    return actor;
  }
}

@Controller('bare')
class BareController {
  @Get()
  bare(): unknown {
    return {};
  }

  @Get('marked')
  @Permit('reference:read')
  marked(): unknown {
    return {};
  }
}

@Public()
@Controller('half-open')
class HalfOpenController {
  @Get()
  @Permit('policy:adopt')
  guarded(): unknown {
    return {};
  }
}

const PASSWORD = 'a demo password';
const SETTINGS = { AUTH_SESSION_HOURS: '2', AUTH_IDLE_MINUTES: '10', DATA_DIR: '/tmp/reserve-pool-test' };

describe('identity', () => {
  let fresh: FreshDatabase;
  let database: DataSource;
  let app: NestFastifyApplication;
  let url: string;

  const start = async (controllers: Type[]): Promise<NestFastifyApplication> => {
    @Global()
    @Module({
      providers: [
        { provide: Config, useValue: loadConfig(SETTINGS) },
        { provide: DataSource, useValue: database },
      ],
      exports: [Config, DataSource],
    })
    class Surroundings {}

    @Module({ imports: [Surroundings, IdentityModule.with()], controllers })
    class TestModule {}

    const options = { ...EDGE_OPTIONS, logger: false, abortOnError: false } as const;
    const created = await NestFactory.create<NestFastifyApplication>(
      TestModule,
      createEdgeAdapter(),
      options,
    );
    created.setGlobalPrefix('api/v1');
    configureEdge(created);
    await created.listen(0, '127.0.0.1');
    return created;
  };

  beforeAll(async () => {
    fresh = await freshDatabase();
    database = new DataSource({
      type: 'postgres',
      url: fresh.url,
      entities: IDENTITY_ENTITIES,
      migrations: IDENTITY_MIGRATIONS,
    });
    await database.initialize();
    await database.runMigrations();
    app = await start([ProbeController, HalfOpenController]);
    url = await app.getUrl();
    await ensureDemoAccounts({ accounts: app.get(Accounts), passwords: app.get(Passwords) }, PASSWORD);
  });
  afterAll(async () => {
    await app.close();
    await database.destroy();
    await fresh.drop();
  });

  const get = (path: string, token?: string): Promise<Response> =>
    fetch(url + path, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
  const login = (username: string, password = PASSWORD): Promise<Response> =>
    fetch(`${url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
  const tokenFor = async (username: string): Promise<string> => {
    const response = await login(username);
    expect(response.status).toBe(200);
    return ((await response.json()) as { accessToken: string }).accessToken;
  };
  const codeOf = async (response: Response): Promise<string> =>
    ((await response.json()) as { code: string }).code;

  it('signs in and says who is signed in', async () => {
    const response = await login('county-clerk@320583');
    const session = (await response.json()) as { accessToken: string };
    expect(session).toEqual({
      accessToken: expect.stringMatching(/^[\w-]{43}$/) as string,
      expiresIn: 7200,
      tokenType: 'Bearer',
    });
    expect(await (await get('/api/v1/auth/me', session.accessToken)).json()).toEqual({
      id: 'county-clerk@320583',
      username: 'county-clerk@320583',
      roles: ['county-clerk'],
      place: '320583',
      placeName: '昆山市',
      permissions: expect.arrayContaining(['deposit:file', 'inbox:read']) as string[],
      setup: [],
    });
  });

  it('keeps neither token nor password', async () => {
    const token = await tokenFor('office@320500');
    const rows = JSON.stringify(await database.query('SELECT * FROM identity.session, identity.account'));
    expect(rows).toContain('argon2id');
    expect(rows).not.toContain(token);
    expect(rows).not.toContain(PASSWORD);
  });

  it('tells a wrong password, an unknown name and a locked account from nothing', async () => {
    await database.query(`UPDATE identity.account SET active = false WHERE id = 'trade-org@320500'`);
    const answers = [
      await login('office@320500', 'wrong password'),
      await login('nobody@320500'),
      await login('trade-org@320500'),
      await login("office@320500' OR true --"),
    ];
    await database.query(`UPDATE identity.account SET active = true WHERE id = 'trade-org@320500'`);
    for (const response of answers) {
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(await codeOf(response)).toBe('BAD_CREDENTIALS');
    }
  });

  it('stops counting on a name from an address after ten failures in a minute, and only that name', async () => {
    const statuses = [];
    for (let attempt = 0; attempt < 12; attempt += 1)
      statuses.push((await login('province@320000', 'guess')).status);
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
    const limited = await login('province@320000');
    expect(limited.status).toBe(429);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(30);
    expect((await login('inspector@320500')).status).toBe(200);
  });

  it('forgets failures after a success', async () => {
    for (let attempt = 0; attempt < 9; attempt += 1) await login('monitoring@320500', 'guess');
    expect((await login('monitoring@320500')).status).toBe(200);
    expect((await login('monitoring@320500', 'guess')).status).toBe(401);
    expect((await login('monitoring@320500')).status).toBe(200);
  });

  it('lets anyone through a public route and nobody unknown through another', async () => {
    expect((await get('/api/v1/probe/open')).status).toBe(200);
    for (const token of [undefined, 'x', randomBytes(32).toString('base64url')]) {
      const response = await get('/api/v1/probe/deposits', token);
      expect([response.status, await codeOf(response)]).toEqual([401, 'UNAUTHENTICATED']);
    }
  });

  it('gives the handler the actor, and refuses other roles naming the right ones', async () => {
    const clerk = await get('/api/v1/probe/deposits', await tokenFor('park-clerk@park-kunshan-dev'));
    expect(await clerk.json()).toEqual({
      id: 'park-clerk@park-kunshan-dev',
      roles: ['park-clerk'],
      place: 'park-kunshan-dev',
    });
    const office = await get('/api/v1/probe/deposits', await tokenFor('office@320500'));
    expect(office.status).toBe(403);
    expect(await office.json()).toMatchObject({
      code: 'FORBIDDEN_ROLE',
      detail: '此事项由 县级经办、园区经办 办理。',
    });
  });

  it('lets the mark on a handler beat a public class', async () => {
    expect((await get('/api/v1/half-open')).status).toBe(401);
  });

  it('ends a session at sign-out at once', async () => {
    const token = await tokenFor('county-reviewer@320583');
    expect((await get('/api/v1/auth/me', token)).status).toBe(200);
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${url}/api/v1/auth/logout`, { method: 'POST', headers })).status).toBe(204);
    expect((await get('/api/v1/auth/me', token)).status).toBe(401);
  });

  const BEHIND_THE_BACK: [string, string][] = [
    ['a revocation elsewhere', 'UPDATE identity.session SET revoked_at = now() WHERE account_id = $1'],
    ['a lock', 'UPDATE identity.account SET active = false WHERE id = $1'],
    [
      'the idle time',
      `UPDATE identity.session SET last_seen_at = now() - interval '10 minutes' WHERE account_id = $1`,
    ],
    ['the whole time', 'UPDATE identity.session SET expires_at = now() WHERE account_id = $1'],
  ];
  it.each(BEHIND_THE_BACK)('ends a session within a second after %s', async (_, statement) => {
    const account =
      DEMO_ACCOUNTS[20 + BEHIND_THE_BACK.findIndex(([, sql]) => sql === statement)]?.username ?? '';
    const token = await tokenFor(account);
    expect((await get('/api/v1/auth/me', token)).status).toBe(200);
    await database.query(statement, [account]);
    await within(1_000, async () => (await get('/api/v1/auth/me', token)).status === 401);
    await database.query('UPDATE identity.account SET active = true');
  });

  it('sees a change of roles within a second', async () => {
    const token = await tokenFor('leading-group@320500');
    expect((await get('/api/v1/probe/deposits', token)).status).toBe(403);
    await database.query(
      `UPDATE identity.account SET roles = '{county-clerk}' WHERE id = 'leading-group@320500'`,
    );
    await within(1_000, async () => (await get('/api/v1/probe/deposits', token)).status === 200);
    await database.query(
      `UPDATE identity.account SET roles = '{leading-group}' WHERE id = 'leading-group@320500'`,
    );
  });

  it('counts a request as a sign of life', async () => {
    const token = await tokenFor('county-clerk@320505');
    const age = `UPDATE identity.session SET last_seen_at = now() - interval '9 minutes'
      WHERE account_id = 'county-clerk@320505'`;
    await database.query(age);
    expect((await get('/api/v1/auth/me', token)).status).toBe(200);
    const recent = await database.query<unknown[]>(
      `SELECT 1 FROM identity.session
       WHERE account_id = 'county-clerk@320505' AND last_seen_at > now() - interval '1 minute'`,
    );
    expect(recent).toHaveLength(1);
  });

  it('signs many in at once without turning anyone away', async () => {
    const answers = await Promise.all(DEMO_ACCOUNTS.slice(1, 41).map(({ username }) => login(username)));
    expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(200));
  });

  it('refuses an administrator with business, in code and in the database', async () => {
    const account = { id: 'x1', username: 'two-hats', place: '320500', passwordHash: '$argon2id$x' };
    const roles = ['system-admin', 'office'] as const;
    await expect(app.get(Accounts).add([{ ...account, roles }])).rejects.toThrow(AccountRuleError);
    const insert = `INSERT INTO identity.account (id, username, place, password_hash, roles)
      VALUES ($1, $2, $3, $4, $5)`;
    const values = [account.id, account.username, account.place, account.passwordHash, roles];
    await expect(database.query(insert, values)).rejects.toThrow('administrators_do_no_business');
  });

  it('gives the demo accounts a new password when it changes', async () => {
    const services = { accounts: app.get(Accounts), passwords: app.get(Passwords) };
    await database.query(`DELETE FROM identity.account WHERE id = 'park-clerk@park-sip'`);
    await ensureDemoAccounts(services, 'another password');
    expect((await login('county-approver@park-sip')).status).toBe(401);
    expect((await login('county-approver@park-sip', 'another password')).status).toBe(200);
    expect((await login('park-clerk@park-sip', 'another password')).status).toBe(200);
    await ensureDemoAccounts(services, PASSWORD);
    expect((await login('county-approver@park-sip')).status).toBe(200);
  });

  it('does not start with a route that says nothing of access', async () => {
    const started = start([ProbeController, BareController]).then((other) => other.close());
    await expect(started).rejects.toThrow(new UnguardedRouteError(['BareController.bare']));
  });

  it('undoes its migration', async () => {
    const other = await freshDatabase();
    const source = new DataSource({ type: 'postgres', url: other.url, migrations: IDENTITY_MIGRATIONS });
    await source.initialize();
    await source.runMigrations();
    for (const _ of IDENTITY_MIGRATIONS) await source.undoLastMigration();
    expect(
      await source.query(`SELECT 1 FROM information_schema.schemata WHERE schema_name = 'identity'`),
    ).toEqual([]);
    await source.destroy();
    await other.drop();
  });
});

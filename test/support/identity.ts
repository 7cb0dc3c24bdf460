import { Global, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import {
  Accounts,
  Config,
  configureEdge,
  createEdgeAdapter,
  EDGE_OPTIONS,
  ensureDemoAccounts,
  IDENTITY_ENTITIES,
  IDENTITY_MIGRATIONS,
  IdentityModule,
  loadConfig,
  Passwords,
} from '#libs/platform';
import { freshDatabase, type FreshDatabase } from './database.js';
import { atMost } from './at-most.js';

const DEMO_PASSWORD = 'a demo password';

/** Accounts and sign-in alone, over real HTTP and a real database, without a ledger. */
export interface Door {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly database: DataSource;
  /** Another process at the same database, as far as it can be had in this one: nothing in memory is shared. */
  second(): Promise<Door>;
  close(): Promise<void>;
}

const listening = async (
  database: DataSource,
  environment: Readonly<Record<string, string>>,
  controllers: Type[],
): Promise<NestFastifyApplication> => {
  @Global()
  @Module({
    providers: [
      { provide: Config, useValue: loadConfig({ DATA_DIR: '/tmp/reserve-pool-test', ...environment }) },
      { provide: DataSource, useValue: database },
    ],
    exports: [Config, DataSource],
  })
  class Surroundings {}

  @Module({ imports: [Surroundings, IdentityModule.with()], controllers })
  class TestModule {}

  const options = { ...EDGE_OPTIONS, logger: false, abortOnError: false } as const;
  const app = await NestFactory.create<NestFastifyApplication>(TestModule, createEdgeAdapter(), options);
  app.setGlobalPrefix('api/v1');
  configureEdge(app);
  await app.listen(0, '127.0.0.1');
  return app;
};

const open = async (
  fresh: FreshDatabase,
  environment: Readonly<Record<string, string>>,
  controllers: Type[],
): Promise<Door> => {
  const database = new DataSource({
    type: 'postgres',
    url: fresh.url,
    entities: IDENTITY_ENTITIES,
    migrations: IDENTITY_MIGRATIONS,
  });
  await database.initialize();
  await database.runMigrations();
  const app = await listening(database, environment, controllers);
  return {
    url: await app.getUrl(),
    app,
    database,
    second: () => open(fresh, environment, controllers),
    close: async () => {
      await app.close();
      await database.destroy();
    },
  };
};

/** Opens it on a fresh database with the demo accounts. */
export const openDoor = async (
  environment: Readonly<Record<string, string>> = {},
  controllers: Type[] = [],
): Promise<Door> => {
  const fresh = await freshDatabase();
  const door = await open(fresh, environment, controllers);
  const services = { accounts: door.app.get(Accounts), passwords: door.app.get(Passwords) };
  await ensureDemoAccounts(services, DEMO_PASSWORD);
  return {
    ...door,
    close: async () => {
      await door.close();
      await fresh.drop();
    },
  };
};

export interface Reply<T = Record<string, unknown>> {
  readonly status: number;
  readonly code: string | undefined;
  readonly retryAfter: number;
  readonly body: T;
}

/** One person at a door, signed in or not. */
export class Caller {
  constructor(
    readonly door: Pick<Door, 'url'>,
    readonly token?: string,
  ) {}

  async send<T = Record<string, unknown>>(method: string, path: string, body?: object): Promise<Reply<T>> {
    const response = await fetch(`${this.door.url}/api/v1${path}`, {
      method,
      headers: {
        ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed = (text === '' ? {} : JSON.parse(text)) as T & { readonly code?: string };
    const retryAfter = Number(response.headers.get('retry-after') ?? 0);
    return { status: response.status, code: parsed.code, retryAfter, body: parsed };
  }

  get<T = Record<string, unknown>>(path: string): Promise<Reply<T>> {
    return this.send('GET', path);
  }

  post<T = Record<string, unknown>>(path: string, body?: object): Promise<Reply<T>> {
    return this.send('POST', path, body);
  }

  /** The same token at another process. */
  at(door: Pick<Door, 'url'>): Caller {
    return new Caller(door, this.token);
  }
}

export interface Attempt {
  readonly username: string;
  readonly password?: string;
  readonly code?: string;
}

export const signIn = (door: Pick<Door, 'url'>, { password = DEMO_PASSWORD, ...rest }: Attempt) =>
  new Caller(door).post<{ accessToken: string; setup?: string[] }>('/auth/login', { password, ...rest });

/** Somebody who has signed in; a failure fails the test. */
export const signedIn = async (door: Pick<Door, 'url'>, attempt: Attempt): Promise<Caller> => {
  const { status, code, body } = await signIn(door, attempt);
  if (status !== 200) throw new Error(`${attempt.username} could not sign in: ${status} ${code}`);
  return new Caller(door, body.accessToken);
};

/** Waits until a check holds, for so many milliseconds; answers how many that took. */
export const within = async (milliseconds: number, ok: () => Promise<boolean>): Promise<number> => {
  const started = performance.now();
  while (!(await ok())) {
    if (performance.now() - started > atMost(milliseconds)) throw new Error(`not within ${milliseconds} ms`);
    await new Promise((resume) => setTimeout(resume, 20));
  }
  return performance.now() - started;
};

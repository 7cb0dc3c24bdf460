import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Role, sha256Hex } from '#kernel';
import { CITY } from '../support/journey.js';
import { PASSWORD, type TestService } from '../support/service.js';
import type { Cell, Outcome } from './rows.js';
import { EVERYBODY, nameOf, NOBODY, type Somebody } from './stands.js';
import type { World } from './world.js';

/** An account as a test wants it, made by no administrator. */
export interface Enlisted {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly place: string;
}

/** Copies of a demo account with other roles and another place, and of its session with another token. */
const COPIES = `
  WITH wanted AS (SELECT * FROM jsonb_to_recordset($1) AS (name text, roles jsonb, place text, token_hash text)),
  made AS (
    INSERT INTO identity.account
    SELECT (jsonb_populate_record(model, jsonb_build_object(
      'id', name, 'username', name, 'roles', wanted.roles, 'place', wanted.place
    ))).*
    FROM identity.account model, wanted WHERE model.username = $2
    ON CONFLICT DO NOTHING
  )
  INSERT INTO identity.session
  SELECT (jsonb_populate_record(model, jsonb_build_object('token_hash', wanted.token_hash, 'account_id', name))).*
  FROM identity.session model, wanted WHERE model.token_hash = $3`;
const MODEL = `office@${CITY}`;

/**
 * Tokens of accounts by their names. Each has an account, be there such an office or not; only one signs in, as
 * passwords are slow by design, and the others' sessions are copies of that one.
 */
export const enlist = async (
  { service, databaseUrl }: TestService,
  wanted: readonly Enlisted[],
): Promise<Map<string, string>> => {
  const payload = { username: MODEL, password: PASSWORD };
  const answer = await service.app.inject({ method: 'POST', url: '/api/v1/auth/login', payload });
  if (answer.statusCode !== 200) throw new Error(`${MODEL} could not sign in: ${answer.body}`);
  const { accessToken } = answer.json<{ accessToken: string }>();
  const people = wanted.map((one) => {
    const token = randomBytes(32).toString('base64url');
    return { ...one, token, token_hash: sha256Hex(token) };
  });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(COPIES, [JSON.stringify(people), MODEL, sha256Hex(accessToken)]);
  await client.end();
  return new Map(people.map(({ name, token }) => [name, token]));
};

/** Everybody's token. */
export const signEverybodyIn = (running: TestService): Promise<Map<string, string>> =>
  enlist(
    running,
    EVERYBODY.map((who) => ({ name: nameOf(who), roles: [who.role as Role], place: who.place })),
  );

export interface Answered {
  readonly outcome: Outcome;
  readonly status: number;
  readonly text: string;
}

export interface Asking {
  readonly app: NestFastifyApplication;
  readonly tokens: ReadonlyMap<string, string>;
  readonly world: World;
}

let serial = 0;

const urlOf = ({ route, row, state }: Cell, world: World): string => {
  const names = row.names?.({ world, state, serial }) ?? {};
  const path = (route.split(' ')[1] ?? '').replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(names[name] ?? ''),
  );
  const dryRun = route.startsWith('POST') && row.dry === undefined ? 'dryRun=true' : '';
  const query = [row.states[state]?.query ?? '', dryRun].filter((part) => part !== '').join('&');
  return query === '' ? path : `${path}?${query}`;
};

export const headersOf = (who: Somebody, tokens: ReadonlyMap<string, string>): Record<string, string> =>
  who === NOBODY ? {} : { authorization: `Bearer ${tokens.get(nameOf(who))}` };

/** Puts one cell's question to the application, without a socket in between. */
export const ask = async ({ app, tokens, world }: Asking, cell: Cell, method?: 'HEAD'): Promise<Answered> => {
  serial += 1;
  const { row, route, state } = cell;
  const body = row.body?.({ world, state, serial });
  const { statusCode: status, body: text } = await app.inject({
    method: method ?? (route.split(' ', 1)[0] as 'GET'),
    url: urlOf(cell, world),
    headers: headersOf(cell.who, tokens),
    ...(body !== undefined && { payload: body }),
  });
  return { status, text, outcome: outcomeOf({ status, text }, cell, world) };
};

interface Told {
  readonly code?: string;
  readonly items?: readonly {
    readonly accepted?: boolean;
    readonly problem?: { status: number; code: string };
  }[];
}

const outcomeOf = (
  { status, text }: Omit<Answered, 'outcome'>,
  { row, state }: Cell,
  world: World,
): Outcome => {
  const told = (): Told => (text.startsWith('{') ? (JSON.parse(text) as Told) : {});
  if (status >= 400) return `${status} ${told().code ?? ''}`.trim();
  const problem = row.bulk && told().items?.[0]?.problem;
  if (problem) return `${problem.status} ${problem.code}`;
  if (row.item === undefined) return String(status);
  return `${status} ${text.includes(row.item(world, state)) ? 'shown' : 'hidden'}`;
};

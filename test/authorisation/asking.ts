import pg from 'pg';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { PASSWORD, type TestService } from '../support/service.js';
import { inParallel } from '../support/naughty.js';
import type { Cell, Outcome } from './rows.js';
import { EVERYBODY, nameOf, NOBODY, type Somebody } from './stands.js';
import type { World } from './world.js';

/** Gives everybody an account, be there such an office or not: a copy of a demo account with another role and place. */
const makeAccounts = async (databaseUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    `INSERT INTO identity.account
     SELECT (jsonb_populate_record(model, jsonb_build_object(
       'id', somebody.name, 'username', somebody.name,
       'roles', jsonb_build_array(somebody.role), 'place', somebody.place
     ))).*
     FROM identity.account model, jsonb_to_recordset($1) AS somebody(name text, role text, place text)
     WHERE model.username = 'office@320500'
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(EVERYBODY.map((who) => ({ ...who, name: nameOf(who) })))],
  );
  await client.end();
};

/** Everybody's token. */
export const signEverybodyIn = async ({
  service,
  databaseUrl,
}: TestService): Promise<Map<string, string>> => {
  await makeAccounts(databaseUrl);
  const tokens = await inParallel(EVERYBODY, async (who): Promise<[string, string]> => {
    const payload = { username: nameOf(who), password: PASSWORD };
    const answer = await service.app.inject({ method: 'POST', url: '/api/v1/auth/login', payload });
    if (answer.statusCode !== 200) throw new Error(`${nameOf(who)} could not sign in: ${answer.body}`);
    return [nameOf(who), answer.json<{ accessToken: string }>().accessToken];
  });
  return new Map(tokens);
};

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

const outcomeOf = ({ status, text }: Omit<Answered, 'outcome'>, { row }: Cell, world: World): Outcome => {
  const told = text.startsWith('{') ? (JSON.parse(text) as Told) : {};
  if (status >= 400) return `${status} ${told.code ?? ''}`.trim();
  const problem = row.bulk && told.items?.[0]?.problem;
  if (problem) return `${problem.status} ${problem.code}`;
  if (row.item === undefined) return String(status);
  return `${status} ${text.includes(row.item(world)) ? 'shown' : 'hidden'}`;
};

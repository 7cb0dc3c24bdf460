import { Controller, Get, Param } from '@nestjs/common';
import { must } from '#kernel';
import { ACCOUNT_ROLES, Permit, Public } from '#libs/platform';
import { Journey } from '../support/journey.js';
import { inParallel } from '../support/naughty.js';
import { startTestService, type TestService } from '../support/service.js';
import { ask, enlist, headersOf, signEverybodyIn, type Asking } from './asking.js';
import { ACTS, comesThrough, DANGEROUS, PAIRS_OF_ROLES } from './dangerous-acts.js';
import { MATRIX } from './matrix.js';
import { cellsOf, sampleOf, type Cell, type Row } from './rows.js';
import { routesOf } from './routes.js';
import { EVERYBODY, nameOf } from './stands.js';
import { FOREIGN_PROJECT, prepareWorld } from './world.js';

/** `npm test` asks a sample that leaves out no role and no stand; `npm run test:authorisation` asks all. */
const EVERY_CELL = process.env['AUTHORISATION'] === 'all';
jest.setTimeout(EVERY_CELL ? 600_000 : 120_000);

/** What a careless hand might add: undeclared routes, one without its guard, one without its look at the place. */
@Controller('planted')
class PlantedController {
  @Get('open/:id')
  @Public()
  open(@Param('id') id: string): unknown {
    return { id };
  }

  @Get('placeless/:id')
  @Permit('deposit:read')
  placeless(@Param('id') id: string): unknown {
    return { id };
  }
}
const PLANTED = /^(GET|HEAD) \/api\/v1\/planted\//;

let running: TestService;
let asking: Asking;
beforeAll(async () => {
  running = await startTestService({ LEDGERS: '330000' }, [PlantedController]);
  const world = await prepareWorld(new Journey(running.offices));
  asking = { app: running.service.app, world, tokens: await signEverybodyIn(running) };
  const headers = { ...headersOf({ role: 'office', place: '320500' }, asking.tokens) };
  const head = String(await running.offices.head());
  await asking.app.inject({
    method: 'GET',
    url: '/api/v1/pools',
    headers: { ...headers, 'ledger-position': head },
  });
});
afterAll(() => running.stop());

const described = ({ route, state, who, stand }: Cell): string =>
  `${route} ${state} ${nameOf(who)} (${stand})`.replace(/ +/g, ' ');

/** What a problem that speaks of a foreign place says of the item besides. */
const gossip = (text: string): readonly unknown[] =>
  ((JSON.parse(text) as { readonly rules?: readonly { readonly code: string }[] }).rules ?? []).filter(
    ({ code }) => code !== 'FORBIDDEN_PLACE',
  );

const differencesIn = async (cells: readonly Cell[], method?: 'HEAD'): Promise<readonly string[]> => {
  const seen = await inParallel(cells, async (cell) => {
    const { outcome, status, text } = await ask(asking, cell, method);
    const same = method === 'HEAD' ? cell.expected.startsWith(String(status)) : outcome === cell.expected;
    if (!same) return [`${described(cell)}: ${cell.expected} declared, ${outcome}`];
    const told =
      outcome === '403 FORBIDDEN_PLACE' && text.startsWith('{') && cell.row.bulk !== true ? gossip(text) : [];
    return told.length > 0 ? [`${described(cell)}: tells ${JSON.stringify(told)}`] : [];
  });
  return seen.flat();
};
const withoutRow = (routes: readonly string[]): readonly string[] =>
  routes.filter((route) => !(route.replace(/^HEAD /, 'GET ') in MATRIX));

interface ToldChain {
  readonly vouchers: readonly { readonly no: string }[];
  readonly void: { readonly vouchers: readonly string[] };
}

describe('the authorisation matrix', () => {
  it('has a row for every route of the running application, and for no other', () => {
    const routes = routesOf(asking.app);
    const own = routes.filter((route) => !PLANTED.test(route));
    expect(withoutRow(own)).toEqual([]);
    expect(Object.keys(MATRIX).filter((route) => !own.includes(route))).toEqual([]);
    expect(withoutRow(routes)).toEqual(routes.filter((route) => PLANTED.test(route)));
    expect(routes.filter((route) => PLANTED.test(route))).toHaveLength(4);
  });

  it('answers every cell as declared, and tells nobody outside how an item stands', async () => {
    const cells = cellsOf(MATRIX);
    const asked = EVERY_CELL ? cells : sampleOf(cells);
    expect([cells.length > 16_000, asked.length > 3_000]).toEqual([true, true]);
    const before = await running.offices.head();
    expect(await differencesIn(asked)).toEqual([]);
    expect(await running.offices.head()).toBe(before);
  });

  it('answers HEAD as it answers GET', async () => {
    const read = cellsOf(MATRIX).filter(
      ({ route, state, row, stand }) =>
        route.startsWith('GET ') &&
        state === Object.keys(row.states)[0] &&
        ['own', 'sibling', 'anywhere'].includes(stand),
    );
    const asked = read.filter(({ who: { role } }) =>
      ['nobody', 'office', 'county-clerk', 'audit-admin'].includes(role),
    );
    expect(asked.length).toBeGreaterThan(100);
    expect(await differencesIn(asked, 'HEAD')).toEqual([]);
  });

  it.each([
    ['guard', 'open', 'nobody@', '401 UNAUTHENTICATED'],
    ['guard', 'open', 'audit-admin@320583', '403 FORBIDDEN_ROLE'],
    ['look at the place', 'placeless', 'county-clerk@320509', '403 FORBIDDEN_PLACE'],
  ])('finds a route without its %s', async (...[, path, who, declared]) => {
    const { states, ...rest } = must(MATRIX['GET /api/v1/deposits/{id}'], 'row');
    const row: Row = { ...rest, states: { FILED: must(states['FILED'], 'state') } };
    const found = await differencesIn(cellsOf({ [`GET /api/v1/planted/${path}/{id}`]: row }));
    expect(found.some((one) => one.includes(` ${who} `) && one.endsWith(`${declared} declared, 200`))).toBe(
      true,
    );
  });

  it('shows a county its own lot without the project of another county that drew from it', async () => {
    const chainFor = async (place: string): Promise<string> => {
      const headers = headersOf({ role: 'county-clerk', place }, asking.tokens);
      const url = `/api/v1/lots/${asking.world.lot.VOIDED}/chain`;
      return (await asking.app.inject({ method: 'GET', url, headers })).body;
    };
    expect(await chainFor('320500')).toContain(FOREIGN_PROJECT);
    const own = await chainFor('320583');
    expect(own).toContain('"vouchers":[{');
    expect(own).not.toContain(FOREIGN_PROJECT);
    const told = [await chainFor('320500'), own].map((text) => JSON.parse(text) as ToldChain);
    const [city, county] = told.map(({ vouchers, void: voided }) => [
      vouchers.map(({ no }) => no),
      voided.vouchers,
    ]);
    expect([city?.[0]?.length, city?.[1]?.length, county?.[0]?.length]).toEqual([2, 2, 1]);
    expect(county?.[1]).toEqual(county?.[0]);
  });

  it('lets no account do two dangerous acts, whichever roles its administrators join', async () => {
    const { app, tokens } = asking;
    const headers = headersOf({ role: 'system-admin', place: '320500' }, tokens);
    const asked = await inParallel(PAIRS_OF_ROLES, async (roles) => {
      const payload = { username: roles.join('.'), roles, place: '320500' };
      const { statusCode } = await app.inject({ method: 'POST', url: '/api/v1/accounts', headers, payload });
      return { name: payload.username, roles, place: '320500', statusCode };
    });
    expect(new Set(asked.map(({ statusCode }) => statusCode))).toEqual(new Set([201, 422]));
    const made = asked.filter(({ statusCode }) => statusCode === 201);
    expect(made.length).toBeGreaterThan(ACCOUNT_ROLES.length);
    const theirs = await enlist(running, made);
    const able = await inParallel(made, async ({ name, roles }) => {
      const token = must(theirs.get(name), 'token');
      const acts = await inParallel(ACTS, async (act) =>
        (await comesThrough(app, token, act)) ? [act] : [],
      );
      return { roles, acts: acts.flat() };
    });
    const both = able.flatMap(({ roles, acts }) =>
      DANGEROUS.filter((two) => two.every((act) => acts.includes(act))).map((two) => [...roles, ...two]),
    );
    expect(both).toEqual([]);
    // Every act is somebody's: what is closed to all would prove nothing.
    expect(ACTS.filter((act) => !able.some(({ acts }) => acts.includes(act)))).toEqual([]);
  });

  it('ends everybody’s session by signing out, and no other way back in', async () => {
    const statuses = await inParallel(EVERYBODY, async (who) => {
      const headers = headersOf(who, asking.tokens);
      const out = await asking.app.inject({ method: 'POST', url: '/api/v1/auth/logout', headers });
      const after = await asking.app.inject({ method: 'GET', url: '/api/v1/pollutants', headers });
      return `${out.statusCode} ${after.statusCode}`;
    });
    expect(new Set(statuses)).toEqual(new Set(['204 401']));
  });
});

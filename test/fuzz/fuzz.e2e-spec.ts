import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Controller, Get } from '@nestjs/common';
import fc from 'fast-check';
import { must } from '#kernel';
import { DEMO_ACCOUNTS, Public } from '#libs/platform';
import { PASSWORD, startTestService, type TestService } from '../support/service.js';
import { requestsOfEach, type Description, type FuzzRequest } from './requests.js';
import { MOST_STALL_MS, StallWatch, worked } from './stall.js';

const SENT = Number(process.env['FUZZ'] ?? 1_000);
const AT_ONCE = 5;
const MAX_GROWTH_BYTES = 24 * 1024 * 1024;
jest.setTimeout(SENT * 60 + 60_000);

/** Two ways of going wrong that the fuzz has to see. */
@Controller('planted')
class PlantedController {
  @Get('throws')
  @Public()
  fail(): never {
    throw new Error('planted');
  }

  @Get('blocks')
  @Public()
  block(): unknown {
    const until = worked() + 3 * MOST_STALL_MS;
    while (worked() < until);
    return {};
  }
}

/** What is planted here is for other tests, and a stream of changes has no end to wait for. */
const isAsked = (path: string): boolean => !/\/(planted\/|stream$)/.test(path);

let running: TestService;
let watch: StallWatch;
let description: Description;
let each: readonly fc.Arbitrary<FuzzRequest>[];
let everything: fc.Arbitrary<FuzzRequest>;
const tokens = new Map<string, string>();
const county = ['county-clerk@320583', 'county-reviewer@320583', 'county-approver@320583'];
const above = DEMO_ACCOUNTS.filter(({ place }) => place === '320500' || place === '320000');
const accounts = [
  ...county,
  ...above.map(({ username }) => username),
  'park-clerk@park-kunshan-dev',
  'nobody',
];

const signIn = async (account: string): Promise<void> => {
  const payload = { username: account, password: PASSWORD };
  const answer = await running.service.app.inject({ method: 'POST', url: '/api/v1/auth/login', payload });
  if (answer.statusCode === 200) tokens.set(account, answer.json<{ accessToken: string }>().accessToken);
};

beforeAll(async () => {
  running = await startTestService({ LOG_LEVEL: 'fatal' }, [PlantedController]);
  await Promise.all(accounts.map(signIn));
  description = (await running.service.app.inject('/api/openapi.json')).json<Description>();
  const own = Object.entries(description.paths).filter(([path]) => isAsked(path));
  each = requestsOfEach({
    description: { ...description, paths: Object.fromEntries(own) },
    accounts,
    ids: await idsOf(),
  });
  everything = fc.oneof(...each);
  watch = new StallWatch();
}, 120_000);
afterAll(async () => {
  watch.stop();
  await running.stop();
});

/** Some of everything the demo city holds. */
const idsOf = async (): Promise<readonly string[]> => {
  const headers = { authorization: `Bearer ${tokens.get('office@320500')}` };
  const found = await Promise.all(
    ['deposits', 'withdrawals', 'reductions', 'readings', 'suspensions', 'assessments'].map(async (list) => {
      const answer = await running.service.app.inject({
        method: 'GET',
        url: `/api/v1/${list}?perPage=5`,
        headers,
      });
      return answer.json<{ items: readonly { id: string }[] }>().items.map(({ id }) => id);
    }),
  );
  return [
    'pool-320583',
    'pool-320500',
    '320583',
    'park-kunshan-dev',
    'park-kunshan-dev-2025',
    ...found.flat(),
  ];
};

const INSIDE =
  /node_modules|\bat .+:\d+:\d+|\.[jt]s:\d+|\/(home|work|tmp|usr|root)\/|QueryFailedError|SELECT .+ FROM/;
/** Values that were sent may come back in the words of a refusal. */
const withoutWhatWasSent = (text: string, { url, body = '' }: FuzzRequest): string => {
  const told = text.replaceAll(url.split('?')[0] ?? url, '');
  return [url, body].join(' ').includes('etc/passwd') ? told.replaceAll('etc/passwd', '') : told;
};

/** What is wrong with an answer; nothing when it is as it must be. */
const faultsIn = async (request: FuzzRequest): Promise<readonly string[]> => {
  const { method, url, headers, body, account, route, promised } = request;
  const token = tokens.get(account);
  const authorised = token === undefined ? headers : { ...headers, authorization: `Bearer ${token}` };
  const answer = await running.service.app.inject({
    method,
    url,
    headers: authorised,
    ...(body !== undefined && { payload: body }),
  });
  const { statusCode: status, body: text } = answer;
  if (route.endsWith('/logout') && status === 204) await signIn(account);
  const type = String(answer.headers['content-type'] ?? '');
  const say = (fault: string): string => `${route} as ${account}: ${fault}`;
  return [
    ...(status >= 500 ? [say(`${status} ${text}`)] : []),
    ...(INSIDE.test(withoutWhatWasSent(text, request)) ? [say(`tells what is inside: ${text}`)] : []),
    ...(status >= 400 ? problemFaults(type, text, status) : []).map(say),
    ...(status < 300 && !promised.includes(status) ? [say(`${status} is not in the description`)] : []),
    ...(status < 300 && status !== 204 && !typesOf(route).test(type) ? [say(`of type ${type}`)] : []),
  ];
};

/** A signed note is text, a pack a zip; everything else is JSON or, where asked for, a list as a file. */
const typesOf = (route: string): RegExp => {
  if (route.endsWith('/audit/checkpoint')) return /^(application\/json|text\/plain)/;
  if (route.endsWith('.pdf')) return /^application\/(json|pdf)/;
  return route.endsWith('/audit/packs/{id}') ? /^application\/(json|zip)/ : /^(application\/json|text\/csv)/;
};

const problemFaults = (type: string, text: string, status: number): readonly string[] => {
  if (!type.startsWith('application/problem+json')) return [`${status} of type ${type}`];
  const problem = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const missing = ['type', 'title', 'detail', 'code', 'article', 'traceId'].filter(
    (member) => typeof problem[member] !== 'string',
  );
  return [
    ...missing.map((member) => `problem without ${member}`),
    ...(problem['status'] === status ? [] : ['other status']),
  ];
};

/** What is done after an answer, nobody should wait for either. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 12));

const send = async (batch: readonly FuzzRequest[]): Promise<readonly string[]> => {
  // What was done before, such as making the requests, is not the service's.
  watch.longest();
  const faults = (await Promise.all(batch.map(faultsIn))).flat();
  await pause();
  const stalled = watch.longest();
  if (stalled <= MOST_STALL_MS) return faults;
  const asked = batch.map(({ route, url }) => `${route} ${url}`.slice(0, 200)).join(', ');
  return [...faults, `blocked for ${Math.round(stalled)} ms by one of ${asked}`];
};

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;
const heap = (): number => {
  collect();
  return process.memoryUsage().heapUsed;
};

describe('requests made from the description', () => {
  const planted = (path: string): FuzzRequest => ({
    method: 'GET',
    url: `/api/v1/planted/${path}`,
    headers: {},
    body: undefined,
    account: 'nobody',
    route: `GET /planted/${path}`,
    promised: [200],
  });

  it('are answered as promised, whatever they ask: no defect, nothing from inside, no stall, no growth', async () => {
    // Once through everything, so that what is made at first use is made.
    for (let start = 0; start < 300; start += 50) await Promise.all(fc.sample(everything, 50).map(faultsIn));
    const before = heap();
    const seen = new Map<string, number>();
    const batches = fc.array(everything, { minLength: AT_ONCE, maxLength: AT_ONCE });
    const expectAnswered = async (batch: readonly FuzzRequest[]): Promise<void> => {
      for (const { route } of batch) seen.set(route, (seen.get(route) ?? 0) + 1);
      expect(await send(batch)).toEqual([]);
    };
    // Every operation once, and then whichever.
    for (const one of each) await expectAnswered(fc.sample(one, 1));
    const left = Math.max(0, SENT - each.length);
    const property = fc.asyncProperty(batches, expectAnswered);
    await fc.assert(property, { numRuns: Math.ceil(left / AT_ONCE), endOnFailure: true });
    expect(heap() - before).toBeLessThan(MAX_GROWTH_BYTES);
    const routes = Object.entries(description.paths).flatMap(([path, operations]) =>
      !isAsked(path) ? [] : Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(routes.filter((route) => !seen.has(route))).toEqual([]);
  });

  it('find a route that fails', async () => {
    const [fault] = await send([planted('throws')]);
    expect(fault).toMatch(/^GET \/planted\/throws as nobody: 500 /);
  });

  it('find a route that blocks', async () => {
    expect(must((await send([planted('blocks')])).at(-1), 'fault')).toMatch(
      /^blocked for \d+ ms by .*blocks/,
    );
  });
});

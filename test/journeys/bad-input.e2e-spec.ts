import { randomUUID } from 'node:crypto';
import { must, poolIdOf } from '#kernel';
import type { Items, LogEvent, Reduction, Withdrawal } from '../support/answers.js';
import type { Answer, Officer } from '../support/client.js';
import {
  applicationBody,
  bodyOf,
  CITY_POOL,
  demand,
  Journey,
  linesOf,
  PASS,
  reductionBody,
  refusal,
} from '../support/journey.js';
import { inParallel, leavesOf, naughtyStrings, recordsOf, replaced, type Leaf } from '../support/naughty.js';
import { startTestService, type TestService } from '../support/service.js';

jest.setTimeout(180_000);

const PLACE = '320583';
const FOREIGN = '320509';
const POOL = poolIdOf(PLACE);
const CLERKS = ['county-clerk', 'park-clerk'];
const ELEMENTS = ['element-water', 'element-air'];
const APPROVERS = ['county-approver', 'office', 'bureau-lead', 'province'];
const ADMINISTRATORS = ['system-admin', 'security-admin', 'audit-admin'];

type Body = Parameters<typeof leavesOf>[0] & object;
type NewRoute = readonly [who: string, path: string, body: object];

/** A write that would be accepted as it stands. */
interface Route {
  readonly who: Officer;
  readonly path: string;
  readonly body: Body;
  /** The path with its item's id as a name. */
  readonly name: string;
}

/** Who may come to a route at all. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  '/policies': ['leading-group'],
  '/reductions': CLERKS,
  '/reductions/{id}/uses': ['office'],
  '/deposits': CLERKS,
  '/deposits/{id}/amendment': CLERKS,
  '/deposits/{id}/first-review': ['county-reviewer'],
  '/deposits/{id}/site-verification': ['inspector'],
  '/deposits/{id}/element-review': ELEMENTS,
  '/deposits/{id}/approval': ['office', 'joint-review'],
  '/withdrawals': CLERKS,
  '/withdrawals/{id}/amendment': CLERKS,
  '/withdrawals/{id}/first-review': ['county-reviewer'],
  '/withdrawals/{id}/element-review': ELEMENTS,
  '/withdrawals/{id}/approval': APPROVERS,
  '/withdrawals/{id}/release': APPROVERS,
  '/withdrawals/{id}/registration': APPROVERS,
};
const EVERYBODY = [
  ...['county-clerk', 'county-reviewer', 'county-approver'].map((role) => `${role}@${PLACE}`),
  'park-clerk@park-kunshan-dev',
  ...[
    ...ELEMENTS,
    'joint-review',
    'office',
    'bureau-lead',
    'leading-group',
    'monitoring',
    'inspector',
    'trade-org',
  ].map((role) => `${role}@320500`),
  ...ADMINISTRATORS.map((role) => `${role}@320500`),
  'province@320000',
];

const AMOUNTS =
  /(^|\.|\])(verified|permittedLimit|amount|postDischarge|organised|fugitive|statedIncrement|coBenefitTCO2e)$/;
/** What a body may lack. */
const OPTIONAL = new Set<string | undefined>(
  (
    'permitNo permitChangedOn permittedLimit coBenefitTCO2e lateReason opinion inspectionId documentNo ' +
    'statedIncrement recordNo priorityClass effectiveOn rulingNo eiaDocument approvedOn'
  ).split(' '),
);
/** What people write in their own words. */
const FREE_TEXTS = [
  'name facility guide.id guide.version reference lateReason opinion provincialDocumentNo decisionNo',
  'determinationNo recordNo rulingNo documentNo reason eiaApprovalNo',
].flatMap((names) => names.split(' '));
const TEXTS = new RegExp(`(^|\\.|\\])(${FREE_TEXTS.join('|').replaceAll('.', '\\.')})$`);

let service: TestService;
let journey: Journey;
let routes: readonly Route[];

const head = (): Promise<number> => service.offices.head();

/** Does something that must leave the log as it was. */
const writingNothing = async <T>(work: () => Promise<T>): Promise<T> => {
  const before = await head();
  const result = await work();
  expect(await head()).toBe(before);
  return result;
};

const routeOf = (name: string): Route =>
  must(
    routes.find((route) => route.name === name),
    name,
  );
const errorsOf = ({ problem }: Answer<unknown>): readonly string[] =>
  problem.errors?.map(({ field, rule }) => `${field} ${rule}`) ?? [];

const longWish = () => ({
  ...applicationBody(
    PLACE,
    [
      demand('VOCs', '0.5', {
        components: { organised: '0.25', fugitive: '0.25' },
        baseline: { basis: 'REACCOUNTED', amount: '0.125', recordNo: '示例归真〔2026〕4号' },
        statedIncrement: '0.375',
      }),
    ],
    { project: { sei: { determinationNo: '示例战新认〔2026〕8号' }, priorityClass: 'SEI' } },
  ),
  pools: [POOL],
  effectiveOn: '2026-11-20',
  rulingNo: '示例总量领〔2026〕6号',
  eiaDocument: 'REPORT',
});

/** Brings items to every step, so that each route has a write waiting that would be accepted. */
const prepare = async (): Promise<readonly Route[]> => {
  const amounts = { COD: '6' };
  const reduction = await journey.file(PLACE, { COD: '60' });
  const filed = () => journey.claim(reduction, amounts);
  const reviewer = await journey.reviewer(PLACE);
  const fresh = await filed();
  const returned = await filed();
  const sentBack = { decision: 'RETURN', opinion: '请更正数量。' };
  bodyOf(await reviewer.post(`/deposits/${returned.id}/first-review`, sentBack), 200);
  const reviewed = await filed();
  bodyOf(await reviewer.post(`/deposits/${reviewed.id}/first-review`, PASS), 200);
  const examined = await filed();
  await journey.examine(examined.id, PLACE, amounts);

  const small = (pools: readonly string[], effectiveOn?: string) =>
    applicationBody(PLACE, [demand('COD', '0.5')], {
      pools,
      ...(effectiveOn !== undefined && { effectiveOn }),
    });
  const waiting = await journey.apply(small([POOL]));
  const ofCity = await journey.apply(small([CITY_POOL], '2026-07-15'));
  await journey.hold(ofCity.id, PLACE);
  const held = await journey.apply(small([POOL]));
  await journey.hold(held.id, PLACE);
  const granted = await journey.draw(small([POOL]));
  const opinion = { decision: 'PASS', opinion: '同意' };
  const lines = linesOf({ COD: '5' });

  const drafts: readonly NewRoute[] = [
    [
      'leading-group@320500',
      '/policies',
      { key: 'deposit.deadline', value: 1, effectiveFrom: '2026-01-01', decisionNo: '示例〔2026〕1号' },
    ],
    [`county-clerk@${PLACE}`, '/reductions', { ...reductionBody(PLACE, { COD: '1' }), coBenefitTCO2e: '3' }],
    [
      'office@320500',
      `/reductions/${reduction.id}/uses`,
      { use: 'TASK', reference: '示例〔2026〕2号', lines },
    ],
    [`county-clerk@${PLACE}`, '/deposits', { reductionId: reduction.id, lines, lateReason: '迟报。' }],
    [`county-clerk@${PLACE}`, `/deposits/${returned.id}/amendment`, { lines, lateReason: '迟报。' }],
    [`county-reviewer@${PLACE}`, `/deposits/${fresh.id}/first-review`, opinion],
    [
      'inspector@320500',
      `/deposits/${reviewed.id}/site-verification`,
      { result: 'PASS', opinion: '属实', inspectionId: 'i-1', evidence: reductionBody(PLACE, {}).evidence },
    ],
    ['element-water@320500', `/deposits/${reviewed.id}/element-review`, { medium: 'WATER', ...opinion }],
    [
      'office@320500',
      `/deposits/${examined.id}/approval`,
      { ...opinion, provincialTake: linesOf({ COD: '1' }), provincialDocumentNo: '示例〔2026〕3号' },
    ],
    [`county-clerk@${PLACE}`, '/demands/assess', longWish()],
    [`county-clerk@${PLACE}`, '/withdrawals', longWish()],
    [`county-clerk@${PLACE}`, `/withdrawals/${waiting.id}/amendment`, { lines: longWish().lines }],
    [`county-reviewer@${PLACE}`, `/withdrawals/${waiting.id}/first-review`, opinion],
    ['element-water@320500', `/withdrawals/${ofCity.id}/element-review`, { medium: 'WATER', ...opinion }],
    [
      `county-approver@${PLACE}`,
      `/withdrawals/${held.id}/approval`,
      { ...opinion, documentNo: '示例〔2026〕5号' },
    ],
    [`county-approver@${PLACE}`, `/withdrawals/${granted.id}/release`, { reason: '项目取消。' }],
    [
      `county-approver@${PLACE}`,
      `/withdrawals/${granted.id}/registration`,
      { eiaApprovalNo: '示例〔2026〕6号', approvedOn: '2026-11-20' },
    ],
  ];
  return Promise.all(
    drafts.map(async ([who, path, body]) => ({
      who: await service.offices.officer(who),
      path,
      body: body as Body,
      name: path.replace(/^(\/\w+\/)[\w-]+(\/.+)$/, '$1{id}$2'),
    })),
  );
};

/** A trial: no key needed, nothing written; assessing is one by nature. */
const trial = ({ who, path }: Route, body: object): Promise<Answer> =>
  path === '/demands/assess' ? who.post(path, body) : who.dryRun(path, body);

const textsOf = ({ body }: Route): readonly Leaf[] => leavesOf(body).filter(({ field }) => TEXTS.test(field));
const withTexts = (route: Route, text: string): object =>
  textsOf(route).reduce<object>((body, { path }) => replaced(body as Body, path, text), route.body);

beforeAll(async () => {
  service = await startTestService();
  journey = new Journey(service.offices);
  routes = await prepare();
}, 60_000);
afterAll(() => service.stop());

describe('every write of this service', () => {
  it('would be accepted as prepared, so that what follows is refused for its own sake', async () => {
    const answers = await writingNothing(() => inParallel(routes, (route) => trial(route, route.body)));
    expect(answers.map(({ status }, index) => `${routes[index]?.name} ${status}`)).toEqual(
      routes.map(({ name }) => `${name} 200`),
    );
    expect(routes.map(({ name }) => name).toSorted()).toEqual(
      [...Object.keys(ALLOWED), '/demands/assess'].toSorted(),
    );
  });

  it.each([
    ['a number', 1.5, 'AMOUNT_AS_NUMBER'],
    ['a whole number', 1, 'AMOUNT_AS_NUMBER'],
    ['ten decimals', '0.1234567891', 'AMOUNT_DECIMALS'],
    ['a minus sign', '-1', 'AMOUNT_NEGATIVE'],
    ['minus nothing', '-0', 'AMOUNT_NEGATIVE'],
    ['a plus sign', '+1', 'AMOUNT_FORM'],
    ['an exponent', '1e3', 'AMOUNT_FORM'],
    ['a comma', '1,5', 'AMOUNT_FORM'],
    ['a leading zero', '01', 'AMOUNT_FORM'],
    ['no digit before the point', '.5', 'AMOUNT_FORM'],
    ['no digit after the point', '5.', 'AMOUNT_FORM'],
    ['a space', ' 1', 'AMOUNT_FORM'],
    ['full-width digits', '１２', 'AMOUNT_FORM'],
    ['Arabic digits', '١٢', 'AMOUNT_FORM'],
    ['hexadecimal', '0x10', 'AMOUNT_FORM'],
    ['NaN', 'NaN', 'AMOUNT_FORM'],
    ['nothing', '', 'AMOUNT_FORM'],
    ['thirteen digits', '1234567890123', 'AMOUNT_TOO_LARGE'],
    ['a list', ['1'], 'NOT_TEXT'],
    ['a truth', true, 'NOT_TEXT'],
  ])('refuses an amount written as %s', async (...[, value, rule]) => {
    const fields = routes.flatMap((route) =>
      leavesOf(route.body)
        .filter(({ field }) => AMOUNTS.test(field))
        .map((leaf) => ({ route, leaf })),
    );
    expect(fields.length).toBeGreaterThan(15);
    await writingNothing(() =>
      inParallel(fields, async ({ route, leaf }) => {
        const answer = await route.who.post(route.path, replaced(route.body, leaf.path, value));
        const seen = `${route.name} ${refusal(answer)} ${errorsOf(answer).join()}`;
        expect(seen).toBe(`${route.name} 400 INVALID_FIELD ${leaf.field} ${rule}`);
      }),
    );
  });

  it('refuses a pollutant the scheme does not know, and one named twice', async () => {
    await writingNothing(async () => {
      for (const route of routes) {
        for (const { field, path } of leavesOf(route.body).filter((leaf) =>
          leaf.field.endsWith('.pollutant'),
        )) {
          for (const pollutant of ['CO2', 'cod', 'NH3N', 'COD ', 'PM2.5']) {
            const answer = await route.who.post(route.path, replaced(route.body, path, pollutant));
            expect([refusal(answer), ...errorsOf(answer)]).toEqual([
              '422 INVALID_MEANING',
              `${field} UNKNOWN_POLLUTANT`,
            ]);
          }
          const list = path.slice(0, -2);
          const line = must(
            recordsOf(route.body).find((record) => record.path.join() === path.slice(0, -1).join()),
            field,
          ).value;
          const answer = await route.who.post(route.path, replaced(route.body, list, [line, line]));
          expect([refusal(answer), ...errorsOf(answer)]).toEqual([
            '422 INVALID_MEANING',
            `${list.join('.')}[1] LIST_REPEATS`,
          ]);
        }
      }
    });
  });

  it('refuses a field it does not know, in every record of every body', async () => {
    await writingNothing(async () => {
      for (const route of routes) {
        for (const { field, path, value } of recordsOf(route.body)) {
          for (const stranger of ['colour', 'roles', 'actor', '']) {
            const body = replaced(route.body, path, { ...(value as object), [stranger]: 'x' });
            const answer = await route.who.post(route.path, body);
            const name = field === '' ? stranger : `${field}.${stranger}`;
            expect([route.name, refusal(answer), ...errorsOf(answer)]).toEqual([
              route.name,
              '400 INVALID_FIELD',
              `${name} UNKNOWN_FIELD`,
            ]);
          }
        }
      }
    });
  });

  it('refuses keys that are members of every object, and a key named twice', async () => {
    await writingNothing(async () => {
      for (const { who, path, body, name } of routes) {
        const text = JSON.stringify(body);
        for (const key of ['__proto__', 'constructor', 'hasOwnProperty', 'toString']) {
          const answer = await who.send(path, json(`{"${key}":{"polluted":true},${text.slice(1)}`));
          expect(`${name} ${refusal(answer)}`).toBe(`${name} 400 MALFORMED_JSON`);
        }
        const twice = await who.send(path, json(`${text.slice(0, -1)},${text.slice(1)}`));
        expect(`${name} ${refusal(twice)}`).toBe(`${name} 400 MALFORMED_JSON`);
      }
      expect(({} as { polluted?: true }).polluted).toBeUndefined();
    });
  });

  it('refuses a body that lacks a field, unless it may', async () => {
    /** What another field of the body, or a rule, asks for. */
    const conditional: Readonly<Record<string, string>> = {
      'unit.uscc': '422 INVALID_MEANING',
      'lines[0].baseline.recordNo': '409 BASELINE_RECORD_REQUIRED',
      provincialDocumentNo: '422 PROVINCIAL_DOCUMENT_REQUIRED',
    };
    const members = routes.flatMap((route) =>
      leavesOf(route.body)
        .filter(({ path }) => typeof path.at(-1) === 'string')
        .map((leaf) => ({ route, leaf })),
    );
    const seen = await writingNothing(() =>
      inParallel(members, async ({ route, leaf: { field, path } }) => {
        const answer = await trial(route, replaced(route.body, path, undefined));
        const said = answer.status === 200 ? 'left out' : refusal(answer);
        return said === conditional[field] || errorsOf(answer).join() === `${field} REQUIRED`
          ? 'as documented'
          : said;
      }),
    );
    const optional = members.filter((_, index) => seen[index] === 'left out').map(({ leaf }) => leaf.field);
    expect(new Set(seen)).toEqual(new Set(['as documented', 'left out']));
    expect(new Set(optional.map((field) => field.split('.').at(-1)))).toEqual(OPTIONAL);
  });

  it.each([
    ['a list', []],
    ['a record', {}],
  ])('refuses %s in the place of a value', async (...[, value]) => {
    const fields = routes.flatMap((route) =>
      leavesOf(route.body)
        .filter(({ field }) => field !== 'value')
        .map((leaf) => ({ route, leaf })),
    );
    const seen = await writingNothing(() =>
      inParallel(fields, async ({ route, leaf }) => {
        const answer = await trial(route, replaced(route.body, leaf.path, value));
        return [refusal(answer), ...errorsOf(answer)].join(' ');
      }),
    );
    seen.forEach((said) => expect(said).toMatch(/^400 INVALID_FIELD \S+ NOT_(TEXT|ONE_OF|BOOLEAN|WHOLE)/));
  });

  it('refuses what is not JSON of the right kind', async () => {
    const { who, path, body } = routeOf('/deposits');
    const text = JSON.stringify(body);
    const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    const bytes = (...values: number[]) =>
      new Uint8Array([...Buffer.from('{"lateReason":"'), ...values, ...Buffer.from('"}')]);
    const cases: readonly [name: string, sent: ReturnType<typeof json>, expected: string][] = [
      ['nothing', json(''), '400 MALFORMED_JSON'],
      ['half a body', json(text.slice(0, -2)), '400 MALFORMED_JSON'],
      ['two bodies', json(`${text} ${text}`), '400 MALFORMED_JSON'],
      ['a comment', json(`${text}//`), '400 MALFORMED_JSON'],
      ['a trailing comma', json(text.replace(/}$/, ',}')), '400 MALFORMED_JSON'],
      ['a byte order mark', json(`\uFEFF${text}`), '400 MALFORMED_JSON'],
      ['bytes that are no UTF-8', json(bytes(0xc3, 0x28)), '400 MALFORMED_JSON'],
      ['an overlong sequence', json(bytes(0xc0, 0xaf)), '400 MALFORMED_JSON'],
      ['half a surrogate pair', json('{"lateReason":"\\ud83d"}'), '400 MALFORMED_JSON'],
      ['33 levels', json(`{"lines":${deep(32)}}`), '400 MALFORMED_JSON'],
      ['a hundred thousand levels', json(deep(100_000)), '400 MALFORMED_JSON'],
      ['a hundred thousand values', json(`{"lines":[${'0,'.repeat(100_000)}0]}`), '400 MALFORMED_JSON'],
      ['a list', json('[]'), '400 INVALID_FIELD'],
      ['a text', json('"deposit"'), '400 INVALID_FIELD'],
      ['null', json('null'), '400 INVALID_FIELD'],
      ['NaN', json(text.replace('"5"', 'NaN')), '400 MALFORMED_JSON'],
      ['plain text', json(text, 'text/plain'), '415 UNSUPPORTED_MEDIA_TYPE'],
      ['a form', json('a=b', 'application/x-www-form-urlencoded'), '415 UNSUPPORTED_MEDIA_TYPE'],
      ['xml', json('<a/>', 'application/xml'), '415 UNSUPPORTED_MEDIA_TYPE'],
      ['another charset', json(text, 'application/json; charset=gbk'), '415 UNSUPPORTED_MEDIA_TYPE'],
      ['a made-up type', json(text, 'application/json5'), '415 UNSUPPORTED_MEDIA_TYPE'],
    ];
    await writingNothing(async () => {
      for (const [name, sent, expected] of cases) {
        expect(`${name}: ${refusal(await who.send(path, sent))}`).toBe(`${name}: ${expected}`);
      }
    });
  });

  it('refuses a body of 2 MB, on every route', async () => {
    const padding = ' '.repeat(2 * 1024 * 1024);
    await writingNothing(async () => {
      for (const { who, path, body, name } of routes) {
        const answer = await who.send(path, json(JSON.stringify(body) + padding));
        expect(`${name} ${refusal(answer)}`).toBe(`${name} 413 BODY_TOO_LARGE`);
      }
    });
  });

  it('refuses every role it is not for, and whoever has not signed in', async () => {
    await writingNothing(async () => {
      for (const { path, body, name } of routes) {
        const allowed = ALLOWED[name];
        const wrong = EVERYBODY.filter((account) =>
          allowed
            ? !allowed.includes(account.split('@', 1)[0] ?? '')
            : ADMINISTRATORS.includes(account.split('@', 1)[0] ?? ''),
        );
        const answers = await inParallel(wrong, async (account) =>
          (await service.offices.officer(account)).post(path, body),
        );
        expect(answers.map((answer, index) => `${name} ${wrong[index]} ${refusal(answer)}`)).toEqual(
          wrong.map((account) => `${name} ${account} 403 FORBIDDEN_ROLE`),
        );
        expect(refusal(await service.offices.stranger.post(path, body))).toBe('401 UNAUTHENTICATED');
      }
    });
  });

  it("refuses another county's officers, whatever their role", async () => {
    const local = routes.filter(({ name }) =>
      (ALLOWED[name] ?? CLERKS).some((role) => role.startsWith('county-')),
    );
    expect(local).toHaveLength(11);
    await writingNothing(async () => {
      for (const { path, body, name } of local) {
        const role = must(
          (ALLOWED[name] ?? CLERKS).find((one) => one.startsWith('county-')),
          name,
        );
        const answer = await (await service.offices.officer(`${role}@${FOREIGN}`)).post(path, body);
        expect(`${name} ${refusal(answer)}`).toBe(`${name} 403 FORBIDDEN_PLACE`);
      }
    });
  });

  it('answers 404 for an item that is not there and 400 for an id that cannot be one', async () => {
    await writingNothing(async () => {
      for (const { who, path, body, name } of routes.filter((route) => route.name.includes('{id}'))) {
        const missing = await who.post(path.replace(/^(\/\w+\/)[\w-]+/, '$1no-such-item'), body);
        expect(`${name} ${refusal(missing)}`).toBe(`${name} 404 NOT_FOUND`);
        const impossible = await who.post(path.replace(/^(\/\w+\/)[\w-]+/, '$1%00'), body);
        expect(`${name} ${refusal(impossible)}`).toBe(`${name} 400 INVALID_FIELD`);
      }
    });
  });

  it('refuses a query it does not know', async () => {
    await writingNothing(async () => {
      for (const { who, path, body, name } of routes.filter((route) => route.name !== '/demands/assess')) {
        for (const query of ['dryRun=yes', 'dryrun=true', 'dryRun=true&dryRun=false', 'force=1']) {
          expect(`${name} ${query} ${refusal(await who.post(`${path}?${query}`, body))}`).toBe(
            `${name} ${query} 400 INVALID_FIELD`,
          );
        }
      }
    });
  });

  it('refuses a version that is not the one it has', async () => {
    await writingNothing(async () => {
      for (const { who, path, body, name } of routes.filter((route) => route.name.includes('{id}'))) {
        const answer = await who.post(path, body, { headers: { 'if-match': '"999"' } });
        expect(`${name} ${refusal(answer)}`).toBe(`${name} 412 VERSION_MISMATCH`);
      }
    });
  });
});

const json = (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') => ({
  method: 'POST',
  body,
  headers: { 'content-type': type, 'idempotency-key': randomUUID() },
});

describe('idempotency keys', () => {
  it('are required on every write', async () => {
    await writingNothing(async () => {
      for (const { who, path, body, name } of routes.filter((route) => route.name !== '/demands/assess')) {
        const bare = {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        };
        expect(`${name} ${refusal(await who.send(path, bare))}`).toBe(`${name} 400 IDEMPOTENCY_KEY_REQUIRED`);
        for (const key of ['', 'two words', 'x'.repeat(201), 'clé']) {
          expect(`${key} ${refusal(await who.post(path, body, { key }))}`).toBe(
            `${key} 400 IDEMPOTENCY_KEY_REQUIRED`,
          );
        }
      }
    });
  });

  it('give the same answer again, and belong to one body, one path and one account', async () => {
    const clerk = await journey.clerk(PLACE);
    const [key, body] = ['same-key', reductionBody(PLACE, { TP: '1' })];
    const first = await clerk.post<Reduction>('/reductions', body, { key });
    expect([first.status, first.headers.get('idempotency-replayed')]).toEqual([201, null]);

    await writingNothing(async () => {
      const again = await clerk.post<Reduction>('/reductions', body, { key });
      expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
      expect(again.text).toBe(first.text);
      for (const header of ['ledger-position', 'etag', 'location']) {
        expect(again.headers.get(header)).toBe(first.headers.get(header));
      }
      const other = await clerk.post('/reductions', { ...body, facility: '另一设施' }, { key });
      expect(refusal(other)).toBe('422 IDEMPOTENCY_KEY_REUSED');
      const lines = linesOf({ TP: '1' });
      const elsewhere = await clerk.post('/deposits', { reductionId: first.body.id, lines }, { key });
      expect(refusal(elsewhere)).toBe('422 IDEMPOTENCY_KEY_REUSED');
    });

    const neighbour = await (
      await journey.clerk(FOREIGN)
    ).post('/reductions', reductionBody(FOREIGN, { TP: '1' }), { key });
    expect([neighbour.status, neighbour.headers.get('idempotency-replayed')]).toEqual([201, null]);
  });

  it('give a refusal of the ledger again, and record it once', async () => {
    const clerk = await journey.clerk(PLACE);
    const greedy = applicationBody(PLACE, [demand('TP', '900')], { pools: [POOL] });
    const first = await clerk.post('/withdrawals', greedy, { key: 'refused-key' });
    expect(refusal(first)).toBe('409 INSUFFICIENT_QUOTA');
    const again = await writingNothing(() => clerk.post('/withdrawals', greedy, { key: 'refused-key' }));
    expect([refusal(again), again.headers.get('idempotency-replayed')]).toEqual([
      '409 INSUFFICIENT_QUOTA',
      'true',
    ]);
    expect(again.problem.rules).toEqual(first.problem.rules);
  });

  it('of a request sent many times at once write once', async () => {
    const clerk = await journey.clerk(PLACE);
    const body = reductionBody(PLACE, { TP: '2' });
    const before = await head();
    const answers = await inParallel(Array.from({ length: 24 }), () =>
      clerk.post<Reduction>('/reductions', body, { key: 'at-once' }),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
    const id = must(answers[0], 'answer').body.id;
    expect(await journey.events(`reduction-${id}`)).toHaveLength(1);
    expect((await head()) - before).toBeLessThan(5);
  });
});

const strings = naughtyStrings();
const EVERY = process.env['FUZZ'] !== undefined;
const PRINTABLE = /^[\x21-\x7e]([\x20-\x7e]{0,98}[\x21-\x7e])?$/;
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e]/u;

(strings.length > 0 ? describe : describe.skip)('naughty strings', () => {
  const telling = [
    ...strings.filter((_, index) => index % 50 === 0),
    'null',
    'NaN',
    '-1',
    '1e3',
    '../../etc/passwd',
    '¸˛Ç◊ı˜Â¯˘¿',
  ];
  /** The strings each route refuses, by its name. */
  const refusedBy = new Map<string, Set<string>>();
  let taken: readonly string[];

  /** How a text is answered where people write in their own words; nothing when that is for the route to say. */
  const outcomeOf = (text: string): number | undefined => {
    if (CONTROL.test(text)) return 400;
    return PRINTABLE.test(text) ? 200 : undefined;
  };
  const agrees = (text: string, accepted: boolean): boolean =>
    accepted === ((outcomeOf(text) ?? (accepted ? 200 : 400)) === 200);

  const some = strings.filter((_, index) => index % 10 === 0);
  /**
   * Reductions are given all of them, every route some, and of the others each route has every third; all of them in
   * `npm run test:fuzz`.
   */
  const fallingTo = ({ name }: Route, turn: number): readonly string[] =>
    strings.filter(
      (_, index) => EVERY || name === '/reductions' || index % 10 === 0 || index % 3 === turn % 3,
    );

  it('in the texts of every route are told apart the same way, and nothing is written', async () => {
    const wrong: unknown[] = [];
    /** A field that does not exist has the edge judge all the others, and refuse in any case. */
    const judge = async (route: Route, fields: ReadonlySet<string>, text: string): Promise<void> => {
      const answer = await route.who.post(route.path, { ...withTexts(route, text), stranger: text });
      const [unknown, ...faults] = errorsOf(answer).toSorted(
        (a, b) => Number(b.startsWith('stranger')) - Number(a.startsWith('stranger')),
      );
      const known = faults.every(
        (fault) => fields.has(fault.split(' ', 1)[0] ?? '') && / TEXT_\w+$/.test(fault),
      );
      const expected =
        refusal(answer) === '400 INVALID_FIELD' && unknown === 'stranger UNKNOWN_FIELD' && known;
      if (!expected || !agrees(text, faults.length === 0)) wrong.push([route.name, text, answer.text]);
      if (faults.length > 0) refusedBy.get(route.name)?.add(text);
    };
    await writingNothing(async () => {
      for (const [turn, route] of routes.entries()) {
        const fields = new Set(textsOf(route).map(({ field }) => field));
        expect([route.name, fields.size > 0]).toEqual([route.name, true]);
        refusedBy.set(route.name, new Set());
        await inParallel(fallingTo(route, turn), (text) => judge(route, fields, text));
      }
    });
    expect(wrong).toEqual([]);
    taken = strings.filter((text) => [...refusedBy.values()].every((refused) => !refused.has(text)));
    expect(taken.length).toBeGreaterThan(350);
    expect(strings.length - taken.length).toBeGreaterThan(20);
  });

  it('reach every rule and break none', async () => {
    const wrong: unknown[] = [];
    await writingNothing(async () => {
      for (const route of routes) {
        await inParallel(some, async (text) => {
          const answer = await trial(route, withTexts(route, text));
          const seen = answer.status === 200 ? answer.status : refusal(answer);
          if (seen !== (refusedBy.get(route.name)?.has(text) === true ? '400 INVALID_FIELD' : 200))
            wrong.push([route.name, text, answer.text]);
        });
      }
    });
    expect(wrong).toEqual([]);
  });

  it('taken by a reduction are read back identical', async () => {
    const clerk = await journey.clerk(PLACE);
    const before = await head();
    const ids = await inParallel(taken, async (text) => {
      const { evidence, ...body } = reductionBody(
        PLACE,
        { COD: '1' },
        { facility: text, guide: { id: text, version: text } },
      );
      const named = {
        ...body,
        unit: { ...body.unit, name: text },
        evidence: evidence.map((file) => ({ ...file, name: text })),
      };
      return bodyOf(await clerk.post<Reduction>('/reductions', named), 201).id;
    });
    expect(new Set(ids).size).toBe(taken.length);
    await inParallel([...ids.entries()], async ([index, id]) => {
      const text = taken[index];
      const read = bodyOf(await clerk.get(`/reductions/${id}`), 200);
      expect(read).toMatchObject({
        facility: text,
        unit: { name: text },
        guide: { id: text, version: text },
        evidence: [{ name: text }],
      });
    });
    const office = await journey.office();
    const log: LogEvent[] = [];
    for (let after: number | null = before; after !== null;) {
      const page: { items: readonly LogEvent[]; next: number | null } = bodyOf(
        await office.get<{ items: readonly LogEvent[]; next: number | null }>(
          `/events?limit=1000&after=${after}`,
        ),
        200,
      );
      log.push(...page.items);
      after = page.next;
    }
    const events = log.filter(({ type }) => type === 'ReductionFiled');
    expect(new Set(events.map(({ data }) => data['facility']))).toEqual(new Set(taken));
    const csv = await office.get(`/reductions?place=${PLACE}&perPage=200`, { accept: 'text/csv' });
    expect(csv.text).not.toMatch(/(^|,)"[=+@]/m);
  });

  it('taken at every later step are read back identical', async () => {
    const office = await journey.office();
    const hostile = [
      "'; DROP TABLE ledger.event; --",
      '<script>alert(1)</script>',
      '😀𠜎𠜱',
      '${7*7}{{7*7}}%s%n',
      '\\u0000\\',
      '表ポあA鷗ŒéＢ逍Üßªąñ丂㐀𠀀',
    ];
    await inParallel(
      hostile,
      async (text) => {
        const reduction = await journey.file(PLACE, { COD: '3' });
        const use = { use: 'TRADE', reference: text, lines: linesOf({ COD: '1' }) };
        bodyOf(await office.post(`/reductions/${reduction.id}/uses`, use), 200);
        const deposit = await journey.claim(reduction, { COD: '2' }, { lateReason: text });
        const said = { decision: 'PASS', opinion: text };
        const path = `/deposits/${deposit.id}`;
        bodyOf(await (await journey.reviewer(PLACE)).post(`${path}/first-review`, said), 200);
        const seen = { result: 'PASS', opinion: text };
        bodyOf(
          await (await service.offices.officer('inspector@320500')).post(`${path}/site-verification`, seen),
          200,
        );
        bodyOf(
          await (
            await journey.division('WATER')
          ).post(`${path}/element-review`, { medium: 'WATER', ...said }),
          200,
        );
        const take = { provincialTake: linesOf({ COD: '1' }), provincialDocumentNo: text };
        bodyOf(await office.post(`${path}/approval`, { ...said, ...take }), 200);
        const read = bodyOf(await office.get<{ reviews: readonly { opinion: string }[] }>(path), 200);
        expect(read).toMatchObject({ lateReason: text, provincialDocumentNo: text });
        expect(read.reviews.map(({ opinion }) => opinion)).toEqual([text, text, text, text]);

        const wish = { ...longWish(), rulingNo: text };
        const project = { ...wish.project, name: text, sei: { determinationNo: text } };
        const { id } = bodyOf(
          await (await journey.clerk(PLACE)).post<Withdrawal>('/withdrawals', { ...wish, project }),
          201,
        );
        bodyOf(await (await journey.reviewer(PLACE)).post(`/withdrawals/${id}/first-review`, said), 200);
        const approver = await journey.approver(PLACE);
        bodyOf(await approver.post(`/withdrawals/${id}/approval`, { ...said, documentNo: text }), 200);
        bodyOf(await approver.post(`/withdrawals/${id}/registration`, { eiaApprovalNo: text }), 200);
        expect(bodyOf(await office.get(`/withdrawals/${id}`), 200)).toMatchObject({
          project: { name: text, sei: { determinationNo: text } },
          rulingNo: text,
          documentNo: text,
          registration: { eiaApprovalNo: text },
        });
        const uses = await journey.events(`reduction-${reduction.id}`);
        expect(uses.find(({ type }) => type === 'ReductionUseAllocated')?.data).toMatchObject({
          reference: text,
        });
      },
      3,
    );
  });

  it('in fields of a form of their own are refused by field', async () => {
    /** These find nothing, or are judged by the policy they belong to. */
    const looser = /^(value|key|effectiveFrom|reductionId|inspectionId)$/;
    const fields = routes.flatMap((route) =>
      leavesOf(route.body)
        .filter(({ field, value }) => typeof value === 'string' && !TEXTS.test(field))
        .map((leaf) => ({ route, leaf, strict: !looser.test(leaf.field) })),
    );
    const wrong: unknown[] = [];
    await writingNothing(async () => {
      for (const text of telling) {
        await inParallel(fields, async ({ route, leaf, strict }) => {
          const answer = await trial(route, replaced(route.body, leaf.path, text));
          const byField =
            [400, 422].includes(answer.status) &&
            errorsOf(answer).some((error) => error.startsWith(`${leaf.field} `));
          const fine = byField || (!strict && [200, 400, 404, 422].includes(answer.status));
          if (!fine) wrong.push([route.name, leaf.field, text, answer.text]);
        });
      }
    });
    expect(wrong).toEqual([]);
  });

  it('in paths, filters and sign-ins find nothing and break nothing', async () => {
    const office = await journey.office();
    const sendable = strings.filter((text) => !/\p{Cs}/u.test(text));
    const wrong: unknown[] = [];
    await writingNothing(() =>
      inParallel(sendable, async (text) => {
        const encoded = encodeURIComponent(text);
        const item = await office.get(`/vouchers/${encoded}`);
        if (!['400 INVALID_FIELD', '404 NOT_FOUND'].includes(refusal(item))) wrong.push([text, item.text]);
        const list = await office.get<Items>(`/reductions?permitNo=${encoded}`);
        if (refusal(list) !== '400 INVALID_FIELD' && list.text !== '{"items":[]}')
          wrong.push([text, list.text]);
      }),
    );
    for (const text of telling.slice(0, 8)) {
      const answer = await service.offices.stranger.post('/auth/login', { username: text, password: text });
      if (!['400 INVALID_FIELD', '401 BAD_CREDENTIALS'].includes(refusal(answer)))
        wrong.push([text, answer.text]);
    }
    expect(wrong).toEqual([]);
  });
});

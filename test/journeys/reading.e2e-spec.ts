import { DataSource } from 'typeorm';
import { dateAt, endOf, must, parseInstant, poolIdOf, type CivilDate } from '#kernel';
import { Passwords } from '#libs/platform';
import type { Balance, Deposit, Items, LogEvent, Reduction, Withdrawal } from '../support/answers.js';
import type { Answer, Officer } from '../support/client.js';
import {
  applicationBody,
  bodyOf,
  CITY_POOL,
  demand,
  Journey,
  lineOf,
  linesOf,
  PASS,
  reductionBody,
  refusal,
} from '../support/journey.js';
import { PASSWORD, startTestService, type TestService } from '../support/service.js';

interface Item {
  readonly id: string;
  readonly place: string;
  readonly status: string;
}
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

jest.setTimeout(60_000);

const PLACE = '320583';
const POOL = poolIdOf(PLACE);
const NOBODY = '00000000000000000000';

let service: TestService;
let journey: Journey;
let office: Officer;

beforeAll(async () => {
  service = await startTestService();
  journey = new Journey(service.offices);
  office = await journey.office();
}, 60_000);
afterAll(() => service.stop());

const head = (): Promise<number> => service.offices.head();
const get = async <T>(path: string, officer = office): Promise<T> => bodyOf(await officer.get<T>(path), 200);
const itemsOf = async <T = Item>(path: string, officer = office): Promise<readonly T[]> =>
  (await get<Items<T>>(path, officer)).items;

describe('dry runs', () => {
  interface Tried {
    readonly dryRun: true;
    readonly status: string;
    readonly rules: readonly { readonly code: string; readonly outcome: string }[];
  }
  const verdicts = ({ rules }: Pick<Tried, 'rules'>) =>
    rules.map(({ code, outcome }) => `${code} ${outcome}`);

  /** Tries a write, sees that nothing came of it, then does it: the same verdict and the same state. */
  const twice = async (who: Officer, path: string, body: object): Promise<{ readonly id: string }> => {
    const before = await head();
    const tried = await who.dryRun<Tried>(path, body);
    const dry = bodyOf(tried, 200);
    expect(dry.dryRun).toBe(true);
    expect([...tried.headers.keys()]).not.toEqual(expect.arrayContaining(['ledger-position']));
    expect(tried.headers.get('location')).toBeNull();
    expect(await head()).toBe(before);

    const done = await who.post<Tried & { readonly id: string }>(path, body);
    expect(done.status).toBeLessThan(300);
    expect(await head()).toBeGreaterThan(before);
    expect(verdicts(dry)).toEqual(verdicts(done.body));
    expect(dry.status).toBe(done.body.status);
    return done.body;
  };

  it('try out every write of a deposit and then do it', async () => {
    const clerk = await journey.clerk(PLACE);
    const amounts = { COD: '9' };
    const { id: reductionId } = await twice(clerk, '/reductions', reductionBody(PLACE, amounts));
    const use = { use: 'TRADE', reference: '示例交易〔2026〕1号', lines: linesOf({ COD: '1' }) };
    await twice(office, `/reductions/${reductionId}/uses`, use);
    const { id } = await twice(clerk, '/deposits', { reductionId, lines: linesOf({ COD: '8' }) });
    const path = `/deposits/${id}`;
    const reviewer = await journey.reviewer(PLACE);
    await twice(reviewer, `${path}/first-review`, { decision: 'RETURN', opinion: '数量有误。' });
    await twice(clerk, `${path}/amendment`, { lines: linesOf({ COD: '7' }) });
    await twice(reviewer, `${path}/first-review`, PASS);
    const inspector = await service.offices.officer('inspector@320500');
    await twice(inspector, `${path}/site-verification`, { result: 'PASS', opinion: '现场属实。' });
    await twice(await journey.division('WATER'), `${path}/element-review`, { medium: 'WATER', ...PASS });
    await twice(office, `${path}/approval`, PASS);
  });

  it('try out every write of a withdrawal and then do it', async () => {
    const clerk = await journey.clerk(PLACE);
    const approver = await journey.approver(PLACE);
    const wish = () => applicationBody(PLACE, [demand('TN', '0.25')], { pools: [POOL] });
    const granted = async (): Promise<string> => {
      const { id } = await twice(clerk, '/withdrawals', wish());
      await twice(clerk, `/withdrawals/${id}/amendment`, { lines: [demand('TN', '0.125')] });
      await twice(await journey.reviewer(PLACE), `/withdrawals/${id}/first-review`, PASS);
      await twice(approver, `/withdrawals/${id}/approval`, PASS);
      return `/withdrawals/${id}`;
    };
    await twice(approver, `${await granted()}/release`, { reason: '项目取消。' });
    const registered = await granted();
    await twice(approver, `${registered}/registration`, { eiaApprovalNo: '示例环建〔2026〕3号' });
    const before = await head();
    const tooEarly = await approver.dryRun(`${registered}/lapse`, { reason: '五年未开工。' });
    expect([refusal(tooEarly), await head()]).toEqual(['409 TOO_EARLY', before]);
    const { project } = bodyOf(await approver.get<{ project: { uscc: string } }>(registered), 200);
    await twice(approver, `${registered}/permit`, { permitNo: `${project.uscc}001P` });
    const tooLate = await approver.dryRun(`${registered}/lapse`, { reason: '五年未开工。' });
    expect(refusal(tooLate)).toBe('409 WRONG_STATE');
  });

  it('try out an element review and a policy and then do them', async () => {
    const application = applicationBody(PLACE, [demand('SO2', '0.5')], {
      pools: [CITY_POOL],
      effectiveOn: '2026-07-15',
    });
    const { id } = await journey.apply(application);
    await journey.hold(id, PLACE);
    const air = await journey.division('AIR');
    await twice(air, `/withdrawals/${id}/element-review`, { medium: 'AIR', ...PASS });

    const group = await service.offices.officer('leading-group@320500');
    const adoption = {
      key: 'voucher.validity',
      value: 5,
      effectiveFrom: '2026-01-01',
      decisionNo: '示例总量领〔2026〕2号',
    };
    await twice(group, '/policies', adoption);
  });

  it('leave no trace of a refusal that a real attempt would record', async () => {
    const clerk = await journey.clerk(PLACE);
    const greedy = applicationBody(PLACE, [demand('TP', '900')], { pools: [POOL] });
    const before = await head();
    const tried = await clerk.dryRun('/withdrawals', greedy);
    expect(refusal(tried)).toBe('409 INSUFFICIENT_QUOTA');
    expect(await head()).toBe(before);

    const real = await clerk.post('/withdrawals', greedy);
    expect(refusal(real)).toBe('409 INSUFFICIENT_QUOTA');
    const grounds = ({ problem }: Answer) => problem.rules?.map(({ code, outcome }) => `${code} ${outcome}`);
    expect(grounds(tried)).toEqual(grounds(real));
    expect(await head()).toBe(before + 1);
    expect((await journey.events(`refusal-${PLACE}`)).at(-1)).toMatchObject({
      type: 'CommandRefused',
      position: before + 1,
    });
  });
});

describe('what a figure consists of', () => {
  interface JournalRow extends Readonly<Record<string, string | number>> {
    readonly pollutant: string;
    readonly lotId: string;
    readonly held: string;
    readonly occurredAt: string;
    readonly balance: string;
  }

  it('gives of a journal the movements that add up to a figure, each with the balance it left', async () => {
    const whole = await itemsOf<JournalRow>(`/pools/${POOL}/journal?perPage=200`);
    const lines = lineOf((await get<Balance>(`/pools/${POOL}/balance`)).lines, 'VOCs');
    const { month, lotId } = {
      month: must(
        whole.find(({ pollutant }) => pollutant === 'VOCs'),
        'a movement',
      ).occurredAt.slice(0, 7),
      lotId: must(whole[0], 'a movement').lotId,
    };
    const asked: readonly (readonly [string, (row: JournalRow) => boolean])[] = [
      ['pollutant=VOCs', ({ pollutant }) => pollutant === 'VOCs'],
      ['pollutant=VOCs&figure=held', ({ pollutant, held }) => pollutant === 'VOCs' && held !== '0'],
      [`lotId=${lotId}`, (row) => row.lotId === lotId],
      [`lotId=${lotId}&figure=writtenOff`, () => false],
      [
        `month=${month}`,
        ({ occurredAt }) => dateAt(must(parseInstant(occurredAt), occurredAt)).startsWith(month),
      ],
    ];
    for (const [query, fits] of asked) {
      const found = await get<Items<JournalRow>>(`/pools/${POOL}/journal?perPage=200&${query}`);
      expect({ query, rows: found.items }).toEqual({ query, rows: whole.filter(fits) });
    }
    const vocs = await get<Items<JournalRow> & { sums: Balance['lines'][number] }>(
      `/pools/${POOL}/journal?perPage=200&pollutant=VOCs`,
    );
    expect(vocs.sums).toEqual({ ...lines, pollutant: undefined });
    expect(vocs.items.at(-1)?.balance).toBe(lines.available);
    // Page by page it is the same list.
    const pages = await Promise.all(
      [1, 2, 3].map((page) => itemsOf<JournalRow>(`/pools/${POOL}/journal?perPage=7&page=${page}`)),
    );
    expect(pages.flat()).toEqual(whole.slice(0, 21));
  });

  it('tells how far the log had come day by day', async () => {
    const inspector = await service.offices.officer('inspector@320500');
    const steps = await itemsOf<{ until: CivilDate; position: number }>('/events/density', inspector);
    expect(steps.at(-1)?.position).toBe(await head());
    expect(steps.length).toBeLessThanOrEqual(90);
    for (const { until, position } of steps.filter((_, index) => index % 9 === 0)) {
      const around = await itemsOf<LogEvent>(`/events?after=${Math.max(0, position - 1)}&limit=2`, inspector);
      const within = around.filter(({ recordedAt }) => recordedAt <= endOf(until));
      expect({ until, last: within.at(-1)?.position ?? 0 }).toEqual({ until, last: position });
    }
  });
});

describe('looking back', () => {
  interface Moment {
    readonly position: number;
    readonly answers: readonly string[];
  }

  const knownAt = (path: string, known: string): string =>
    `${path}${path.includes('?') ? '&' : '?'}knownAt=${known}`;
  /** The answer as compared: what was asked for is echoed by balances, and differs. */
  const seen = ({ status, body }: Answer): string => {
    const { asOf: _, knownAt: __, traceId: ___, ...rest } = body;
    return JSON.stringify({ status, ...rest });
  };
  const ask = async (paths: readonly string[]): Promise<readonly string[]> =>
    (await Promise.all(paths.map((path) => office.get(path)))).map(seen);

  it('answers at any past position and instant what it answered then', async () => {
    const amounts = { NOx: '4', COD: '2' };
    const moments: Moment[] = [];
    const paths: string[] = [
      `/pools/${POOL}/balance`,
      `/pools/${CITY_POOL}/balance`,
      `/pools/${POOL}/lots?perPage=200`,
      `/pools/${POOL}/journal?perPage=200`,
      `/reductions?place=${PLACE}`,
      `/deposits?place=${PLACE}&status=FILED`,
      `/deposits?place=${PLACE}&status=CREDITED&sort=status`,
      `/withdrawals?place=${PLACE}&status=FILED`,
      `/withdrawals?place=${PLACE}&status=VOUCHERED`,
      `/withdrawals?place=${PLACE}&perPage=2&page=2&sort=-updatedAt`,
    ];
    const note = async (): Promise<void> => {
      moments.push({ position: await head(), answers: await ask(paths) });
    };

    const reduction = await journey.file(PLACE, amounts);
    paths.push(`/reductions/${reduction.id}`);
    await note();
    const deposit = await journey.claim(reduction, amounts);
    paths.push(`/deposits/${deposit.id}`, `/deposits?reductionId=${reduction.id}`);
    await note();
    await journey.examine(deposit.id, PLACE, amounts);
    await note();
    await journey.credit(deposit.id);
    await note();
    const { id } = await journey.apply(applicationBody(PLACE, [demand('NOx', '1.5')], { pools: [POOL] }));
    paths.push(`/withdrawals/${id}`);
    await note();
    await journey.hold(id, PLACE);
    await note();
    await journey.approve(id, PLACE);
    await note();
    bodyOf(
      await (await journey.approver(PLACE)).post(`/withdrawals/${id}/release`, { reason: '项目取消。' }),
      200,
    );
    await note();

    const log = await itemsOf<LogEvent>(
      `/events?limit=1000&after=${must(moments[0], 'first moment').position - 1}`,
    );
    const recordedAt = (position: number): string =>
      must(
        log.find((event) => event.position === position),
        'event',
      ).recordedAt;
    for (const { position, answers } of moments) {
      const then = paths.slice(0, answers.length);
      const same = await ask(then.map((path) => knownAt(path, `@${position}`)));
      then.forEach((path, index) => expect(`${path} ${same[index]}`).toBe(`${path} ${answers[index]}`));
      expect(await ask(then.map((path) => knownAt(path, recordedAt(position))))).toEqual(same);
    }
    expect(new Set(moments.map(({ answers }) => answers[0])).size).toBeGreaterThan(4);
    expect(
      refusal(await office.get(knownAt(`/withdrawals/${id}`, `@${must(moments[2], 'moment').position}`))),
    ).toBe('404 NOT_FOUND');
  });

  it('tells the day an act takes effect from the day it was recorded', async () => {
    const path = `/pools/${POOL}/balance`;
    const available = async (query: string): Promise<string> =>
      lineOf((await get<Balance>(`${path}?${query}`)).lines, 'SO2').available;
    const before = await head();
    const [dayBefore, thatDay] = [await available('asOf=2026-07-14'), await available('asOf=2026-07-15')];
    const application = applicationBody(PLACE, [demand('SO2', '0.75')], {
      pools: [POOL],
      effectiveOn: '2026-07-15',
    });
    const { id } = await journey.draw(application);
    await journey.stock(PLACE, { SO2: '10' });

    expect(await available('asOf=2026-07-14')).toBe(dayBefore);
    expect(Number(thatDay) - Number(await available('asOf=2026-07-15'))).toBeCloseTo(1.5, 9);
    expect(await available(`asOf=2026-07-15&knownAt=@${before}`)).toBe(thatDay);
    expect(await available('asOf=2026-07-15T23:59:59.998%2B08:00')).toBe(thatDay);

    expect(refusal(await office.get(`/withdrawals/${id}?asOf=2026-07-14`))).toBe('404 NOT_FOUND');
    expect(await get<Withdrawal>(`/withdrawals/${id}?asOf=2026-07-15`)).toMatchObject({
      status: 'VOUCHERED',
    });
    const listed = (asOf: string) => itemsOf(`/withdrawals?place=${PLACE}&perPage=200&asOf=${asOf}`);
    expect((await listed('2026-07-14')).map((item) => item.id)).not.toContain(id);
    expect((await listed('2026-07-15')).map((item) => item.id)).toContain(id);
  });

  it.each([
    '/withdrawals',
    '/deposits',
    '/reductions',
    `/pools/${POOL}/lots`,
    `/pools/${POOL}/journal`,
    `/pools/${POOL}/balance`,
  ])('refuses a time that is none on %s', async (path) => {
    for (const query of [
      'asOf=yesterday',
      'asOf=@3',
      'asOf=2026-02-30',
      'knownAt=@-1',
      'knownAt=@1.5',
      'knownAt=soon',
    ]) {
      const answer = await office.get(`${path}?${query}`);
      expect(`${query} ${refusal(answer)}`).toBe(`${query} 400 INVALID_FIELD`);
      expect(answer.problem.errors).toMatchObject([{ field: query.split('=')[0], rule: 'MOMENT_FORM' }]);
    }
  });

  it('counts a past list by what was there then', async () => {
    const path = `/reductions?place=${PLACE}`;
    const total = async (query: string): Promise<[string | null, number]> => {
      const answer = await office.get<Items>(`${path}&perPage=200&${query}`);
      return [answer.headers.get('x-total-count'), bodyOf(answer, 200).items.length];
    };
    expect(await total('asOf=2025-01-01')).toEqual(['0', 0]);
    const [then, shown] = await total('asOf=2026-06-30');
    expect(then).toBe(String(shown));
    expect(shown).toBeGreaterThan(0);
  });
});

describe('lists', () => {
  it('page by page through Link, every item once', async () => {
    const all = await office.get<Items<Item>>('/deposits?perPage=200');
    const ids = bodyOf(all, 200).items.map(({ id }) => id);
    expect(all.headers.get('x-total-count')).toBe(String(ids.length));
    expect(ids.length).toBeGreaterThan(15);

    const walked: string[] = [];
    let next: string | undefined = '/api/v1/deposits?perPage=7';
    while (next !== undefined) {
      const page: Answer<Items<Item>> = await office.get(next.replace('/api/v1', ''));
      expect(page.headers.get('x-total-count')).toBe(String(ids.length));
      walked.push(...bodyOf(page, 200).items.map(({ id }) => id));
      next = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
    }
    expect(walked).toEqual(ids);
    const last = await office.get(`/deposits?perPage=7&page=2`);
    expect(last.headers.get('link')).toMatch(
      /page=1>; rel="first", .*page=1>; rel="prev", .*page=3>; rel="next", .*rel="last"/,
    );
  });

  it('keep to their filters and order', async () => {
    const credited = await itemsOf(`/deposits?status=CREDITED&place=${PLACE}&perPage=200`);
    expect(credited.length).toBeGreaterThan(0);
    expect(new Set(credited.map(({ status, place }) => `${status} ${place}`))).toEqual(
      new Set([`CREDITED ${PLACE}`]),
    );
    const places = (await itemsOf('/deposits?sort=-place&perPage=200')).map(({ place }) => place);
    expect(places).toEqual(places.toSorted().toReversed());
    const newest = await itemsOf('/deposits?perPage=200');
    expect((await itemsOf('/deposits?sort=filedAt&perPage=200')).map(({ id }) => id)).toEqual(
      newest.map(({ id }) => id).toReversed(),
    );
    const [some] = await itemsOf('/withdrawals?perPage=1');
    const { project } = await get<{ project: { code: string } }>(`/withdrawals/${some?.id}`);
    expect(await itemsOf(`/withdrawals?projectCode=${project.code}`)).toMatchObject([
      { project: { code: project.code } },
    ]);
  });

  it.each([
    ['perPage=201', '400 INVALID_FIELD', 'perPage'],
    ['perPage=0', '400 INVALID_FIELD', 'perPage'],
    ['page=0', '400 INVALID_FIELD', 'page'],
    ['page=1e3', '400 INVALID_FIELD', 'page'],
    ['sort=colour', '400 INVALID_FIELD', 'sort'],
    ['colour=red', '400 INVALID_FIELD', 'colour'],
    ['status=CREDITED&status=FILED', '400 INVALID_FIELD', 'status'],
    ['place=999999', '422 INVALID_MEANING', 'place'],
  ])('refuse ?%s', async (...[query, expected, field]) => {
    const answer = await office.get(`/deposits?${query}`);
    expect(refusal(answer)).toBe(expected);
    expect(answer.problem.errors).toMatchObject([{ field }]);
  });

  it('come as CSV that a spreadsheet opens without running anything', async () => {
    const place = '320585';
    const name = '=cmd|\'/c calc\'!A1,"引号"';
    await journey.file(place, { PM: '1' }, { facility: name });
    const path = `/reductions?place=${place}&perPage=200`;
    const json = await itemsOf(path);
    const csv = await office.get(path, { accept: 'text/csv' });
    expect(csv.status).toBe(200);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="reductions.csv"');
    expect(csv.headers.get('x-total-count')).toBe(String(json.length));
    const [header = '', ...rows] = csv.text
      .replace(/^\uFEFF/, '')
      .trimEnd()
      .split('\r\n');
    expect(header.split(',').slice(0, 2)).toEqual(['"id"', '"unit.uscc"']);
    expect(rows.map((row) => row.split(',')[0])).toEqual(json.map(({ id }) => `"${id}"`));
    expect(csv.text).toContain(`"'=cmd|'/c calc'!A1,""引号"""`);
  });
});

describe('versions', () => {
  it('an item read, reviewed by another and written with the old ETag is refused with 412', async () => {
    const amounts = { TN: '1' };
    const clerk = await journey.clerk(PLACE);
    const filed = await clerk.post<Reduction>('/reductions', reductionBody(PLACE, amounts));
    const location = must(filed.headers.get('location'), 'location').replace('/api/v1', '');
    expect(location).toBe(`/reductions/${filed.body.id}`);
    expect(filed.headers.get('etag')).toBe('"1"');
    expect((await clerk.get(location)).headers.get('etag')).toBe('"1"');

    const deposit = await journey.claim(filed.body, amounts);
    const path = `/deposits/${deposit.id}`;
    const reviewer = await journey.reviewer(PLACE);
    const etag = must((await reviewer.get(path)).headers.get('etag'), 'etag');
    const reviewed = await reviewer.post(`${path}/first-review`, PASS, { headers: { 'if-match': etag } });
    expect(bodyOf(reviewed, 200)).toMatchObject({ status: 'FIRST_REVIEWED' });
    expect((await reviewer.get(path)).headers.get('etag')).toBe(reviewed.headers.get('etag'));

    const before = await head();
    const water = await journey.division('WATER');
    const element = { medium: 'WATER', ...PASS };
    const stale = await water.post(`${path}/element-review`, element, { headers: { 'if-match': etag } });
    expect(refusal(stale)).toBe('412 VERSION_MISMATCH');
    expect(stale.problem.detail).toContain(etag.replaceAll('"', ''));
    for (const wrong of ['3', 'W/"3"', '"x"', '"-1"', '"01"', '"1", "2"']) {
      const answer = await water.post(`${path}/element-review`, element, { headers: { 'if-match': wrong } });
      expect(`${wrong} ${refusal(answer)}`).toBe(`${wrong} 400 INVALID_FIELD`);
    }
    expect(await head()).toBe(before);
    bodyOf(await water.post(`${path}/element-review`, element, { headers: { 'if-match': '*' } }), 200);
  });

  it('a read for a position not yet written waits, then says how far it has come', async () => {
    const position = await head();
    const behind = await office.get(`/pools/${POOL}/balance`, { 'ledger-position': String(position + 1) });
    expect(refusal(behind)).toBe('503 PROJECTION_BEHIND');
    expect(behind.problem.detail).toContain(String(position));
    expect(behind.headers.get('retry-after')).toBe('1');
  });
});

describe('problems', () => {
  it.each([
    [{}, 'zh-CN', '可替代总量指标不足', /需 1800 吨\/年/],
    [{ 'accept-language': 'zh' }, 'zh-CN', '可替代总量指标不足', /缺/],
    [{ 'accept-language': 'en-GB, zh;q=0.5' }, 'en', 'Not enough quota', /1800 t\/a required/],
    [{ 'accept-language': 'de, xx' }, 'zh-CN', '可替代总量指标不足', /可用/],
  ])('speak the language of %j', async (...[headers, language, title, detail]) => {
    const greedy = applicationBody(PLACE, [demand('TP', '900')], { pools: [POOL] });
    const answer = await (await journey.clerk(PLACE)).post('/withdrawals', greedy, { headers });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.get('content-language')).toBe(language);
    expect(answer.problem).toMatchObject({
      type: 'urn:reserve-pool:problem:INSUFFICIENT_QUOTA',
      title,
      status: 409,
      detail: expect.stringMatching(detail),
      code: 'INSUFFICIENT_QUOTA',
      article: '方案第七条、第八条',
      traceId: answer.headers.get('x-trace-id'),
    });
    const failing = answer.problem.rules?.filter(({ outcome }) => outcome === 'FAIL');
    expect(failing).toMatchObject([{ code: 'INSUFFICIENT_QUOTA', article: '方案第七条、第八条' }]);
    expect(answer.problem.rules?.length).toBeGreaterThan(5);
  });

  it('list every failing ground, not the first', async () => {
    const line = demand('TP', '900', { baseline: { basis: 'REACCOUNTED', amount: '1' } });
    const application = applicationBody('320582', [line], {
      pools: ['pool-320582', CITY_POOL, 'pool-320583'],
    });
    const answer = await (await journey.clerk('320582')).post('/withdrawals', application);
    const failing = answer.problem.rules?.filter(({ outcome }) => outcome === 'FAIL').map(({ code }) => code);
    expect(new Set(failing)).toEqual(
      new Set(['BASELINE_RECORD_REQUIRED', 'POOL_NOT_OPEN_TO_PLACE', 'ANNUAL_LINKAGE', 'INSUFFICIENT_QUOTA']),
    );
  });

  it.each([
    ['an unknown item', '/deposits/no-such-deposit', '404 NOT_FOUND'],
    ['an unknown pool', '/pools/pool-999999/balance', '404 NOT_FOUND'],
    ['an unknown voucher', '/vouchers/PZ-320583-2026-999999', '404 NOT_FOUND'],
    ['an unknown route', '/no-such-route', '404 NOT_FOUND'],
    ['an id that cannot be one', '/deposits/%2e%2e%2f', '400 INVALID_FIELD'],
    ['a path that cannot be decoded', '/deposits/%ff', '400 MALFORMED_JSON'],
    ['an unknown query', `/deposits/${NOBODY}?colour=red`, '400 INVALID_FIELD'],
  ])('answer %s', async (...[, path, expected]) => {
    const answer = await office.get(path);
    expect(refusal(answer)).toBe(expected);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('places and posts', () => {
  it('a county sees its own items and those of its parks', async () => {
    const clerk = await journey.clerk(PLACE);
    for (const register of ['reductions', 'deposits', 'withdrawals']) {
      const mine = await itemsOf(`/${register}?perPage=200`, clerk);
      const all = await itemsOf(`/${register}?perPage=200`);
      const expected = all.filter(({ place }) => place === PLACE || place === 'park-kunshan-dev');
      expect(mine.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      expect(mine.length).toBeGreaterThan(0);
      expect(all.length).toBeGreaterThan(mine.length);

      const foreign = must(
        all.find(({ place }) => place === '320509'),
        `${register} of 320509`,
      );
      expect(refusal(await clerk.get(`/${register}/${foreign.id}`))).toBe('403 FORBIDDEN_PLACE');
      expect(refusal(await clerk.get(`/${register}?place=320509`))).toBe('403 FORBIDDEN_PLACE');
    }
    const park = await service.offices.officer('park-clerk@park-kunshan-dev');
    const own = await itemsOf('/deposits?perPage=200', park);
    expect(new Set(own.map(({ place }) => place))).toEqual(new Set(['park-kunshan-dev']));
  });

  it('a county reads the lots of its own pools and the balances of those that serve it', async () => {
    const clerk = await journey.clerk(PLACE);
    const pools = (await itemsOf('/pools', clerk)).map(({ id }) => id);
    expect(new Set(pools)).toEqual(new Set(['pool-320000', CITY_POOL, POOL, 'pool-park-kunshan-dev']));
    const seen = async (pool: string) =>
      (
        await Promise.all(['balance', 'lots', 'journal'].map((part) => clerk.get(`/pools/${pool}/${part}`)))
      ).map(({ status }) => status);
    expect(await seen(POOL)).toEqual([200, 200, 200]);
    expect(await seen('pool-park-kunshan-dev')).toEqual([200, 200, 200]);
    expect(await seen(CITY_POOL)).toEqual([200, 403, 403]);
    expect(await seen('pool-320000')).toEqual([200, 403, 403]);
    expect(await seen('pool-320509')).toEqual([403, 403, 403]);
  });

  it('a voucher is read in its own place only', async () => {
    const drawn = await journey.draw(
      applicationBody('320509', [demand('TN', '0.1')], { pools: ['pool-320509'] }),
    );
    const path = `/vouchers/${drawn.voucherNo}`;
    expect(bodyOf(await (await journey.clerk('320509')).get(path), 200)).toMatchObject({
      no: drawn.voucherNo,
    });
    expect(refusal(await (await journey.clerk(PLACE)).get(path))).toBe('403 FORBIDDEN_PLACE');
  });

  it('administrators read no business and only those who may read the log', async () => {
    for (const role of ['system-admin', 'security-admin', 'audit-admin']) {
      const administrator = await service.offices.officer(`${role}@320500`);
      for (const path of ['/deposits', '/withdrawals', '/reductions', '/pools', `/pools/${POOL}/balance`]) {
        expect(refusal(await administrator.get(path))).toBe('403 FORBIDDEN_ROLE');
      }
      const log = await administrator.get('/events?limit=1');
      expect(log.status).toBe(role === 'audit-admin' ? 200 : 403);
    }
    expect(refusal(await (await journey.clerk(PLACE)).get('/events'))).toBe('403 FORBIDDEN_ROLE');
    for (const path of ['/deposits', '/events', '/pollutants', '/auth/me']) {
      const answer = await service.offices.stranger.get(path);
      expect(refusal(answer)).toBe('401 UNAUTHENTICATED');
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it('one person takes one step of an item, whatever roles the account has', async () => {
    const username = 'all-in-one@320583';
    const roles = ['county-clerk', 'county-reviewer', 'county-approver'] as const;
    const passwordHash = await service.service.app.get(Passwords).hash(PASSWORD);
    // The service makes no such account; somebody with the database's password might.
    await service.service.app
      .get(DataSource)
      .query(
        'INSERT INTO identity.account (id, username, roles, place, password_hash) VALUES ($1, $1, $2, $3, $4)',
        [username, roles, PLACE, passwordHash],
      );
    const one = await service.offices.officer(username);
    const wish = applicationBody(PLACE, [demand('TP', '0.01')], { pools: [POOL] });
    const duty = (answer: Answer) => [refusal(answer), /您已办理 (\w+)/.exec(answer.problem.detail)?.[1]];

    const { id } = bodyOf(await one.post<Withdrawal>('/withdrawals', wish), 201);
    expect(duty(await one.post(`/withdrawals/${id}/first-review`, PASS))).toEqual([
      '409 SEPARATION_OF_DUTIES',
      'FILING',
    ]);
    await journey.hold(id, PLACE);
    expect(duty(await one.post(`/withdrawals/${id}/approval`, PASS))).toEqual([
      '409 SEPARATION_OF_DUTIES',
      'FILING',
    ]);
    await journey.approve(id, PLACE);

    const other = await journey.apply(wish);
    bodyOf(await one.post(`/withdrawals/${other.id}/first-review`, PASS), 200);
    const both = await one.post(`/withdrawals/${other.id}/approval`, PASS);
    expect(duty(both)).toEqual(['409 SEPARATION_OF_DUTIES', 'FIRST_REVIEW']);
    await journey.approve(other.id, PLACE);

    const reduction = bodyOf(
      await one.post<Reduction>('/reductions', reductionBody(PLACE, { TP: '1' })),
      201,
    );
    const lines = linesOf({ TP: '1' });
    const deposit = bodyOf(await one.post<Deposit>('/deposits', { reductionId: reduction.id, lines }), 201);
    expect(duty(await one.post(`/deposits/${deposit.id}/first-review`, PASS))).toEqual([
      '409 SEPARATION_OF_DUTIES',
      'FILING',
    ]);
  });
});

describe('openapi.json', () => {
  /** Fastify's own tree of routes, a line per branch: what its path adds, then its methods. */
  const served = (): readonly string[] => {
    const tree = service.service.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
    const trail: string[] = [];
    return tree.split('\n').flatMap((line) => {
      const [, indent = '', part = '', methods] = /^([│ ]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line) ?? [];
      trail.splice(indent.length / 4, Infinity, part);
      const path = trail.join('').replace(/:(\w+)/g, '{$1}');
      return (methods?.split(', ') ?? []).map((method) => `${method} ${path}`);
    });
  };
  const isApi = (route: string): boolean => !route.startsWith('HEAD') && route.includes(' /api/v1/');

  it('is what the printed address leads to', async () => {
    const response = await fetch(service.service.url, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/console/']);
  });

  it('is served to anybody and lists every route', async () => {
    const response = await fetch(`${service.service.url}/api/openapi.json`);
    expect(response.status).toBe(200);
    const { paths } = (await response.json()) as OpenApi;
    const listed = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(listed.toSorted()).toEqual(served().filter(isApi).toSorted());
    expect(listed).toEqual(
      expect.arrayContaining(['POST /api/v1/withdrawals/{id}/approval', 'GET /api/v1/pools/{id}/balance']),
    );
  });
});

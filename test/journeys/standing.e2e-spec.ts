import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { rebuildProjections } from '#apps/api';
import { dateAt, instantOf, must, PLACES, poolIdOf } from '#kernel';
import { EventStore } from '#libs/event-store';
import type { Items, LogEvent, Rule, Withdrawal } from '../support/answers.js';
import type { Answer, Officer } from '../support/client.js';
import {
  applicationBody,
  bodyOf,
  CITY,
  CITY_POOL,
  demand,
  groundOf,
  Journey,
  PASS,
  refusal,
} from '../support/journey.js';
import { startTestService, type TestService } from '../support/service.js';

interface Suspension {
  readonly id: string;
  readonly place: string;
  readonly status: string;
  readonly acts: readonly string[];
  readonly orderNo: string | null;
  readonly effectiveFrom: string;
  readonly liftedFrom: string | null;
  readonly backDated: boolean;
}
interface Identified {
  readonly id: string;
}
interface Standing {
  readonly acts: readonly {
    readonly act: string;
    readonly open: boolean;
    readonly reasons: readonly Rule[];
  }[];
  readonly orders: readonly { readonly place: string; readonly orderNo: string }[];
}
interface Reading {
  readonly id: string;
  readonly month: string;
  readonly status: string;
}
interface Warning {
  readonly month: string;
  readonly level: string;
  readonly grounds: readonly string[];
  readonly readingIds: readonly string[];
}
interface Bulk {
  readonly items: readonly {
    readonly accepted: boolean;
    readonly reading?: Reading;
    readonly problem?: { readonly code: string };
  }[];
}

const ACTS = ['WITHDRAW_PROVINCIAL', 'WITHDRAW_MUNICIPAL', 'WITHDRAW_LOCAL', 'CROSS_COUNTY_PURCHASE'];
const PROVINCE_POOL = 'pool-320000';
/** A day of the demo year: nothing in these tests depends on the day they run. */
const IN_YEAR = '2026-11-10';
const today = (): string => dateAt(instantOf(Date.now()));

let running: TestService;
let journey: Journey;
let monitoring: Officer;
let lead: Officer;

beforeAll(async () => {
  running = await startTestService();
  journey = new Journey(running.offices);
  monitoring = await running.offices.officer(`monitoring@${CITY}`);
  lead = await running.offices.officer(`bureau-lead@${CITY}`);
}, 120_000);
afterAll(() => running.stop());

type Measured = { readonly value: string | number; readonly [member: string]: unknown };
const reading = (place: string, month: string, { value, ...differing }: Measured) => ({
  place,
  month,
  medium: 'AIR',
  indicator: 'O3',
  value,
  unit: 'μg/m³',
  target: '160',
  lastYear: '150',
  valid: true,
  ...differing,
});

const measured = async (place: string, month: string, value: string): Promise<string> =>
  bodyOf(await monitoring.post<Reading>('/readings', reading(place, month, { value })), 201).id;

const proposed = async (
  place: string,
  {
    readingIds,
    ...differing
  }: { readonly readingIds?: readonly string[]; readonly [member: string]: unknown } = {},
): Promise<Suspension> => {
  const body = {
    place,
    acts: ACTS,
    effectiveFrom: today(),
    reason: '示例：臭氧连续两月超标。',
    readingIds: readingIds ?? [await measured(place, '2026-03', '170')],
    orderNo: `示例环暂〔2026〕${place}号`,
    ...differing,
  };
  return bodyOf(await monitoring.post<Suspension>('/suspensions', body), 201);
};
const ordered = async (
  place: string,
  differing: Readonly<Record<string, unknown>> = {},
): Promise<Suspension> => {
  const { id } = await proposed(place, differing);
  return bodyOf(await lead.post<Suspension>(`/suspensions/${id}/order`, {}), 200);
};
const lifted = async (id: string, body: object = {}): Promise<Suspension> =>
  bodyOf(await lead.post<Suspension>(`/suspensions/${id}/lift`, body), 200);

/** An application for a little COD from one pool, or from whichever the rules choose. */
const filing = async (
  place: string,
  pool: string | null,
  differing: object = {},
): Promise<Answer<Withdrawal>> => {
  const pools = pool === null ? {} : { pools: [pool] };
  const body = applicationBody(place, [demand('COD', '0.01')], { ...pools, ...differing });
  return (await journey.clerk(place)).post<Withdrawal>('/withdrawals', body);
};
const answered = (answer: Answer<Withdrawal>): string =>
  answer.status === 201 ? 'accepted' : refusal(answer);

const standing = async (place: string, query: string, reader: Officer = lead): Promise<Standing> =>
  bodyOf(await reader.get<Standing>(`/standing/${place}?${query}`), 200);
const openActs = ({ acts }: Standing): readonly string[] =>
  acts.filter(({ open }) => open).map(({ act }) => act);
const failing = ({ acts }: Standing, code: string): readonly string[] =>
  acts
    .filter(({ reasons }) =>
      reasons.some(
        (rule) => rule.code === code && rule.outcome !== 'PASS' && rule.outcome !== 'NOT_APPLICABLE',
      ),
    )
    .map(({ act }) => act);

describe('scenario 8: suspended from 2026-05-10, lifted from 2026-07-01', () => {
  const PLACE = '320507';
  const POOLS = [PROVINCE_POOL, CITY_POOL, poolIdOf(PLACE)];
  const all = (effectiveOn: string): Promise<string[]> =>
    Promise.all(POOLS.map(async (pool) => answered(await filing(PLACE, pool, { effectiveOn }))));
  let order: Suspension;
  let before: number;

  beforeAll(async () => {
    before = await running.offices.head();
    order = await ordered(PLACE, { effectiveFrom: '2026-05-10' });
  });

  it('scenario 8: 05-09 stands, 05-10 is blocked in all three tiers, and the refusal names the order', async () => {
    expect(order).toMatchObject({
      status: 'ORDERED',
      backDated: true,
      effectiveFrom: '2026-05-09T16:00:00.000Z',
    });
    expect(await all('2026-05-09')).toEqual(['accepted', 'accepted', 'accepted']);
    expect(await all('2026-05-10')).toEqual(['409 SUSPENDED', '409 SUSPENDED', '409 SUSPENDED']);
    const blocked = await filing(PLACE, poolIdOf(PLACE), { effectiveOn: '2026-05-10' });
    expect(groundOf(blocked, 'SUSPENDED')).toMatchObject({
      place: PLACE,
      orderNo: order.orderNo,
      effectiveFrom: '2026-05-10',
    });
    expect(blocked.problem.detail).toContain(order.orderNo);
  });

  it('one that takes effect on 05-09 goes to its voucher under the order', async () => {
    const { id } = bodyOf(await filing(PLACE, poolIdOf(PLACE), { effectiveOn: '2026-05-09' }), 201);
    await journey.hold(id, PLACE);
    expect((await journey.approve(id, PLACE)).voucherNo).toMatch(/\S/);
  });

  it('scenario 8: a deposit of 05-15 is accepted and credited', async () => {
    const facts = { formedOn: '2026-05-01', permitChangedOn: '2026-05-15' };
    const reduction = await journey.file(PLACE, { COD: '10' }, facts);
    const { id } = await journey.claim(reduction, { COD: '10' }, { lateReason: '示例：补报。' });
    await journey.examine(id, PLACE, { COD: '10' });
    expect((await journey.credit(id)).status).toBe('CREDITED');
  });

  it('once lifted, 06-30 stays blocked and 07-01 is open; a lift into the past needs its reason', async () => {
    const bare = await lead.post(`/suspensions/${order.id}/lift`, { effectiveFrom: '2026-07-01' });
    expect(refusal(bare)).toBe('422 BACK_DATING_REASON');
    const after = await lifted(order.id, {
      effectiveFrom: '2026-07-01',
      reason: '示例：连续两月达标。',
      orderNo: '示例环解〔2026〕1号',
    });
    expect(after).toMatchObject({
      status: 'LIFTED',
      liftedFrom: '2026-06-30T16:00:00.000Z',
      liftOrderNo: '示例环解〔2026〕1号',
    });
    expect(await all('2026-06-30')).toEqual(['409 SUSPENDED', '409 SUSPENDED', '409 SUSPENDED']);
    expect(await all('2026-07-01')).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it('scenario 8: the standing as of 05-12 shows the block; 05-09, 07-01 and before it was known do not', async () => {
    const blocked = await standing(PLACE, 'asOf=2026-05-12');
    expect([openActs(blocked), failing(blocked, 'SUSPENDED')]).toEqual([[], ACTS]);
    expect(blocked.orders).toMatchObject([{ place: PLACE, orderNo: order.orderNo }]);
    expect(openActs(await standing(PLACE, 'asOf=2026-05-09'))).toEqual(ACTS);
    expect(openActs(await standing(PLACE, 'asOf=2026-07-01'))).toEqual(ACTS);
    expect(openActs(await standing(PLACE, `asOf=2026-05-12&knownAt=@${before}`))).toEqual(ACTS);
  });

  it('the register tells of it at any two times', async () => {
    const path = `/suspensions/${order.id}`;
    const status = async (query: string): Promise<string> =>
      bodyOf(await lead.get<Suspension>(path + query), 200).status;
    expect([await status(''), await status('?asOf=2026-06-30')]).toEqual(['LIFTED', 'ORDERED']);
    expect((await lead.get(`${path}?asOf=2026-05-09`)).status).toBe(404);
    const listed = await lead.get<Items<Suspension>>(`/suspensions?place=${PLACE}&status=LIFTED`);
    expect(listed.body.items.map(({ id }) => id)).toEqual([order.id]);
    expect((await lead.get(`${path}?knownAt=@${before}`)).status).toBe(404);
  });
});

describe('article 10', () => {
  it('scenario 9: quality met, task missed: own pool open, the municipal one only with a decision number', async () => {
    const PLACE = '320508';
    const verdict = { place: PLACE, year: 2025, quality: { water: 'MET', air: 'MET' }, taskDone: false };
    const draft = bodyOf(await monitoring.post<Identified>('/assessments', verdict), 201);
    const group = await running.offices.officer(`leading-group@${CITY}`);
    const published = await group.post(`/assessments/${draft.id}/publish`, {
      decisionNo: '示例总量领〔2026〕9号',
    });
    expect(bodyOf(published, 200)).toMatchObject({ status: 'PUBLISHED', taskDone: false });
    const filed = async (pool: string, more: object = {}): Promise<string> =>
      answered(await filing(PLACE, pool, { effectiveOn: IN_YEAR, ...more }));
    expect(await filed(poolIdOf(PLACE))).toBe('accepted');
    expect(await filed(CITY_POOL)).toBe('409 ANNUAL_LINKAGE');
    expect(await filed(CITY_POOL, { rulingNo: '示例总量领〔2026〕10号' })).toBe('accepted');
    const open = await standing(PLACE, `asOf=${IN_YEAR}`);
    expect(openActs(open)).toEqual(['WITHDRAW_LOCAL']);
    expect(open.acts[1]?.reasons).toContainEqual(
      expect.objectContaining({ code: 'ANNUAL_LINKAGE', outcome: 'NEEDS_RULING' }),
    );
    const all = await group.get<Items>(`/assessments?place=${PLACE}&year=2025&sort=filedAt`);
    expect(all.body.items.map(({ status }) => status)).toEqual(['REPLACED', 'PUBLISHED']);
  });

  it('scenario 10: both missed: cross-county purchase and upper pools closed, own pool open', async () => {
    const missed = await standing('320582', `asOf=${IN_YEAR}`);
    expect(openActs(missed)).toEqual(['WITHDRAW_LOCAL']);
    expect(failing(missed, 'ANNUAL_LINKAGE')).toEqual([
      'WITHDRAW_PROVINCIAL',
      'WITHDRAW_MUNICIPAL',
      'CROSS_COUNTY_PURCHASE',
    ]);
    const pools = ['pool-320582', CITY_POOL, PROVINCE_POOL];
    const answers = await Promise.all(
      pools.map(async (pool) => answered(await filing('320582', pool, { effectiveOn: IN_YEAR }))),
    );
    expect(answers).toEqual(['accepted', '409 ANNUAL_LINKAGE', '409 ANNUAL_LINKAGE']);
  });

  it('a draft binds nobody; whoever drafted it does not publish it', async () => {
    const verdict = {
      place: '320585',
      year: 2025,
      quality: { water: 'MISSED', air: 'MISSED' },
      taskDone: false,
    };
    bodyOf(await monitoring.post('/assessments', verdict), 201);
    expect(openActs(await standing('320585', `asOf=${IN_YEAR}`))).toEqual(ACTS);
    expect(refusal(await monitoring.post('/assessments', { ...verdict, year: 2099 }))).toBe(
      '422 INVALID_MEANING',
    );
    expect(refusal(await lead.post('/assessments', verdict))).toBe('403 FORBIDDEN_ROLE');
  });
});

describe('the demo city', () => {
  it('320581 is closed altogether, its parks with it: every withdrawal names the order', async () => {
    for (const place of ['320581', 'park-changshu-dev']) {
      for (const pool of [poolIdOf(place), CITY_POOL, PROVINCE_POOL, null]) {
        const answer = await filing(place, pool);
        expect(`${pool} ${answered(answer)}`).toBe(`${pool} 409 SUSPENDED`);
        expect(answer.problem.detail).toContain('苏环暂〔2026〕2号');
      }
    }
  });

  it('everybody else has what article 10 gives them', async () => {
    const open = async (place: string): Promise<string> =>
      `${place} ${openActs(await standing(place, `asOf=${IN_YEAR}`)).join(' ')}`;
    const closed = ['320581', 'park-changshu-dev', 'park-changshu-hitech'];
    const ownOnly = ['320582', 'park-zhangjiagang-dev', 'park-zhangjiagang-ftz', 'park-yejin'];
    const changedAbove = ['320508'];
    const local = PLACES.filter(
      ({ code, kind }) => (kind === 'COUNTY' || kind === 'PARK') && !changedAbove.includes(code),
    );
    const expected = (code: string): string => {
      if (closed.includes(code)) return '';
      return ownOnly.includes(code) ? 'WITHDRAW_LOCAL' : ACTS.join(' ');
    };
    const seen = await Promise.all(local.map(({ code }) => open(code)));
    expect(seen).toEqual(local.map(({ code }) => `${code} ${expected(code)}`));
    expect(await open(CITY)).toBe(`${CITY} WITHDRAW_MUNICIPAL WITHDRAW_LOCAL`);
  });

  it('is read by those above and below, not by the neighbour', async () => {
    const clerk = await running.offices.officer('park-clerk@park-kunshan-dev');
    const status = async (place: string): Promise<number> => (await clerk.get(`/standing/${place}`)).status;
    expect(await Promise.all(['park-kunshan-dev', '320583', CITY, '320585', 'nowhere'].map(status))).toEqual([
      200, 200, 200, 403, 404,
    ]);
    const neighbour = await running.offices.officer('county-clerk@320583');
    const places = bodyOf(await neighbour.get<Items>('/readings?perPage=200'), 200).items.map(
      ({ place }) => place,
    );
    expect([...new Set(places)]).toEqual(['320583']);
    expect(refusal(await neighbour.get('/warnings?place=320585'))).toBe('403 FORBIDDEN_PLACE');
  });
});

describe('from readings to an order and back', () => {
  const PLACE = '320505';
  const warnings = async (): Promise<readonly Warning[]> =>
    bodyOf(await monitoring.get<Items<Warning>>(`/warnings?place=${PLACE}&indicator=O3`), 200).items;

  it('warned, proposed, ordered: what is in flight waits; lifted again: all goes on', async () => {
    const rows = [reading(PLACE, '2026-08', { value: '165' }), reading(PLACE, '2026-09', { value: '162.5' })];
    const bulk = bodyOf(await monitoring.post<Bulk>('/readings/bulk', { items: rows }), 200);
    const readingIds = bulk.items.map((row) => must(row.reading, 'reading').id);
    expect(await warnings()).toMatchObject([
      { month: '2026-09', level: 'PROPOSAL', readingIds },
      { month: '2026-08', level: 'NOTICE', grounds: ['WORSE_THAN_TARGET', 'WORSE_THAN_LAST_YEAR'] },
    ]);

    const queued = bodyOf(await filing(PLACE, poolIdOf(PLACE)), 201);
    const holding = bodyOf(await filing(PLACE, poolIdOf(PLACE)), 201);
    await journey.hold(holding.id, PLACE);
    const unread = await monitoring.post('/suspensions', {
      place: PLACE,
      effectiveFrom: today(),
      reason: '示例',
      readingIds: ['r-0'],
    });
    expect(refusal(unread)).toBe('409 READINGS_REQUIRED');
    const { id, acts } = await proposed(PLACE, { acts: undefined, readingIds, orderNo: undefined });
    expect(acts).toEqual(ACTS);
    expect(answered(await filing(PLACE, poolIdOf(PLACE)))).toBe('accepted');
    expect(refusal(await lead.post(`/suspensions/${id}/order`, {}))).toBe('422 ORDER_NUMBER_REQUIRED');
    expect(refusal(await monitoring.post(`/suspensions/${id}/order`, {}))).toBe('403 FORBIDDEN_ROLE');
    bodyOf(await lead.post(`/suspensions/${id}/order`, { orderNo: '示例环暂〔2026〕77号' }), 200);

    const reviewer = await journey.reviewer(PLACE);
    const approver = await journey.approver(PLACE);
    expect(refusal(await reviewer.post(`/withdrawals/${queued.id}/first-review`, PASS))).toBe(
      '409 SUSPENDED',
    );
    expect(refusal(await approver.post(`/withdrawals/${holding.id}/approval`, PASS))).toBe('409 SUSPENDED');
    const status = async (of: string): Promise<unknown> =>
      (await approver.get(`/withdrawals/${of}`)).body['status'];
    expect([await status(queued.id), await status(holding.id)]).toEqual(['FILED', 'HELD']);
    expect(answered(await filing(PLACE, poolIdOf(PLACE)))).toBe('409 SUSPENDED');

    const proposals = async () => bodyOf(await lead.get<Items>(`/lift-proposals?place=${PLACE}`), 200).items;
    expect(await proposals()).toEqual([]);
    const better = [await measured(PLACE, '2026-10', '140'), await measured(PLACE, '2026-11', '120')];
    expect(await proposals()).toEqual([{ suspensionId: id, place: PLACE, readingIds: better }]);
    await lifted(id, { readingIds: better });
    await journey.hold(queued.id, PLACE);
    for (const withdrawal of [queued, holding]) await journey.approve(withdrawal.id, PLACE);
    expect([await status(queued.id), await status(holding.id)]).toEqual(['VOUCHERED', 'VOUCHERED']);
  });

  it('a proposal may be declined; then it cannot be ordered', async () => {
    const { id } = await proposed(PLACE);
    bodyOf(await lead.post(`/suspensions/${id}/decline`, { reason: '示例：系沙尘影响。' }), 200);
    const bodiless = { method: 'POST', headers: { 'idempotency-key': randomUUID() } };
    expect(refusal(await lead.send(`/suspensions/${id}/order`, bodiless))).toBe('409 WRONG_STATE');
    expect((await lead.get(`/suspensions/${id}`)).body['status']).toBe('DECLINED');
  });

  it('an order over the county stops its parks; one over a park stops nobody else', async () => {
    const effectiveFrom = '2026-06-01';
    const [county, park] = await Promise.all([
      ordered('320509', { effectiveFrom }),
      ordered('park-kunshan-dev', { effectiveFrom }),
    ]);
    const places = ['320509', 'park-wujiang-dev', 'park-kunshan-dev', '320583', 'park-sip'];
    const on = (effectiveOn: string) =>
      Promise.all(
        places.map(async (place) => answered(await filing(place, poolIdOf(place), { effectiveOn }))),
      );
    expect(await on('2026-05-31')).toEqual(places.map(() => 'accepted'));
    expect(await on('2026-06-01')).toEqual([
      '409 SUSPENDED',
      '409 SUSPENDED',
      '409 SUSPENDED',
      'accepted',
      'accepted',
    ]);
    const inherited = await standing('park-wujiang-dev', 'asOf=2026-06-01');
    expect(inherited.orders).toMatchObject([{ place: '320509', orderNo: county.orderNo }]);
    const reason = '示例：已改善。';
    await Promise.all([county, park].map(({ id }) => lifted(id, { effectiveFrom: '2026-06-02', reason })));
  });

  it('finds what was just written and nothing unknown; refuses an older version seen', async () => {
    expect(refusal(await lead.post('/suspensions/nobody/order', {}))).toBe('404 NOT_FOUND');
    expect((await lead.get('/assessments/nobody')).status).toBe(404);
    const made = await monitoring.post<Suspension>('/suspensions', {
      place: '320585',
      effectiveFrom: '2027-01-01',
      reason: '示例',
      readingIds: [await measured('320585', '2026-04', '170')],
      orderNo: '示例环暂〔2027〕1号',
    });
    const path = `/suspensions/${made.body.id}`;
    expect(made.headers.get('location')).toBe(`/api/v1${path}`);
    const seen = must((await lead.get(path)).headers.get('etag'), 'etag');
    expect(seen).toBe(made.headers.get('etag'));
    await measured('320585', '2026-05', '150');
    const stale = await lead.post(`${path}/order`, {}, { headers: { 'if-match': seen } });
    expect(stale.status).toBe(412);
    const fresh = must((await lead.get(path)).headers.get('etag'), 'etag');
    bodyOf(await lead.post(`${path}/decline`, { reason: '示例' }, { headers: { 'if-match': fresh } }), 200);
  });
});

describe('readings in bulk', () => {
  const PLACE = '320506';
  const row = (month: string, differing: object = {}) =>
    reading(PLACE, month, { value: '150', indicator: 'NO2', ...differing });
  const known = async (): Promise<readonly string[]> =>
    bodyOf(
      await monitoring.get<Items<Reading>>(`/readings?place=${PLACE}&indicator=NO2&sort=filedAt`),
      200,
    ).items.map(({ month, status }) => `${month} ${status}`);

  it('answers row by row, once; a malformed row refuses all; the same key takes no other body', async () => {
    const malformed = [row('2026-01'), row('2026-1'), row('2026-02', { value: 3 })];
    const refused = await monitoring.post('/readings/bulk', { items: malformed });
    expect(refused.problem.errors?.map(({ field, rule }) => `${field} ${rule}`)).toEqual([
      'items[1].month MONTH_FORM',
      'items[2].value AMOUNT_AS_NUMBER',
    ]);
    expect(await known()).toEqual([]);

    const key = randomUUID();
    const items = [row('2026-01'), row('2199-01'), row('2026-02'), row('2026-01', { value: '151' })];
    const tried = bodyOf(await monitoring.dryRun<Bulk>('/readings/bulk', { items }), 200);
    expect(tried.items.map(({ accepted }) => accepted)).toEqual([true, false, true, true]);
    expect(await known()).toEqual([]);
    const first = await monitoring.post<Bulk>('/readings/bulk', { items }, { key });
    expect(bodyOf(first, 200).items.map(({ accepted, problem }) => problem?.code ?? accepted)).toEqual([
      true,
      'INVALID_MEANING',
      true,
      true,
    ]);
    expect(await known()).toEqual(['2026-01 CORRECTED', '2026-02 CURRENT', '2026-01 CURRENT']);
    const again = await monitoring.post<Bulk>('/readings/bulk', { items }, { key });
    expect(again.body.items.map(({ reading: one }) => one?.id)).toEqual(
      first.body.items.map(({ reading: one }) => one?.id),
    );
    const other = await monitoring.post(
      '/readings/bulk',
      { items: [row('2026-03'), row('2026-04')] },
      { key },
    );
    expect(refusal(other)).toBe('422 IDEMPOTENCY_KEY_REUSED');
    expect(await known()).toHaveLength(3);
  });
});

describe('a limit-managed park', () => {
  const PARK = 'park-taicang-dev';
  it('has its targets consented, its discharge judged and its award confirmed into its own pool', async () => {
    const office = await journey.office();
    const province = await running.offices.officer('province@320000');
    const post = <T>(who: Officer, path: string, body: object) =>
      who.post<T>(`/parks/${PARK}/${path}`, { year: 2025, ...body });
    const target = { medium: 'AIR', indicator: 'PM2.5', value: '30', unit: 'μg/m³' };
    bodyOf(await post(office, 'targets', { targets: [target] }), 200);
    expect(refusal(await post(office, 'targets/consent', { documentNo: '示例苏环函〔2026〕1号' }))).toBe(
      '403 FORBIDDEN_ROLE',
    );
    const consented = bodyOf(
      await post(province, 'targets/consent', { documentNo: '示例苏环函〔2026〕1号' }),
      200,
    );
    expect(consented).toMatchObject({
      consentNo: '示例苏环函〔2026〕1号',
      targets: [{ ...target, betterWhen: 'LOWER' }],
    });
    expect(refusal(await post(office, 'awards', {}))).toBe('409 AWARD_NOT_EARNED');
    bodyOf(
      await post(office, 'allowed', { basis: '示例报告', lines: [{ pollutant: 'COD', amount: '100' }] }),
      200,
    );
    bodyOf(
      await post(office, 'actual', { basis: '示例核算', lines: [{ pollutant: 'COD', amount: '92.5' }] }),
      200,
    );
    const over = await post(office, 'awards', { lines: [{ pollutant: 'COD', amount: '7.500000001' }] });
    expect(refusal(over)).toBe('409 AWARD_OVER_CAP');
    const award = bodyOf(await post<Identified>(office, 'awards', {}), 201);
    expect(award).toMatchObject({ status: 'COMPUTED', lines: [{ pollutant: 'COD', amount: '7.5' }] });

    const { available } = await journey.balance(poolIdOf(PARK), 'COD');
    const documentNo = { documentNo: '示例苏环函〔2026〕2号' };
    expect((await province.post(`/parks/park-sip/awards/${award.id}/confirmation`, documentNo)).status).toBe(
      404,
    );
    bodyOf(await province.post(`/parks/${PARK}/awards/${award.id}/confirmation`, documentNo), 200);
    expect(refusal(await province.post(`/awards/${award.id}/confirmation`, documentNo))).toBe(
      '409 WRONG_STATE',
    );
    const after = await journey.balance(poolIdOf(PARK), 'COD');
    expect(Number(after.available) - Number(available)).toBeCloseTo(7.5, 9);
    const shown = await (await journey.clerk(PARK)).get(`/parks/${PARK}`);
    expect(bodyOf(shown, 200)).toMatchObject({
      id: PARK,
      place: '320585',
      years: expect.arrayContaining([
        expect.objectContaining({ year: 2025, award: expect.objectContaining({ status: 'CONFIRMED' }) }),
      ]),
    });
    expect((await office.get('/parks/320583')).status).toBe(404);
  });
});

describe('the read models', () => {
  const TABLES = ['reading', 'suspension', 'assessment'];
  const rows = async (): Promise<readonly unknown[][]> => {
    const client = new pg.Client({ connectionString: running.databaseUrl });
    await client.connect();
    try {
      const found: unknown[][] = [];
      for (const table of TABLES)
        found.push((await client.query(`SELECT * FROM read.${table} ORDER BY id`)).rows);
      return found;
    } finally {
      await client.end();
    }
  };

  it('built again from the first event are the same', async () => {
    const before = await rows();
    expect(before.every(({ length }) => length > 3)).toBe(true);
    const store = running.service.app.get(EventStore);
    await rebuildProjections({ url: running.databaseUrl, store, names: TABLES });
    expect(await rows()).toEqual(before);
  });
});

describe('an order against approvals, at once', () => {
  const PLACE = '320506';
  const ROUNDS = 200;

  it(`${ROUNDS} rounds: no voucher at or after the order’s position until it is lifted`, async () => {
    const readingIds = [await measured(PLACE, '2026-07', '170')];
    const rounds = await Promise.all(
      Array.from({ length: ROUNDS }, async (_, round) => {
        const suspension = await proposed(PLACE, { readingIds, orderNo: `示例环暂〔2026〕R${round}号` });
        const withdrawal = bodyOf(await filing(PLACE, poolIdOf(PLACE)), 201);
        await journey.hold(withdrawal.id, PLACE);
        return { suspension: suspension.id, withdrawal: withdrawal.id };
      }),
    );
    const approver = await journey.approver(PLACE);
    let granted = 0;
    for (const [round, { suspension, withdrawal }] of rounds.entries()) {
      const order = (): Promise<Answer> => lead.post(`/suspensions/${suspension}/order`, {});
      const approve = (): Promise<Answer> => approver.post(`/withdrawals/${withdrawal}/approval`, PASS);
      const orderFirst = round % 2 === 0;
      // The order has to look up its place first; a head start of some milliseconds lets either arrive first.
      const late = (): Promise<Answer> => sleep(round % 10).then(approve);
      const answers = await Promise.all(orderFirst ? [order(), late()] : [approve(), order()]);
      const [given, issued] = orderFirst ? answers : answers.toReversed();
      expect(must(given, 'order').status).toBe(200);
      if (must(issued, 'approval').status === 200) granted += 1;
      else expect(refusal(must(issued, 'approval'))).toBe('409 SUSPENDED');
      await lifted(suspension);
    }
    expect(granted).toBeGreaterThan(0);
    expect(granted).toBeLessThan(ROUNDS);
    await assertNoVoucherUnderOrder(
      new Set(rounds.map(({ withdrawal }) => `withdrawal-${withdrawal}`)),
      granted,
    );
  }, 120_000);

  /** Read from the log alone: between an order and its lifting no voucher of the place. */
  const assertNoVoucherUnderOrder = async (streams: ReadonlySet<string>, granted: number): Promise<void> => {
    const office = await journey.office();
    const orders = await journey.events(`standing-${PLACE}`);
    const path = '/events?type=VoucherIssued&limit=1000';
    const issued = bodyOf(await office.get<Items<LogEvent>>(path), 200).items;
    const vouchers = issued.filter(({ stream }) => streams.has(stream));
    const last = (position: number): string =>
      orders.findLast((event) => event.position < position && /Ordered|Lifted/.test(event.type))?.type ??
      'none';
    expect(vouchers).toHaveLength(granted);
    expect(vouchers.filter(({ position }) => last(position) === 'SuspensionOrdered')).toEqual([]);
    expect(orders.filter(({ type }) => type === 'SuspensionOrdered')).toHaveLength(ROUNDS);
  };
});

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { must, mgOf, poolIdOf, usccCheckCharacter, type CivilQuarter, type LoggedEvent } from '#kernel';
import { LEDGER_EVENTS } from '#libs/audit';
import { decode, type StoredEvent } from '#libs/event-store';
import {
  poolChanges,
  quarterlyReturn,
  reconciliation,
  type AnnualLinkage,
  type PoolChanges,
  type PoolStatement,
  type QuarterlyReturn,
  type Reconciliation,
  type RegionalFeed,
  type ReturnStatus,
  type TaskDeductions,
} from '#libs/returns';
import type { Balance, Items } from '../support/answers.js';
import type { Officer } from '../support/client.js';
import {
  applicationBody,
  bodyOf,
  CITY,
  CITY_POOL,
  demand,
  Journey,
  linesOf,
  refusal,
} from '../support/journey.js';
import { startTestService, type TestService } from '../support/service.js';

jest.setTimeout(60_000);

const PLACE = '320583';
const POOL = poolIdOf(PLACE);
const Q3 = '2026-Q3';
const RETURN = `/reports/quarterly/${Q3}`;

let running: TestService;
let journey: Journey;
let office: Officer;
let clerk: Officer;
beforeAll(async () => {
  running = await startTestService();
  journey = new Journey(running.offices);
  [office, clerk] = [await journey.office(), await journey.clerk(PLACE)];
}, 60_000);
afterAll(() => running.stop());

const head = (): Promise<number> => running.offices.head();
const get = async <T>(path: string, who = office): Promise<T> => bodyOf(await who.get<T>(path), 200);
const textOf = async (path: string, who = office): Promise<string> => {
  const answer = await who.get(path);
  bodyOf(answer, 200);
  return answer.text;
};
/** The whole log as an inspector takes it away, decoded as an offline reader would. */
const exported = async (upTo = Number.MAX_SAFE_INTEGER): Promise<readonly LoggedEvent[]> => {
  const events: LoggedEvent[] = [];
  for (let after: number | null = 0; after !== null;) {
    const page: { items: readonly StoredEvent[]; next: number | null } = await get(
      `/events?limit=1000&after=${after}`,
    );
    events.push(...page.items.map((stored) => decode(stored, LEDGER_EVENTS)));
    after = page.next;
  }
  return events.filter(({ position }) => position <= upTo);
};

let serial = 0;
const closedUnit = (place: string, cancelledOn: string) => {
  serial += 1;
  const body = `91${place}MA8${String(serial).padStart(6, '0')}`;
  const uscc = body + usccCheckCharacter(body);
  return {
    permitNo: `${uscc}001P`,
    unit: { uscc, name: '示例关停企业' },
    place,
    cancelledOn,
    reason: '关停。',
  };
};

describe('the quarterly return', () => {
  it('of the demo city has all three feeds and names what is missing', async () => {
    const report = await get<QuarterlyReturn>(RETURN);
    expect(report).toMatchObject({
      place: CITY,
      from: '2026-07-01',
      to: '2026-09-30',
      asOf: '2026-09-30T15:59:59.999Z',
      approvals: [
        { place: '320506', matched: false },
        { place: 'park-sip', matched: true },
      ],
      cancellations: [{ place: '320505' }, { place: PLACE }],
      registrations: [{ place: 'park-sip', eiaApprovalNo: '苏园环建〔2026〕88号' }],
      missing: {
        cancellationsWithoutFiling: [{ place: '320505', dueOn: '2026-08-22' }],
        filingsWithoutSource: [],
        approvalsWithoutVoucher: [{ place: '320506' }],
      },
    });
  });

  it('scenario 17: equals the replay of the exported log, and a rerun gives the same bytes', async () => {
    const first = await textOf(RETURN);
    expect(await textOf(RETURN)).toBe(first);
    const replayed = quarterlyReturn(await exported(), { quarter: Q3 as CivilQuarter, place: CITY });
    expect(JSON.stringify(replayed)).toBe(first);
    for (const place of [PLACE, '320506']) {
      const known = Math.floor((await head()) * 0.9);
      const path = `${RETURN}?place=${place}&asOf=2026-11-20&knownAt=@${known}`;
      const asOf = '2026-11-20T15:59:59.999Z' as LoggedEvent['occurredAt'];
      const question = { quarter: Q3 as CivilQuarter, place, asOf };
      expect(await textOf(path)).toBe(JSON.stringify(quarterlyReturn(await exported(known), question)));
    }
  });

  it('is read with everything inside the reader’s place, and nothing outside it', async () => {
    const own = await get<QuarterlyReturn>(RETURN, clerk);
    expect(own.place).toBe(PLACE);
    expect(own.cancellations.map(({ place }) => place)).toEqual([PLACE]);
    expect(refusal(await clerk.get(`${RETURN}?place=${CITY}`))).toBe('403 FORBIDDEN_PLACE');
    expect(refusal(await clerk.get(`${RETURN}?place=320585`))).toBe('403 FORBIDDEN_PLACE');
    expect(refusal(await running.offices.stranger.get(RETURN))).toBe('401 UNAUTHENTICATED');
    const administrator = await running.offices.officer(`audit-admin@${CITY}`);
    expect(refusal(await administrator.get(RETURN))).toBe('403 FORBIDDEN_ROLE');
  });

  it.each(['2026', '2026-Q5', '2026-q3', '2026Q3', '1999-Q1'])('has no quarter %s', async (quarter) => {
    const answer = await office.get(`/reports/quarterly/${quarter}`);
    expect([refusal(answer), answer.problem.errors]).toMatchObject([
      '400 INVALID_FIELD',
      [{ field: 'quarter', rule: 'QUARTER_FORM' }],
    ]);
  });

  it('learns of a cancellation and of the closure filed for it, and the past stays what it was', async () => {
    const before = await head();
    const was = await textOf(`${RETURN}?knownAt=@${before}`);
    const closure = closedUnit(PLACE, '2026-08-01');
    const recorded = await clerk.post<{ id: string }>('/permit-cancellations', closure);
    expect(bodyOf(recorded, 201)).toMatchObject({ id: closure.permitNo, corrects: null });
    const location = must(recorded.headers.get('location'), 'location').replace('/api/v1', '');
    const gaps = async () => (await get<QuarterlyReturn>(RETURN)).missing;
    expect((await gaps()).cancellationsWithoutFiling.map(({ permitNo }) => permitNo)).toContain(
      closure.permitNo,
    );
    const filed = { unit: closure.unit, permitNo: closure.permitNo, measure: 'UNIT_CLOSURE' };
    const reduction = await journey.file(PLACE, { COD: '3' }, filed);
    expect(await get(location, clerk)).toMatchObject({ dueOn: '2026-09-01', reductions: [reduction.id] });
    const later = await get<QuarterlyReturn>(`${RETURN}?asOf=2026-11-30`);
    expect(later.missing.cancellationsWithoutFiling.map(({ permitNo }) => permitNo)).not.toContain(
      closure.permitNo,
    );
    expect(await textOf(`${RETURN}?knownAt=@${before}`)).toBe(was);
    expect((await gaps()).cancellationsWithoutFiling).toHaveLength(2);
  });

  it('lists a closure filed without a source', async () => {
    const { id } = await journey.file(PLACE, { COD: '2' }, { measure: 'UNIT_CLOSURE' });
    const { missing } = await get<QuarterlyReturn>(`${RETURN}?asOf=2026-12-31`);
    expect(missing.filingsWithoutSource.map(({ reductionId }) => reductionId)).toEqual([id]);
  });

  it('scenario 14: lists an approval without a voucher the same day it is imported', async () => {
    const approval = {
      approvalNo: '示例昆环建〔2026〕0999号',
      approvedOn: '2026-08-20',
      projectCode: '2608-320583-89-01-000999',
      place: PLACE,
      lines: linesOf({ VOCs: '0.5' }),
    };
    bodyOf(await office.post('/eia-approvals', approval), 200);
    const { missing, position } = await get<QuarterlyReturn>(RETURN);
    expect(missing.approvalsWithoutVoucher.map(({ approvalNo }) => approvalNo)).toContain(
      approval.approvalNo,
    );
    expect(position).toBe(await head());
  });
});

describe('cancellations', () => {
  it('are recorded by the office or the county’s clerk, for their own places', async () => {
    const closure = closedUnit('320585', '2026-10-09');
    expect(refusal(await clerk.post('/permit-cancellations', closure))).toBe('403 FORBIDDEN_PLACE');
    const reviewer = await journey.reviewer('320585');
    expect(refusal(await reviewer.post('/permit-cancellations', closure))).toBe('403 FORBIDDEN_ROLE');
    const tomorrow = { ...closure, cancelledOn: '2099-01-01' };
    expect(refusal(await office.post('/permit-cancellations', tomorrow))).toBe('422 EFFECTIVE_DATE_INVALID');
    const foreign = { ...closure, permitNo: '123' };
    expect(refusal(await office.post('/permit-cancellations', foreign))).toBe('400 INVALID_FIELD');
    bodyOf(await office.post('/permit-cancellations', closure), 201);
    const rows = (who: Officer, query = '') =>
      get<Items<{ permitNo: string; place: string }>>(`/permit-cancellations?perPage=200${query}`, who);
    expect((await rows(office)).items[0]).toMatchObject({ permitNo: closure.permitNo });
    const own = (await rows(clerk)).items;
    expect([...new Set(own.map(({ place }) => place))]).toEqual([PLACE]);
    expect(refusal(await clerk.get(`/permit-cancellations/${closure.permitNo}`))).toBe('403 FORBIDDEN_PLACE');
    expect(refusal(await clerk.get('/permit-cancellations/nobody'))).toBe('404 NOT_FOUND');
  });
});

describe('submitting a return', () => {
  const path = `${RETURN}/submission`;

  it('of the demo city was done in time, and its digest is that of the report as known then', async () => {
    const status = await get<ReturnStatus>(path);
    expect(status).toMatchObject({
      status: 'SUBMITTED',
      dueOn: '2026-10-15',
      submissions: [{ late: false }],
    });
    const { digest, position } = must(status.submissions[0], 'submission');
    const text = await textOf(`${RETURN}?knownAt=@${position}`);
    expect(createHash('sha256').update(text).digest('hex')).toBe(digest);
    expect(await textOf(RETURN)).not.toBe(text);
  });

  it('by a county is late by now, changes no figure, and comes again as a correction', async () => {
    const before = await textOf(RETURN, clerk);
    expect(await get(path, clerk)).toMatchObject({ place: PLACE, status: 'OPEN', submissions: [] });
    const sent = await clerk.post<ReturnStatus['submissions'][number]>(path, {});
    expect(sent.headers.get('location')).toBe(`/api/v1${path}`);
    const { digest, position } = bodyOf(sent, 201);
    expect(sent.body).toMatchObject({ place: PLACE, no: 1, late: true, dueOn: '2026-10-15' });
    expect(await textOf(RETURN, clerk)).toBe(before);
    expect(createHash('sha256').update(before).digest('hex')).toBe(digest);
    expect(await textOf(`${RETURN}?knownAt=@${position}`, clerk)).toBe(before);
    bodyOf(await clerk.post('/permit-cancellations', closedUnit(PLACE, '2026-09-02')), 201);
    const again = bodyOf(await clerk.post<ReturnStatus['submissions'][number]>(path, {}), 201);
    expect(again).toMatchObject({ no: 2, late: false });
    expect(again.digest).not.toBe(digest);
    expect(await get(path, clerk)).toMatchObject({
      status: 'SUBMITTED',
      submissions: [{ no: 1 }, { no: 2 }],
    });
  });

  it('waits for the quarter’s end, and is not anybody’s to do', async () => {
    const next = '/reports/quarterly/2099-Q4/submission';
    const refused = await office.post(next, {});
    expect([refusal(refused), refused.problem.rules?.at(-1)?.inputs]).toEqual([
      '409 QUARTER_NOT_OVER',
      { quarter: '2099-Q4', earliest: '2100-01-01' },
    ]);
    expect(refusal(await clerk.post(path, { place: '320585' }))).toBe('403 FORBIDDEN_PLACE');
    const inspector = await running.offices.officer(`inspector@${CITY}`);
    expect(refusal(await inspector.post(path, {}))).toBe('403 FORBIDDEN_ROLE');
    expect(bodyOf(await office.dryRun(path, {}), 200)).toMatchObject({ dryRun: true, no: 2 });
  });

  it('answers the same key with the first answer, though the log has grown since', async () => {
    const first = await office.post(path, {}, { key: 'return-once' });
    bodyOf(first, 201);
    bodyOf(await office.post('/permit-cancellations', closedUnit('320507', '2026-07-07')), 201);
    const second = await office.post(path, {}, { key: 'return-once' });
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(bodyOf(second, 201)).toEqual(first.body);
  });
});

describe('scenario 15: the trade report of Xiamen', () => {
  const { tradeReports } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../fixtures/real-cases.json'), 'utf8'),
  ) as { readonly tradeReports: readonly { month: string; title: string; legs: readonly object[] }[] };
  const published = must(tradeReports[0], 'trade report');

  it('scenario 15: lists COD 3.8285 sold against 3.8252 bought, a difference of 0.0033', async () => {
    const organisation = await running.offices.officer(`trade-org@${CITY}`);
    const body = { month: published.month, source: published.title, legs: published.legs };
    expect(refusal(await office.post('/trade-reports', body))).toBe('403 FORBIDDEN_ROLE');
    const imported = await organisation.post('/trade-reports', body);
    bodyOf(imported, 201);
    const path = must(imported.headers.get('location'), 'location').replace('/api/v1', '');
    const report = await get<Reconciliation>(path);
    expect(report.differences).toMatchObject([
      { pollutant: 'COD', sold: '3.8285', bought: '3.8252', difference: '0.0033', positions: [await head()] },
    ]);
    expect(JSON.stringify(reconciliation(await exported(), report.month))).toBe(await textOf(path));
    expect(await get(`${path}?knownAt=@1`)).toMatchObject({ reports: [], differences: [] });
  });
});

describe('yearly reports', () => {
  it('put the verdict of a place beside its reductions and vouchers', async () => {
    const { rows } = await get<AnnualLinkage>('/reports/annual/2026?place=320581');
    expect(rows.map(({ place }) => place)).toEqual(['320581', 'park-changshu-dev', 'park-changshu-hitech']);
    expect(rows[0]?.readings).toMatchObject([{ indicator: 'PM2.5', months: 10, offTarget: 2 }]);
    const past = await get<AnnualLinkage>('/reports/annual/2025?place=320582');
    expect(past.rows[0]).toMatchObject({
      assessment: { quality: { water: 'MISSED', air: 'MISSED' }, taskDone: false },
      reductions: { count: 1 },
    });
    expect(await textOf('/reports/annual/2026')).toBe(await textOf('/reports/annual/2026'));
    expect(refusal(await office.get('/reports/annual/1066'))).toBe('400 INVALID_FIELD');
  });

  it('deduct from the task what projects used', async () => {
    const { id } = await journey.file(PLACE, { COD: '10' });
    const book = (use: string, amount: string) =>
      office.post(`/reductions/${id}/uses`, {
        use,
        reference: `示例${use}`,
        lines: linesOf({ COD: amount }),
      });
    bodyOf(await book('TASK', '4'), 200);
    bodyOf(await book('PROJECT', '2.5'), 200);
    const { rows } = await get<TaskDeductions>(`/reports/task-deductions/2026?place=${PLACE}`);
    expect(rows.find(({ reductionId }) => reductionId === id)).toMatchObject({
      lines: [{ TASK: '4', PROJECT: '2.5', left: '3.5', deducted: '2.5', countable: '7.5' }],
      positions: [expect.any(Number), expect.any(Number), await head()],
    });
  });

  it('feed the region without private data, to city and province only', async () => {
    const province = await running.offices.officer('province@320000');
    const feed = await get<RegionalFeed>('/reports/regional/2026', province);
    expect(feed.areas.map(({ place }) => place)).toEqual(['320000', CITY]);
    expect(feed.areas[1]?.taskUse).toMatchObject([{ pollutant: 'COD', amount: '64' }]);
    expect(feed.targets.find(({ code }) => code === '320000')?.lines).toMatchObject([
      { pollutant: 'COD', wanTonnes: '13.98', amount: '139800' },
      { pollutant: 'NH3-N', wanTonnes: '0.75' },
      { pollutant: 'NOx', wanTonnes: '8.00' },
      { pollutant: 'VOCs', wanTonnes: null },
    ]);
    expect(JSON.stringify(feed)).not.toContain('示例');
    expect(refusal(await clerk.get('/reports/regional/2026'))).toBe('403 FORBIDDEN_PLACE');
  });
});

describe('pools over time', () => {
  const available = (lines: PoolChanges['opening'], pollutant = 'SO2'): bigint =>
    mgOf(must(lines.find((line) => line.pollutant === pollutant)?.available, pollutant));

  it('tell what changed between two knowledge times, of the state of a past day', async () => {
    const knownFrom = await head();
    const asOf = '2026-07-15';
    const then = await get<Balance>(`/pools/${POOL}/balance?asOf=${asOf}`);
    const backDated = { pools: [POOL], effectiveOn: asOf };
    const { id } = await journey.draw(applicationBody(PLACE, [demand('SO2', '0.75')], backDated));
    await journey.stock(PLACE, { SO2: '10' });
    const path = `/pools/${POOL}/changes?asOf=${asOf}&knownFrom=@${knownFrom}`;
    const changes = await get<PoolChanges>(path, clerk);
    expect(changes.opening).toEqual(then.lines);
    expect(changes.closing).toEqual((await get<Balance>(`/pools/${POOL}/balance?asOf=${asOf}`)).lines);
    const kinds = changes.movements.map(({ kind, reference }) => `${kind} ${reference}`);
    expect(new Set(kinds)).toEqual(new Set([`QuotaHeld ${id}`, `QuotaWithdrawn ${id}`]));
    expect(available(changes.closing) - available(changes.opening)).toBe(-mgOf('1.5'));
    const { pool, knownTo } = changes;
    const question = { pool, asOf: must(changes.asOf, 'asOf'), knownFrom, knownTo };
    const text = await textOf(`${path}&knownTo=@${knownTo}`, clerk);
    expect(JSON.stringify(poolChanges(await exported(), question))).toBe(text);
  });

  it('of all pools one may read, leaving out those of which nothing was learned', async () => {
    const knownFrom = await head();
    await journey.stock(PLACE, { COD: '10' });
    const path = `/pools/changes?knownFrom=@${knownFrom}`;
    const poolsOf = async (who: Officer) =>
      (await get<Items<PoolChanges>>(path, who)).items.map(({ pool }) => pool);
    expect(await poolsOf(office)).toEqual([CITY_POOL, POOL]);
    expect(await poolsOf(clerk)).toEqual([POOL]);
  });

  it.each([
    ['asOf=2026-07-15', '400 INVALID_FIELD', 'knownFrom'],
    ['knownFrom=@5&knownTo=@4', '422 INVALID_MEANING', 'knownTo'],
    ['knownFrom=soon', '400 INVALID_FIELD', 'knownFrom'],
  ])('refuse ?%s', async (query, expected, field) => {
    const answer = await office.get(`/pools/${POOL}/changes?${query}`);
    expect([refusal(answer), answer.problem.errors?.[0]?.field]).toEqual([expected, field]);
  });

  it('give a statement whose opening and movements make its closing', async () => {
    const path = `/reports/pool-statement/${POOL}`;
    const statement = await get<PoolStatement>(`${path}?from=2026-04-01&to=2026-06-30`, clerk);
    expect(statement.movements.length).toBeGreaterThan(0);
    const moved = statement.movements
      .filter(({ pollutant }) => pollutant === 'VOCs')
      .map(({ available: text }) => (text.startsWith('-') ? -mgOf(text.slice(1)) : mgOf(text)));
    const total = moved.reduce<bigint>((sum, amount) => sum + amount, 0n);
    expect(available(statement.opening, 'VOCs') + total).toBe(available(statement.closing, 'VOCs'));
    expect(statement.closing).toEqual((await get<Balance>(`/pools/${POOL}/balance?asOf=2026-06-30`)).lines);
    expect(statement.opening).toEqual((await get<Balance>(`/pools/${POOL}/balance?asOf=2026-03-31`)).lines);
    expect(refusal(await clerk.get(`${path}?from=2026-04-02&to=2026-04-01`))).toBe('422 INVALID_MEANING');
    expect(refusal(await clerk.get(`${path}?to=2026-04-01`))).toBe('400 INVALID_FIELD');
    const neighbour = `/reports/pool-statement/pool-320585?from=2026-04-01&to=2026-04-01`;
    expect(refusal(await clerk.get(neighbour))).toBe('403 FORBIDDEN_PLACE');
    expect(refusal(await clerk.get(neighbour.replace('320585', 'moon')))).toBe('404 NOT_FOUND');
  });
});

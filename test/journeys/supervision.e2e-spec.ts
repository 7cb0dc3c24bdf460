import { must } from '#kernel';
import type { Items } from '../support/answers.js';
import type { Officer } from '../support/client.js';
import {
  applicationBody,
  bodyOf,
  CITY,
  demand,
  Journey,
  linesOf,
  PASS,
  refusal,
} from '../support/journey.js';
import { startTestService, type TestService } from '../support/service.js';

const PLACE = '320583';

let running: TestService;
let journey: Journey;
let clerk: Officer;
let office: Officer;

beforeAll(async () => {
  running = await startTestService();
  journey = new Journey(running.offices);
  clerk = await journey.clerk(PLACE);
  office = await journey.office();
}, 60_000);
afterAll(() => running.stop());

it('两高一低: a listed project needs its joint review', async () => {
  const listed = applicationBody(PLACE, [demand('COD', '0.01')], { project: { listed: 'TWO_HIGH_ONE_LOW' } });
  expect(refusal(await clerk.post('/withdrawals', listed))).toBe('409 JOINT_REVIEW_REQUIRED');
  const reviewed = { ...listed, project: { ...listed.project, jointReviewNo: '示例会审〔2026〕9号' } };
  const filed = bodyOf(await clerk.post<{ project: object }>('/withdrawals', reviewed), 201);
  expect(filed.project).toMatchObject({ listed: 'TWO_HIGH_ONE_LOW', jointReviewNo: '示例会审〔2026〕9号' });
});

describe('an approval without quota', () => {
  const unbacked = async (serial: string): Promise<string> => {
    const approval = {
      approvalNo: `示例昆环建〔2026〕${serial}号`,
      approvedOn: '2026-11-01',
      projectCode: `2603-320583-89-01-${serial}`,
      place: PLACE,
      lines: linesOf({ NOx: '1' }),
    };
    const imported = await office.post<Items<{ findingId: string }>>('/eia-approvals', approval);
    return must(bodyOf(imported, 200).items[0], 'item').findingId;
  };

  it('is answered for by an accountability record, until that is revoked', async () => {
    const records = '/accountability-records';
    const record = {
      place: PLACE,
      violation: 'UNBACKED_APPROVAL',
      reference: await unbacked('000991'),
      accountable: '示例审批处室',
      authority: '示例市生态环境局',
      documentNo: '示例问责〔2026〕3号',
      decidedOn: '2026-11-02',
      measure: '通报批评',
    };
    expect(refusal(await clerk.post(records, record))).toBe('403 FORBIDDEN_ROLE');
    const groundless = await office.post(records, { ...record, reference: 'none' });
    expect(refusal(groundless)).toBe('409 ACCOUNTABILITY_GROUND');
    const created = await office.post<{ id: string }>(records, record);
    const { id } = bodyOf(created, 201);
    expect(created.headers.get('location')).toBe(`/api/v1${records}/${id}`);
    const document = { documentNo: '示例复议〔2026〕1号', reason: '复议撤销' };
    bodyOf(await office.post(`${records}/${id}/withdrawal`, document), 200);
    const found = bodyOf(await clerk.get<Items>(`${records}?reference=${record.reference}`), 200);
    expect(found.items).toMatchObject([{ id, status: 'WITHDRAWN', withdrawal: document }]);
  });

  it('is closed by a document', async () => {
    const finding = `/findings/${await unbacked('000992')}`;
    const closing = { documentNo: '示例整改〔2026〕5号', reason: '批复已撤销' };
    bodyOf(await office.post(`${finding}/closure`, closing), 200);
    expect(bodyOf(await clerk.get(finding), 200)).toMatchObject({
      status: 'CLOSED',
      closure: { ...closing, by: `office@${CITY}` },
    });
    expect(refusal(await office.post(`${finding}/closure`, closing))).toBe('409 WRONG_STATE');
  });
});

it('整改措施: a warned county records what it does, shown with the warning and its standing', async () => {
  const warning = { place: '320581', month: '2026-08', medium: 'AIR', indicator: 'PM2.5' };
  const county = await journey.clerk('320581');
  const taken = { ...warning, taken: '示例：错峰生产', documentNo: '示例常环治〔2026〕5号' };
  expect(refusal(await county.post('/measures', { ...taken, month: '2026-05' }))).toBe(
    '409 NO_WARNING_STANDS',
  );
  expect(refusal(await office.post('/measures', taken))).toBe('403 FORBIDDEN_ROLE');
  const { id } = bodyOf(await county.post<{ id: string }>('/measures', taken), 201);
  const query = '?place=320581&month=2026-08';
  for (const list of [`/warnings${query}`, `/measures${query}`]) {
    const { items } = bodyOf(await county.get<Items>(list), 200);
    const measures = items.flatMap((item) => item['measures'] ?? item);
    expect(measures).toMatchObject([{ id, taken: '示例：错峰生产' }]);
  }
  expect(bodyOf(await county.get('/standing/320581'), 200)['measures']).toMatchObject([{ id }]);
});

describe('更正: a wrongly recorded figure', () => {
  const why = { reason: '示例：小数点录入错误', decisionNo: '示例更正〔2026〕1号' };

  it('of a reading gives way by decision; what was known before is still to be read', async () => {
    const monitoring = await running.offices.officer(`monitoring@${CITY}`);
    const reading = {
      place: PLACE,
      month: '2026-08',
      medium: 'AIR',
      indicator: 'SO2',
      value: '310',
      unit: 'μg/m³',
      target: '60',
      valid: true,
    };
    const warnings = async (query = ''): Promise<readonly object[]> =>
      bodyOf(await clerk.get<Items>(`/warnings?place=${PLACE}&indicator=SO2${query}`), 200).items;
    const written = await monitoring.post<{ id: string }>('/readings', reading);
    const { id } = bodyOf(written, 201);
    const before = `&knownAt=@${must(written.headers.get('ledger-position'), 'position')}`;
    expect(await warnings()).toMatchObject([{ value: '310' }]);
    expect(refusal(await office.post(`/readings/${id}/correction`, { ...why, value: '31' }))).toBe(
      '403 FORBIDDEN_ROLE',
    );
    const corrected = await monitoring.post<{ id: string }>(`/readings/${id}/correction`, {
      ...why,
      value: '31',
    });
    const next = bodyOf(corrected, 201);
    expect(corrected.headers.get('location')).toBe(`/api/v1/readings/${next.id}`);
    expect(next).toMatchObject({ value: '31', target: '60', correction: { recordId: id, ...why } });
    expect(bodyOf(await clerk.get(`/readings/${id}`), 200)).toMatchObject({
      value: '310',
      status: 'CORRECTED',
    });
    expect([await warnings(), await warnings(before)]).toMatchObject([[], [{ value: '310' }]]);
    const list = `/readings?place=${PLACE}&indicator=SO2&status=CURRENT`;
    const known = bodyOf(await clerk.get<Items>(`${list}${before}`), 200).items;
    const now = bodyOf(await clerk.get<Items>(list), 200).items;
    expect([known, now]).toMatchObject([[{ id, value: '310' }], [{ id: next.id, value: '31' }]]);
  });

  it('of an EIA approval is compared with vouchers anew', async () => {
    const approval = {
      approvalNo: '示例昆环建〔2026〕000994号',
      approvedOn: '2026-11-01',
      projectCode: '2603-320583-89-01-000994',
      place: PLACE,
      lines: linesOf({ NOx: '10' }),
    };
    const imported = await office.post<Items<{ findingId: string }>>('/eia-approvals', approval);
    const { findingId } = must(bodyOf(imported, 200).items[0], 'item');
    const before = `?knownAt=@${must(imported.headers.get('ledger-position'), 'position')}`;
    const path = `/eia-approvals/${encodeURIComponent(approval.approvalNo)}/correction`;
    const correction = { ...why, place: PLACE, lines: linesOf({ NOx: '1' }) };
    expect(bodyOf(await office.post(path, correction), 200)).toMatchObject({
      matched: false,
      corrections: [{ changes: [{ field: 'NOx', from: '10', to: '1' }] }],
    });
    const shortfalls = (amount: string) => ({ shortfalls: [{ pollutant: 'NOx', approved: amount }] });
    expect(bodyOf(await clerk.get(`/findings/${findingId}`), 200)).toMatchObject(shortfalls('1'));
    expect(bodyOf(await clerk.get(`/findings/${findingId}${before}`), 200)).toMatchObject(shortfalls('10'));
    expect(refusal(await office.post(path, correction))).toBe('422 INVALID_MEANING');
  });
});

it('第十七条: a reading whose station failed a check is kept, and warns of nothing', async () => {
  const monitoring = await running.offices.officer(`monitoring@${CITY}`);
  const reading = {
    place: '320585',
    month: '2026-07',
    medium: 'WATER',
    indicator: '总磷',
    value: '0.4',
    unit: 'mg/L',
    target: '0.2',
    valid: true,
    station: { code: 'TC-3', installed: true, networked: true, sampled: false },
  };
  expect(bodyOf(await monitoring.post('/readings', reading), 201)).toMatchObject({
    valid: false,
    station: { code: 'TC-3', compared: null, sampled: false },
  });
  const warnings = `/warnings?place=320585&indicator=${encodeURIComponent('总磷')}`;
  expect(bodyOf(await monitoring.get<Items>(warnings), 200).items).toEqual([]);
});

describe('opinions before the lead decides', () => {
  const officer = (role: string): Promise<Officer> => running.offices.officer(`${role}@${CITY}`);
  const against = { decision: 'RETURN', opinion: '示例：退回补充' };

  it('stop an order until the division passes it', async () => {
    const [monitoring, law, lead] = await Promise.all([
      officer('monitoring'),
      officer('law-review'),
      officer('bureau-lead'),
    ]);
    const place = '320581';
    const readings = await monitoring.get<Items<{ id: string }>>(`/readings?place=${place}&month=2026-09`);
    const readingIds = bodyOf(readings, 200).items.map(({ id }) => id);
    const proposal = {
      place,
      effectiveFrom: '2026-12-01',
      reason: '示例',
      readingIds,
      orderNo: '示例〔2026〕9号',
    };
    const { id } = bodyOf(await monitoring.post<{ id: string }>('/suspensions', proposal), 201);
    bodyOf(await law.post(`/suspensions/${id}/review`, against), 200);
    expect(refusal(await lead.post(`/suspensions/${id}/order`, {}))).toBe('409 REVIEW_OPINION');
    bodyOf(await law.post(`/suspensions/${id}/review`, PASS), 200);
    expect(bodyOf(await lead.post(`/suspensions/${id}/order`, {}), 200)).toMatchObject({
      status: 'ORDERED',
      opinions: [{ concerning: 'ORDER', ...against, by: `law-review@${CITY}` }, { decision: 'PASS' }],
    });
  });

  it('stop the office from crediting until the joint review passes it', async () => {
    const joint = await officer('joint-review');
    const amounts = { TP: '0.01' };
    const { id } = await journey.claim(await journey.file(PLACE, amounts), amounts);
    await journey.examine(id, PLACE, amounts);
    bodyOf(await joint.post(`/deposits/${id}/joint-review`, against), 200);
    expect(refusal(await office.post(`/deposits/${id}/approval`, PASS))).toBe('409 REVIEW_OPINION');
    bodyOf(await joint.post(`/deposits/${id}/joint-review`, PASS), 200);
    expect((await journey.credit(id)).status).toBe('CREDITED');
  });

  it('stop a void until the division passes it', async () => {
    const [inspector, law, lead] = await Promise.all([
      officer('inspector'),
      officer('law-review'),
      officer('bureau-lead'),
    ]);
    const lot = `/lots/${must((await journey.stock('320585', { TP: '0.01' })).lotId, 'lot')}`;
    const evidence = [{ name: '示例.pdf', sha256: 'a'.repeat(64) }];
    const proposal = { reason: '示例：数据不实', evidence };
    bodyOf(await inspector.post(`${lot}/void-proposals`, proposal), 201);
    bodyOf(await law.post(`${lot}/void-proposals/review`, against), 200);
    const decision = { reason: '示例', decisionNo: '示例〔2026〕8号' };
    expect(refusal(await lead.post(`${lot}/void`, decision))).toBe('409 REVIEW_OPINION');
    bodyOf(await law.post(`${lot}/void-proposals/review`, PASS), 200);
    expect(bodyOf(await lead.post(`${lot}/void`, decision), 200)).toMatchObject({ status: 'VOIDED' });
  });
});

it('追溯生效: a back-dated withdrawal is marked, and approved only with a reason', async () => {
  const application = applicationBody(PLACE, [demand('COD', '0.01')], {
    effectiveOn: '2026-11-10',
    pools: [`pool-${PLACE}`],
  });
  const { id } = await journey.apply(application);
  await journey.hold(id, PLACE);
  const path = `/withdrawals/${id}/approval`;
  const approver = await journey.approver(PLACE);
  const bare = await approver.post(path, { decision: 'PASS' });
  expect(refusal(bare)).toBe('422 BACK_DATING_REASON');
  expect(bare.problem.detail).toContain('backDatedReason');
  const reasoned = { decision: 'PASS', backDatedReason: '示例：批复在先，补录' };
  expect(bodyOf(await approver.post(path, reasoned), 200)).toMatchObject({
    status: 'VOUCHERED',
    backDated: true,
    backDatedReason: '示例：批复在先，补录',
  });
});

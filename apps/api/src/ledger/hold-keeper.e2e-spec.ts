import { dateAt, instantOf, must } from '#kernel';
import type { Withdrawal } from '../../../../test/support/answers.js';
import { applicationBody, bodyOf, CITY, demand, Journey, refusal } from '../../../../test/support/journey.js';
import { startTestService, type TestService } from '../../../../test/support/service.js';
import { HoldKeeper } from './hold-keeper.js';

const PLACE = '320509';
const today = (): string => dateAt(instantOf(Date.now()));

let running: TestService;
let journey: Journey;
let keeper: HoldKeeper;

beforeAll(async () => {
  running = await startTestService();
  journey = new Journey(running.offices);
  keeper = running.service.app.get(HoldKeeper, { strict: false });
}, 120_000);
afterAll(() => running.stop());

const held = async (place: string): Promise<string> => {
  const { id } = await journey.apply(applicationBody(place, [demand('COD', '0.01')]));
  return (await journey.hold(id, place)).id;
};
/** As the register shows it once it has caught up with the log, the keeper's own writing included. */
const statusOf = async (id: string): Promise<string> => {
  const seen = { 'ledger-position': String(await running.offices.head()) };
  return bodyOf(await (await journey.office()).get<Withdrawal>(`/withdrawals/${id}`, seen), 200).status;
};
const ordered = async (place: string): Promise<void> => {
  const monitoring = await running.offices.officer(`monitoring@${CITY}`);
  const lead = await running.offices.officer(`bureau-lead@${CITY}`);
  const reading = {
    place,
    month: '2026-03',
    medium: 'WATER',
    indicator: '高锰酸盐指数',
    unit: 'mg/L',
    value: '9',
    target: '6',
    lastYear: '6',
    valid: true,
  };
  const { id: readingId } = bodyOf(await monitoring.post<{ id: string }>('/readings', reading), 201);
  const proposal = {
    place,
    acts: ['WITHDRAW_LOCAL'],
    effectiveFrom: instantOf(Date.now()),
    reason: '示例：连续两月恶化。',
    readingIds: [readingId],
    orderNo: '示例环暂〔2026〕77号',
  };
  const { id } = bodyOf(await monitoring.post<{ id: string }>('/suspensions', proposal), 201);
  bodyOf(await lead.post(`/suspensions/${id}/order`, {}), 200);
};
const adopt = async (key: string, value: unknown): Promise<void> => {
  const leader = await running.offices.officer(`leading-group@${CITY}`);
  const body = { key, value, effectiveFrom: today(), decisionNo: '示例总量领〔2026〕12号' };
  bodyOf(await leader.post('/policies', body), 200);
};

describe('holds under an order (policy A5)', () => {
  it('stay under HOLD, without a trace in the log, and end at the next sweep under VOID', async () => {
    const stopped = await held(PLACE);
    const elsewhere = await held('320585');
    await ordered(PLACE);
    const before = await running.offices.head();
    expect(await keeper.sweep()).toBe(0);
    expect(await running.offices.head()).toBe(before);
    expect(await statusOf(stopped)).toBe('HELD');

    await adopt('suspension.inFlight', 'VOID');
    expect(await keeper.sweep()).toBeGreaterThan(0);
    expect([await statusOf(stopped), await statusOf(elsewhere)]).toEqual(['FILED', 'HELD']);
    const ended = must((await journey.events(`withdrawal-${stopped}`)).at(-1), 'last event');
    expect(ended).toMatchObject({ type: 'WithdrawalHoldExpired', data: { cause: 'SUSPENDED' } });
    expect(await keeper.sweep()).toBe(0);
  });
});

describe('what an applicant may add', () => {
  it('an exempt kind and a reason to be served come back, and the kind asks for nothing', async () => {
    const project = { exemptKind: 'TOWN_SEWAGE_PLANT', priorityClass: 'LOCAL_MAJOR' };
    const body = applicationBody('320585', [demand('COD', '500')], {
      priorityReason: '示例：民生工程。',
      project,
    });
    expect(await journey.apply(body)).toMatchObject({
      project,
      priority: { rank: 1, class: 'LOCAL_MAJOR', reason: '示例：民生工程。' },
      lines: [{ increment: '500', required: '0' }],
    });
    const clerk = await journey.clerk('320585');
    const wrong = applicationBody('320585', [demand('COD', '1')], { project: { exemptKind: 'SHOP' } });
    expect(refusal(await clerk.post('/withdrawals', wrong))).toBe('400 INVALID_FIELD');
  });

  it('a policy value of another form is refused with what the policy takes', async () => {
    const leader = await running.offices.officer(`leading-group@${CITY}`);
    const body = { effectiveFrom: today(), decisionNo: '示例总量领〔2026〕13号' };
    const answer = await leader.post('/policies', { ...body, key: 'hold.ttl', value: { REPORT: 60 } });
    expect(refusal(answer)).toBe('422 POLICY_VALUE_INVALID');
    expect(answer.problem.detail).toContain('REPORT: 1–365');
  });
});

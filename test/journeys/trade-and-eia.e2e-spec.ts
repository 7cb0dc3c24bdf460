import { must } from '#kernel';
import type { Items, Withdrawal } from '../support/answers.js';
import type { Officer } from '../support/client.js';
import { applicationBody, bodyOf, CITY, demand, Journey, linesOf, refusal } from '../support/journey.js';
import { startTestService, type TestService } from '../support/service.js';

interface Trade {
  readonly id: string;
  readonly status: string;
  readonly validUntil: string | null;
  readonly sellerPlace: string | null;
  readonly lines: readonly { readonly pollutant: string; readonly amount: string; readonly left: string }[];
}
interface Finding {
  readonly id: string;
  readonly kind: string;
  readonly place: string;
  readonly status: string;
  readonly approvalNo: string;
}
interface Imported {
  readonly items: readonly {
    readonly approvalNo: string;
    readonly matched: boolean;
    readonly vouchers: readonly string[];
  }[];
}

const PLACE = '320583';
const SELLER = '91320585MA1DEM0010';

let running: TestService;
let journey: Journey;
let organisation: Officer;
let office: Officer;
beforeAll(async () => {
  running = await startTestService();
  journey = new Journey(running.offices);
  organisation = await running.offices.officer(`trade-org@${CITY}`);
  office = await journey.office();
}, 60_000);
afterAll(() => running.stop());

const purchase = (buyerUscc: string, differing: object = {}) => ({
  sellerUscc: SELLER,
  buyerUscc,
  place: PLACE,
  lines: linesOf({ VOCs: '4' }),
  ...differing,
});

describe('path A: a project backed by a purchase', () => {
  const application = applicationBody(PLACE, [demand('VOCs', '2')], { path: 'TRADE' });
  const buyer = application.project.uscc;

  it('is recorded by the trading organisation, with a number and a term', async () => {
    const answer = await organisation.post<Trade>(
      '/trades',
      purchase(buyer, { termYears: 3, price: '158900' }),
    );
    const trade = bodyOf(answer, 201);
    expect(trade).toMatchObject({
      status: 'RECORDED',
      sellerPlace: '320585',
      lines: [{ amount: '4', left: '4' }],
    });
    expect(trade.id).toMatch(/^JY-320583-\d{4}-000001$/);
    expect(answer.headers.get('location')).toBe(`/api/v1/trades/${trade.id}`);
    expect(bodyOf(await organisation.get<Trade>(`/trades/${trade.id}`), 200)).toMatchObject({ id: trade.id });
    expect(refusal(await office.post('/trades', purchase(buyer)))).toBe('403 FORBIDDEN_ROLE');
  });

  it('is corrected in its price by decision; what was known before is still to be read', async () => {
    const sold = purchase('91320583MA1XK2F47M', { lines: linesOf({ PM: '1' }), price: '1589000' });
    const { body: trade, headers } = await organisation.post<Trade>('/trades', sold);
    const known = `?knownAt=@${must(headers.get('ledger-position'), 'position')}`;
    const path = `/trades/${trade.id}`;
    const why = { reason: '示例：多录一位', decisionNo: '示例更正〔2026〕3号' };
    const correction = { ...why, price: '158900' };
    expect(refusal(await office.post(`${path}/correction`, correction))).toBe('403 FORBIDDEN_ROLE');
    const dry = await organisation.post(`${path}/correction?dryRun=true`, correction);
    expect(bodyOf(dry, 200)).toMatchObject({ dryRun: true, price: '158900' });
    expect(bodyOf(await organisation.post(`${path}/correction`, correction), 200)).toMatchObject({
      id: trade.id,
      price: '158900',
      lines: [{ amount: '1', left: '1' }],
      corrections: [{ changes: [{ field: 'price', from: '1589000', to: '158900' }], ...why }],
    });
    expect(bodyOf(await organisation.get(path), 200)).toMatchObject({ price: '158900' });
    expect(bodyOf(await organisation.get(path + known), 200)).toMatchObject({ price: '1589000' });
    expect(refusal(await organisation.post(`${path}/correction`, correction))).toBe('422 INVALID_MEANING');
    const unknown = await organisation.post(`/trades/JY-${PLACE}-2026-999999/correction`, correction);
    expect(refusal(unknown)).toBe('404 NOT_FOUND');
  });

  it('draws no pool, and the voucher ends with the purchase', async () => {
    const before = await journey.balance(`pool-${PLACE}`, 'VOCs');
    const drawn = await journey.draw(application);
    expect(drawn).toMatchObject({
      status: 'VOUCHERED',
      draws: [],
      voucher: { lines: [{ required: '4', granted: '2' }] },
    });
    expect(await journey.balance(`pool-${PLACE}`, 'VOCs')).toEqual(before);
    const approver = await journey.approver(PLACE);
    const { items } = bodyOf(await approver.get<Items<Trade>>(`/trades?buyerUscc=${buyer}`), 200);
    expect(items).toMatchObject([{ status: 'USED', lines: [{ left: '0' }] }]);
    const validUntil = (must(drawn.voucher, 'voucher') as unknown as { validUntil: string }).validUntil;
    expect(validUntil).toBe(items[0]?.validUntil);
    const again = await (await journey.clerk(PLACE)).post<Withdrawal>('/withdrawals', application);
    expect(refusal(again)).toBe('409 INSUFFICIENT_QUOTA');
  });

  it('scenario 10: is refused across a border where both verdicts were missed; the own pool stays open', async () => {
    const restricted = purchase(buyer, { place: '320582' });
    expect(refusal(await organisation.post('/trades', restricted))).toBe('409 ANNUAL_LINKAGE');
    expect(refusal(await organisation.post('/trades', purchase(buyer, { place: '320581' })))).toBe(
      '409 SUSPENDED',
    );
    const own = applicationBody('320582', [demand('VOCs', '0.01')], { pools: ['pool-320582'] });
    expect(
      bodyOf(await (await journey.clerk('320582')).post<Withdrawal>('/withdrawals', own), 201).status,
    ).toBe('FILED');
  });
});

describe('scenario 14: EIA approvals against vouchers', () => {
  it('scenario 14: finds the one without a voucher the same day, and closes it once it is covered', async () => {
    const project = applicationBody(PLACE, [demand('NOx', '1')], { pools: [`pool-${PLACE}`] });
    const approval = {
      approvalNo: '示例昆环建〔2026〕0117号',
      approvedOn: '2026-11-01',
      projectCode: project.project.code,
      place: PLACE,
      lines: linesOf({ NOx: '1' }),
    };
    const first = bodyOf(await office.post<Imported>('/eia-approvals', approval), 200);
    expect(first.items).toMatchObject([{ matched: false, vouchers: [] }]);
    const open = bodyOf(
      await office.get<Items<Finding>>(`/findings?kind=UNBACKED_APPROVAL&place=${PLACE}&status=OPEN`),
      200,
    );
    expect(open.items).toMatchObject([
      { kind: 'UNBACKED_APPROVAL', place: PLACE, approvalNo: approval.approvalNo },
    ]);
    const { voucherNo } = await journey.draw(project);
    const second = bodyOf(await office.post<Imported>('/eia-approvals', { items: [approval] }), 200);
    expect(second.items).toMatchObject([{ matched: true, vouchers: [voucherNo] }]);
    const closed = bodyOf(
      await office.get<Items<Finding>>('/findings?kind=UNBACKED_APPROVAL&status=CLOSED'),
      200,
    );
    expect(closed.items).toMatchObject([{ id: open.items[0]?.id, approvalNo: approval.approvalNo }]);
  });

  it('says what is missing in a request', async () => {
    expect(refusal(await office.post('/eia-approvals', { approvalNo: '示例' }))).toMatch(/^400 /);
    expect(refusal(await office.post('/eia-approvals', { items: [] }))).toMatch(/^4/);
    expect(refusal(await organisation.post('/eia-approvals', { items: [] }))).toBe('403 FORBIDDEN_ROLE');
  });
});

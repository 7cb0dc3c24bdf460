import { mg, mgOf, must, sha256Hex } from '#kernel';
import type { Items, SplitLine } from '../support/answers.js';
import type { Officer } from '../support/client.js';
import {
  applicationBody,
  bodyOf,
  CITY,
  CITY_POOL,
  demand,
  Journey,
  lineOf,
  linesOf,
  PASS,
  reductionBody,
  refusal,
} from '../support/journey.js';
import { startTestService, type TestService } from '../support/service.js';

interface Amount {
  readonly pool: string;
  readonly pollutant: string;
  readonly amount: string;
}
interface Obligation extends Amount {
  readonly id: string;
  readonly place: string;
  readonly open: string;
  readonly status: string;
  readonly lotId: string;
  readonly payments: readonly { readonly depositId: string; readonly amount: string }[];
  readonly reductions: readonly { readonly voucherNo: string; readonly amount: string }[];
}
interface Void {
  readonly lotId: string;
  readonly status: string;
  readonly writtenOff: readonly Amount[];
  readonly obligations: readonly Obligation[];
  readonly vouchers: readonly string[];
  readonly holdsEnded: readonly string[];
}
interface Chain {
  readonly depositId: string;
  readonly place: string;
  readonly parts: readonly {
    readonly pool: string;
    readonly credited: string;
    readonly writtenOff: string;
  }[];
  readonly void: Void | null;
  readonly vouchers: readonly {
    readonly no: string;
    readonly backingVoided: boolean;
    readonly draws: readonly (Amount & { readonly returned: string })[];
  }[];
  readonly obligations: readonly Obligation[];
}

const PLACE = '320585';
const POOL = `pool-${PLACE}`;
const EVIDENCE = [{ name: '示例-现场核查笔录.pdf', sha256: sha256Hex('示例-现场核查笔录') }];
const PROPOSAL = { reason: '示例：减排设施未实际运行', evidence: EVIDENCE };
const DECISION = { ...PROPOSAL, decisionNo: '示例苏环核〔2026〕12号' };

let running: TestService;
let journey: Journey;
let inspector: Officer;
let lead: Officer;
beforeAll(async () => {
  running = await startTestService();
  journey = new Journey(running.offices);
  inspector = await running.offices.officer(`inspector@${CITY}`);
  lead = await running.offices.officer(`bureau-lead@${CITY}`);
}, 60_000);
afterAll(() => running.stop());

const obligations = async (query: string): Promise<readonly Obligation[]> =>
  bodyOf(await lead.get<Items<Obligation>>(`/obligations?${query}`), 200).items;
const chain = async (lotId: string, query = ''): Promise<Chain> =>
  bodyOf(await lead.get<Chain>(`/lots/${lotId}/chain${query}`), 200);
const propose = async (lotId: string): Promise<Void> =>
  bodyOf(await inspector.post<Void>(`/lots/${lotId}/void-proposals`, PROPOSAL), 201);

describe('scenario 7: a lot of 90 t is voided after a project used 30 t of it', () => {
  let lotId: string;
  let reductionId: string;
  let withdrawalId: string;
  let voucherNo: string;

  beforeAll(async () => {
    await journey.bringTo(PLACE, 'COD', '0');
    const deposit = await journey.stock(PLACE, { COD: '90' });
    expect(lineOf<SplitLine>(must(deposit.split, 'split'), 'COD')).toMatchObject({
      municipal: '27',
      local: '63',
    });
    lotId = must(deposit.lotId, 'lot');
    ({ reductionId } = deposit);
    const drawn = await journey.draw(applicationBody(PLACE, [demand('COD', '15')], { pools: [POOL] }));
    withdrawalId = drawn.id;
    voucherNo = must(drawn.voucherNo, 'voucher');
  }, 60_000);

  it('is voided only on a proposal, by the bureau lead, once', async () => {
    const path = `/lots/${lotId}/void`;
    expect(refusal(await lead.post(path, DECISION))).toBe('409 VOID_NOT_PROPOSED');
    const proposal = await inspector.post<Void>(`/lots/${lotId}/void-proposals`, PROPOSAL);
    expect(bodyOf(proposal, 201)).toMatchObject({ lotId, place: PLACE, status: 'PROPOSED', writtenOff: [] });
    expect(proposal.headers.get('location')).toBe(`/api/v1/lots/${lotId}/chain`);
    expect(refusal(await inspector.post(`/lots/${lotId}/void-proposals`, PROPOSAL))).toBe('409 WRONG_STATE');
    expect(refusal(await inspector.post(path, DECISION))).toBe('403 FORBIDDEN_ROLE');
    expect(refusal(await lead.post('/lots/lot-nothing/void', DECISION))).toBe('404 NOT_FOUND');
    expect(refusal(await lead.post(path, PROPOSAL))).toMatch(/^4/);
  });

  it('scenario 7: writes off 27 municipal and 33 local, and opens an obligation of 30', async () => {
    const before = await journey.balance(CITY_POOL, 'COD');
    const dry = await lead.post<Void>(`/lots/${lotId}/void?dryRun=true`, DECISION);
    expect(bodyOf(dry, 200)).toMatchObject({ dryRun: true, status: 'VOIDED', vouchers: [voucherNo] });
    const voided = bodyOf(await lead.post<Void>(`/lots/${lotId}/void`, DECISION), 200);
    expect(voided).toMatchObject({
      writtenOff: [
        { pool: POOL, pollutant: 'COD', amount: '33' },
        { pool: CITY_POOL, pollutant: 'COD', amount: '27' },
      ],
      obligations: [{ place: PLACE, pollutant: 'COD', amount: '30' }],
      vouchers: [voucherNo],
    });
    expect(await obligations(`place=${PLACE}&status=OPEN`)).toMatchObject([
      {
        id: voided.obligations[0]?.id,
        place: PLACE,
        pollutant: 'COD',
        amount: '30',
        open: '30',
        status: 'OPEN',
        lotId,
      },
    ]);
    const local = await journey.balance(POOL, 'COD');
    expect(local).toMatchObject({ available: '0', writtenOff: '33' });
    const after = await journey.balance(CITY_POOL, 'COD');
    expect(Number(after.writtenOff) - Number(before.writtenOff)).toBeCloseTo(27, 9);
    expect(Number(before.available) - Number(after.available)).toBeCloseTo(27, 9);
    expect(refusal(await lead.post(`/lots/${lotId}/void`, DECISION))).toBe('409 WRONG_STATE');
  });

  it('keeps the voucher and flags it; deposit and reduction are void', async () => {
    const reader = (await journey.clerk(PLACE)).follow(lead);
    const path = `/vouchers/${voucherNo}`;
    const voucher = bodyOf(await reader.get<{ state: string; position: number }>(path), 200);
    expect(voucher.state).toBe('BACKING_VOIDED');
    const whenIssued = await reader.get(`${path}?knownAt=@${voucher.position}`);
    expect(bodyOf(whenIssued, 200)).toMatchObject({ no: voucherNo, state: 'VALID' });
    for (const before of [`knownAt=@${voucher.position - 1}`, 'asOf=2026-01-01'])
      expect(refusal(await reader.get(`${path}?${before}`))).toBe('404 NOT_FOUND');
    const { depositId } = await chain(lotId);
    expect(bodyOf(await lead.get(`/deposits/${depositId}`), 200)).toMatchObject({ status: 'VOIDED' });
    expect(bodyOf(await lead.get(`/reductions/${reductionId}`), 200)).toMatchObject({ status: 'VOIDED' });
    const again = { reductionId, lines: linesOf({ COD: '1' }) };
    expect(refusal(await (await journey.clerk(PLACE)).post('/deposits', again))).toBe('409 REDUCTION_VOIDED');
    const use = { use: 'TASK', lines: linesOf({ COD: '1' }), reference: '示例任务' };
    const booked = await (await journey.office()).post(`/reductions/${reductionId}/uses`, use);
    expect(refusal(booked)).toBe('409 REDUCTION_VOIDED');
  });

  it('scenario 7: takes all of the next deposit of 20: nothing is split, 10 stays open', async () => {
    const deposit = await journey.stock(PLACE, { COD: '20' });
    expect(deposit.split).toMatchObject([{ obligations: '20', net: '0', municipal: '0', local: '0' }]);
    expect(deposit.lotId).toBeNull();
    const office = await journey.office();
    const { items } = bodyOf(await office.get<Items<Obligation>>(`/obligations?place=${PLACE}`), 200);
    expect(items).toMatchObject([
      { amount: '30', open: '10', status: 'PARTLY_MET', payments: [{ depositId: deposit.id, amount: '20' }] },
    ]);
    expect(await obligations(`place=${PLACE}&status=OPEN`)).toEqual([]);
  });

  it('shows the chain from the lot to its netting in one answer, within the county and the city', async () => {
    expect(await chain(lotId)).toMatchObject({
      lotId,
      place: PLACE,
      parts: [
        { pool: CITY_POOL, credited: '27', available: '0', withdrawn: '0', writtenOff: '27' },
        { pool: POOL, credited: '63', available: '0', withdrawn: '30', writtenOff: '33' },
      ],
      void: { status: 'VOIDED', decisionNo: DECISION.decisionNo, proposal: { evidence: EVIDENCE } },
      vouchers: [
        {
          no: voucherNo,
          withdrawalId,
          backingVoided: true,
          draws: [{ pool: POOL, amount: '30', returned: '0' }],
        },
      ],
      obligations: [{ amount: '30', open: '10', payments: [{ amount: '20' }] }],
    });
    const own = await (await journey.clerk(PLACE)).get(`/lots/${lotId}/chain`);
    expect(own.status).toBe(200);
    const elsewhere = await (await journey.clerk('320583')).get(`/lots/${lotId}/chain`);
    expect(refusal(elsewhere)).toBe('403 FORBIDDEN_PLACE');
    expect(refusal(await lead.get('/lots/lot-nothing/chain'))).toBe('404 NOT_FOUND');
  });

  it('shows the chain as it was known before any step, and as it stood before its day', async () => {
    const before = async (type: string): Promise<Chain> => {
      const events = await journey.events(`void-${lotId}`);
      const { position } = must(
        events.find((event) => event.type === type),
        type,
      );
      return chain(lotId, `?knownAt=@${position - 1}`);
    };
    const drawn = { vouchers: [{ no: voucherNo, backingVoided: false }], obligations: [] };
    expect(await before('LotVoidProposed')).toMatchObject({ void: null, ...drawn });
    const proposed = await before('LotVoidDecided');
    expect(proposed).toMatchObject({ void: { status: 'PROPOSED' }, ...drawn });
    expect(proposed.parts.map(({ writtenOff }) => writtenOff)).toEqual(['0', '0']);
    const dayBefore = await lead.get(`/lots/${lotId}/chain?asOf=2020-01-01`);
    expect(refusal(dayBefore)).toBe('404 NOT_FOUND');
  });

  it('writes off what the voucher gives back and is still owed; what was paid for stays good', async () => {
    const approver = await journey.approver(PLACE);
    bodyOf(await approver.post(`/withdrawals/${withdrawalId}/release`, { reason: '示例：项目取消' }), 200);
    lead.follow(approver);
    expect(await obligations(`lotId=${lotId}`)).toMatchObject([
      { amount: '20', open: '0', status: 'MET', reductions: [{ voucherNo, amount: '10' }] },
    ]);
    const { parts, obligations: debts } = await chain(lotId);
    expect(parts).toMatchObject([
      { pool: CITY_POOL, writtenOff: '27' },
      { pool: POOL, available: '20', withdrawn: '0', writtenOff: '43' },
    ]);
    expect(debts).toHaveLength(1);
  });
});

describe('a lot that is held when it is voided', () => {
  it('is written off whole; the demand goes back to first review and finds nothing', async () => {
    const place = '320505';
    await journey.bringTo(place, 'PM', '0');
    const lotId = must((await journey.stock(place, { PM: '10' })).lotId, 'lot');
    const application = applicationBody(place, [demand('PM', '1')], { pools: [`pool-${place}`] });
    const { id } = await journey.apply(application);
    await journey.hold(id, place);
    await propose(lotId);
    const voided = bodyOf(await lead.post<Void>(`/lots/${lotId}/void`, DECISION), 200);
    expect(voided).toMatchObject({ obligations: [], vouchers: [], holdsEnded: [id] });
    expect(voided.writtenOff.map(({ amount }) => amount)).toEqual(['7', '3']);
    expect(bodyOf(await lead.get(`/withdrawals/${id}`), 200)).toMatchObject({
      status: 'FILED',
      expiresOn: null,
    });
    const reviewer = await journey.reviewer(place);
    expect(refusal(await reviewer.post(`/withdrawals/${id}/first-review`, PASS))).toBe(
      '409 INSUFFICIENT_QUOTA',
    );
  });
});

describe('a sewage plant that serves two areas (rulebook 1.6)', () => {
  const AREAS = ['320585', '320583'] as const;
  const apportionment = [
    { place: AREAS[0], percent: '66.7' },
    { place: AREAS[1], percent: '33.3' },
  ];
  const works = { measure: 'TOWN_SEWAGE', fundingSource: 'COUNTY', apportionment };
  let lotId: string;

  it('is filed with shares that make up the whole, of government works only', async () => {
    const clerk = await journey.clerk(AREAS[0]);
    const filing = (differing: object) =>
      clerk.post('/reductions', reductionBody(AREAS[0], { TP: '0.000000007' }, differing));
    const short = [apportionment[0], { place: AREAS[1], percent: '33.2' }];
    expect(refusal(await filing({ ...works, apportionment: short }))).toBe('422 INVALID_MEANING');
    expect(refusal(await filing({ ...works, measure: 'DEEP_TREATMENT' }))).toBe('422 INVALID_MEANING');
    expect(refusal(await filing({ ...works, apportionment: [apportionment[0]] }))).toBe('400 INVALID_FIELD');
    const reduction = bodyOf(await filing(works), 201);
    expect(reduction).toMatchObject({ apportionment });
  });

  it('credits both counties and the city under one lot, to the milligram', async () => {
    const pools = [...AREAS.map((place) => `pool-${place}`), CITY_POOL];
    const credited = () =>
      Promise.all(pools.map(async (pool) => mgOf((await journey.balance(pool, 'TP')).credited)));
    const before = await credited();
    const deposit = await journey.stock(AREAS[0], { TP: '0.000000101' }, works);
    expect(deposit).toMatchObject({
      split: [{ gross: '0.000000101', municipal: '0.00000003', local: '0.000000071' }],
      areas: [
        { place: AREAS[0], lines: [{ gross: '0.000000067', municipal: '0.00000002', local: '0.000000047' }] },
        { place: AREAS[1], lines: [{ gross: '0.000000034', municipal: '0.00000001', local: '0.000000024' }] },
      ],
    });
    const after = await credited();
    expect(after.map((amount, index) => amount - (before[index] ?? mg(0n)))).toEqual([47n, 24n, 30n]);
    lotId = must(deposit.lotId, 'lot');
  });

  it('is voided in the pools of both, and both may follow the lot', async () => {
    await propose(lotId);
    const voided = bodyOf(await lead.post<Void>(`/lots/${lotId}/void`, DECISION), 200);
    expect(voided.writtenOff.map(({ pool, amount }) => [pool, amount])).toEqual([
      [`pool-${AREAS[0]}`, '0.000000047'],
      [`pool-${AREAS[1]}`, '0.000000024'],
      [CITY_POOL, '0.00000003'],
    ]);
    for (const place of AREAS) {
      const reader = (await journey.clerk(place)).follow(lead);
      expect(bodyOf(await reader.get<Chain>(`/lots/${lotId}/chain`), 200).place).toBe(AREAS[0]);
    }
    const stranger = (await journey.clerk('320581')).follow(lead);
    expect(refusal(await stranger.get(`/lots/${lotId}/chain`))).toBe('403 FORBIDDEN_PLACE');
  });
});

import { mgOf, must, poolIdOf } from '#kernel';
import type { Assessment, Deposit, Draw, Items, Reduction, Withdrawal } from '../support/answers.js';
import {
  applicationBody,
  bodyOf,
  CITY_POOL,
  demand,
  drawnFrom,
  groundOf,
  Journey,
  lineOf,
  linesOf,
  PASS,
  reductionBody,
  refusal,
} from '../support/journey.js';
import { startTestService, type TestService } from '../support/service.js';

jest.setTimeout(60_000);

type LotRow = Omit<Draw, 'amount'> & { readonly available: string };

/**
 * The scheme's acceptance scenarios as officers see them, each with places and pollutants of its own. 7 is
 * in void, 8 to 10 in standing, 14 in trade-and-eia, 15 and 17 in reports.
 */
describe('acceptance scenarios over HTTP', () => {
  let service: TestService;
  let journey: Journey;

  beforeAll(async () => {
    service = await startTestService();
    journey = new Journey(service.offices);
  }, 60_000);
  afterAll(() => service.stop());

  it('scenario 1: one milligram short is refused, the exact amount is drawn and half of it retired', async () => {
    const [place, pool] = ['320505', poolIdOf('320505')];
    const clerk = await journey.clerk(place);
    const application = applicationBody(place, [demand('VOCs', '0.510')], { pools: [pool] });
    await journey.bringTo(place, 'VOCs', '1.019999999');

    const short = await clerk.post('/withdrawals', application);
    expect(refusal(short)).toBe('409 INSUFFICIENT_QUOTA');
    expect(groundOf(short, 'INSUFFICIENT_QUOTA')).toEqual({
      pollutant: 'VOCs',
      required: '1.02',
      available: '1.019999999',
      shortfall: '0.000000001',
    });
    const assessed = bodyOf(await clerk.post<Assessment>('/demands/assess', application), 200);
    expect(assessed).toMatchObject({ verdict: 'REFUSED', shortfall: [{ shortfall: '0.000000001' }] });

    const { split } = await journey.stock(place, { VOCs: '0.000000001' });
    expect(split).toMatchObject([{ net: '0.000000001', municipal: '0', local: '0.000000001' }]);
    expect(await journey.balance(pool, 'VOCs')).toMatchObject({ available: '1.02' });
    const { voucher } = await journey.draw(application);
    expect(voucher?.lines).toEqual([
      { pollutant: 'VOCs', required: '1.02', granted: '0.51', retired: '0.51' },
    ]);
    expect(voucher?.retired).toEqual([{ pollutant: 'VOCs', amount: '0.51' }]);
    expect(await journey.balance(pool, 'VOCs')).toMatchObject({ available: '0', held: '0' });
  });

  it('scenario 2: keeps five decimals from the form to the voucher', async () => {
    const place = '320506';
    const components = { organised: '0.9089', fugitive: '0.90867' };
    const baseline = { basis: 'EIA', amount: '0.1854' };
    const line = demand('VOCs', '1.81757', { components, baseline, statedIncrement: '1.63217' });
    const approved = await journey.draw(applicationBody(place, [line], { pools: [poolIdOf(place)] }));
    const read = await (await journey.clerk(place)).get(`/vouchers/${approved.voucherNo}`);
    expect(read.text).toContain('"required":"3.26434"');
    expect(read.text).toContain('"granted":"1.63217"');
    expect(drawnFrom(approved.draws, poolIdOf(place))).toBe('3.26434');
  });

  it('scenario 3: a filing whose parts exceed its index is returned with the difference', async () => {
    const line = demand('VOCs', '0.398', { components: { organised: '0.199', fugitive: '0.398' } });
    const answer = await (
      await journey.clerk('320507')
    ).post('/withdrawals', applicationBody('320507', [line]));
    expect(refusal(answer)).toBe('422 COMPONENT_SUM_MISMATCH');
    expect(groundOf(answer, 'COMPONENT_SUM_MISMATCH')).toMatchObject({ sum: '0.597', difference: '0.199' });
  });

  it('scenario 4: a decrease measured from anything but the permitted limit is no deposit', async () => {
    const lines = [{ pollutant: 'VOCs', verified: '2.438', permittedLimit: '0.418' }];
    const { id } = await journey.file('320507', { VOCs: '2.438' }, { lines });
    const clerk = await journey.clerk('320507');
    const refused = await clerk.post('/deposits', { reductionId: id, lines: linesOf({ VOCs: '2.438' }) });
    expect(refusal(refused)).toBe('409 BASELINE_NOT_PERMITTED_LIMIT');
    expect(bodyOf(await clerk.get<Items>(`/deposits?reductionId=${id}`), 200).items).toEqual([]);
  });

  it('scenario 5: the second county is told whose the reduction is, and the office sees a look-alike', async () => {
    const [first, second] = ['320508', '320585'];
    const body = reductionBody(first, { COD: '10' });
    const filed = bodyOf(await (await journey.clerk(first)).post<Reduction>('/reductions', body), 201);

    const again = await (await journey.clerk(second)).post('/reductions', { ...body, place: second });
    expect(refusal(again)).toBe('409 REDUCTION_ALREADY_FILED');
    expect(groundOf(again, 'REDUCTION_ALREADY_FILED')).toMatchObject({ reductionId: filed.id, place: first });
    expect(again.problem.detail).toContain(filed.id);
    expect(await journey.events(`reduction-${filed.id}`)).toHaveLength(1);
    const refused = await journey.events(`refusal-${second}`);
    expect(refused.at(-1)).toMatchObject({
      type: 'CommandRefused',
      data: { code: 'REDUCTION_ALREADY_FILED' },
    });

    const renamed = {
      ...body,
      place: second,
      facility: '2#锅炉',
      permitNo: body.permitNo.replace('001P', '002P'),
    };
    const lookAlike = bodyOf(
      await (await journey.clerk(second)).post<Reduction>('/reductions', renamed),
      201,
    );
    expect(lookAlike.similar).toEqual([{ reductionId: filed.id, place: first, reason: 'SAME_EVIDENCE' }]);
    const deposit = await journey.claim(lookAlike, { COD: '10' });
    const office = await journey.office();
    expect(bodyOf(await office.get<Deposit>(`/deposits/${deposit.id}`), 200).similar).toEqual([filed.id]);
    for (const id of [filed.id, lookAlike.id]) {
      expect(bodyOf(await office.get<Reduction>(`/reductions/${id}`), 200).id).toBe(id);
    }
  });

  it('scenario 6: of 100 t with 60 booked for the task, 41 are refused and 40 split 12 to 28', async () => {
    const place = '320508';
    const reduction = await journey.file(place, { COD: '100' });
    const task = { use: 'TASK', reference: '示例任务〔2026〕1号', lines: linesOf({ COD: '60' }) };
    const booked = await (await journey.office()).post<Reduction>(`/reductions/${reduction.id}/uses`, task);
    expect(lineOf(bodyOf(booked, 200).lines, 'COD')).toMatchObject({
      left: '40',
      uses: { TASK: '60', POOL: '0' },
    });

    const tooMuch = { reductionId: reduction.id, lines: linesOf({ COD: '41' }) };
    const refused = await (await journey.clerk(place)).post('/deposits', tooMuch);
    expect(refusal(refused)).toBe('409 REDUCTION_ALREADY_USED');
    expect(groundOf(refused, 'REDUCTION_ALREADY_USED')).toMatchObject({
      left: '40',
      asked: '41',
      uses: 'TASK 60',
    });

    const pools = [CITY_POOL, poolIdOf(place)];
    const before = await Promise.all(pools.map((pool) => journey.balance(pool, 'COD')));
    const { id } = await journey.claim(reduction, { COD: '40' });
    await journey.examine(id, place, { COD: '40' });
    const { split } = await journey.credit(id);
    expect(split).toMatchObject([{ net: '40', municipal: '12', local: '28' }]);
    const after = await Promise.all(pools.map((pool) => journey.balance(pool, 'COD')));
    const gained = after.map((line, index) => mgOf(line.credited) - mgOf(before[index]?.credited ?? '0'));
    expect(gained).toEqual([mgOf('12'), mgOf('28')]);
  });

  it.each([
    ['a new SEI project', 'NEW', '2.2'],
    ['the same project filed as 技改', 'TECH_UPGRADE', '4'],
  ])('scenario 11: %s', async (_, type, nitrogen) => {
    const sei = { determinationNo: '示例战新认〔2026〕5号' };
    const project = { type, sei, priorityClass: 'SEI' };
    const lines = [demand('TN', '2.0'), demand('COD', '10'), demand('VOCs', '1')];
    const application = applicationBody('320583', lines, { project, pools: [poolIdOf('320583')] });
    const assessed = await (await journey.clerk('320583')).post<Assessment>('/demands/assess', application);
    const required = [
      { pollutant: 'TN', required: nitrogen },
      { pollutant: 'COD', required: '20' },
      { pollutant: 'VOCs', required: '2' },
    ];
    expect(bodyOf(assessed, 200).lines).toMatchObject(required);
    expect((await journey.draw(application)).voucher?.lines).toMatchObject(required);
  });

  /** Over HTTP today is today; the day of filing itself, 03-02, is asked of the decider (file-deposit.spec.ts). */
  it('scenario 12: a permit changed on 01-31 is due on 02-28; a later filing is taken and flagged', async () => {
    const place = '320585';
    const reduction = await journey.file(place, { NOx: '3' }, { permitChangedOn: '2026-01-31' });
    const lateReason = '企业迟报变更材料。';
    const deposit = await journey.claim(reduction, { NOx: '3' }, { lateReason });
    expect(deposit).toMatchObject({ status: 'FILED', dueOn: '2026-02-28', late: true, lateReason });
    expect(deposit.rules.find(({ code }) => code === 'FILING_CLOCK')).toMatchObject({
      outcome: 'PASS',
      inputs: { changedOn: '2026-01-31', dueOn: '2026-02-28', late: true },
    });

    const changed = { formedOn: '2025-12-31', permitChangedOn: '2026-01-31' };
    const papers = await journey.file(place, { NOx: '3' }, changed);
    const filed = await journey.claim(papers, { NOx: '3' }, { lateReason, effectiveOn: '2026-03-02' });
    const marked = {
      effectiveOn: '2026-03-02',
      dueOn: '2026-02-28',
      late: true,
      lateReason,
      backDated: true,
    };
    expect(filed).toMatchObject(marked);
    await journey.examine(filed.id, place, { NOx: '3' });
    const approval = `/deposits/${filed.id}/approval`;
    const unexplained = await (await journey.office()).post(approval, { decision: 'PASS' });
    expect(refusal(unexplained)).toBe('422 BACK_DATING_REASON');
    const backDatedReason = '纸质材料3月2日已受理，系统补录。';
    expect(await journey.credit(filed.id, { backDatedReason })).toMatchObject({ ...marked, backDatedReason });
    const onTheDay = await (await journey.clerk(place)).get(`/deposits/${filed.id}?asOf=2026-03-02`);
    expect(bodyOf(onTheDay, 200)).toMatchObject({ status: 'FILED', effectiveOn: '2026-03-02' });

    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format();
    const fresh = await journey.file(place, { NOx: '3' }, { permitChangedOn: today });
    expect(await journey.claim(fresh, { NOx: '3' })).toMatchObject({ late: false, lateReason: null });
  });

  it('scenario 13: of two projects that want 3 t of the last 5 at once, one gets them', async () => {
    const [county, park] = ['320583', 'park-kunshan-dev'];
    const pool = poolIdOf(county);
    await journey.bringTo(county, 'PM', '5');
    const wish = (place: string) => applicationBody(place, [demand('PM', '1.5')], { pools: [pool] });
    const [ofCounty, ofPark] = await Promise.all([journey.apply(wish(county)), journey.apply(wish(park))]);

    const reviewer = await journey.reviewer(county);
    const review = ({ id }: Withdrawal) => reviewer.post<Withdrawal>(`/withdrawals/${id}/first-review`, PASS);
    const answers = await Promise.all([review(ofCounty), review(ofPark)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const loser = must(
      answers.find(({ status }) => status === 409),
      'loser',
    );
    expect(groundOf(loser, 'INSUFFICIENT_QUOTA')).toMatchObject({ available: '2', shortfall: '1' });
    expect(await journey.balance(pool, 'PM')).toMatchObject({ available: '2', held: '3' });

    const { id } = must(
      answers.find(({ status }) => status === 200),
      'winner',
    ).body;
    await journey.approve(id, county);
    expect(await journey.balance(pool, 'PM')).toMatchObject({ available: '2', held: '0' });
  });

  describe('scenario 16: a cancelled project gives everything back', () => {
    const place = '320509';
    const pool = poolIdOf(place);
    const reason = '项目取消。';
    /** Today's verdicts do not matter: the draw takes effect on a day of which the demo city tells. */
    const effectiveOn = '2026-07-15';

    const lots = async (): Promise<readonly LotRow[]> => {
      const office = await journey.office();
      const rows = [pool, CITY_POOL].map((id) =>
        office.get<Items<LotRow>>(`/pools/${id}/lots?pollutant=TP&perPage=200`),
      );
      const found = (await Promise.all(rows)).map((answer) => bodyOf(answer, 200).items);
      return [pool, CITY_POOL].flatMap((id, index) =>
        (found[index] ?? []).map((row) => ({ ...row, pool: id })),
      );
    };
    /** More than the county has, so that the rest comes from the city. */
    const application = async () => {
      const local = mgOf((await journey.balance(pool, 'TP')).available);
      const more = `${local / 2_000_000_000n + 1n}`;
      return applicationBody(place, [demand('TP', more)], { pools: [pool, CITY_POOL], effectiveOn });
    };

    it('scenario 16: before the decision, the hold is released', async () => {
      const before = await lots();
      const { id } = await journey.apply(await application());
      const { draws } = await journey.hold(id, place);
      expect(new Set(draws.map((draw) => draw.pool))).toEqual(new Set([pool, CITY_POOL]));
      expect(await lots()).not.toEqual(before);
      const released = await (
        await journey.office()
      ).post<Withdrawal>(`/withdrawals/${id}/release`, { reason });
      expect(bodyOf(released, 200)).toMatchObject({ status: 'RELEASED', voucherNo: null });
      expect(await lots()).toEqual(before);
    });

    it('scenario 16: after the voucher, before construction, k·E returns to its lots in both tiers', async () => {
      const before = await lots();
      const { id } = await journey.apply(await application());
      const { draws } = await journey.hold(id, place);
      const water = await journey.division('WATER');
      bodyOf(await water.post(`/withdrawals/${id}/element-review`, { medium: 'WATER', ...PASS }), 200);
      const office = await journey.office();
      const approved = bodyOf(await office.post<Withdrawal>(`/withdrawals/${id}/approval`, PASS), 200);
      const drawn = await lots();
      const availableIn = (rows: readonly LotRow[], draw: Draw): bigint =>
        mgOf(
          must(
            rows.find((row) => row.pool === draw.pool && row.lotId === draw.lotId),
            draw.lotId,
          ).available,
        );
      for (const draw of draws) {
        expect(availableIn(before, draw) - availableIn(drawn, draw)).toBe(mgOf(draw.amount));
      }
      const released = await office.post<Withdrawal>(`/withdrawals/${id}/release`, { reason });
      expect(bodyOf(released, 200).status).toBe('RELEASED');
      expect(await lots()).toEqual(before);
      expect(await journey.voucher(approved, office)).toMatchObject({ state: 'RELEASED' });
    });
  });
});

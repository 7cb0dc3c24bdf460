import { mg, mgOf, must, tonnes } from '#kernel';
import { exampleOf } from '#libs/documents';
import { importKind } from '#apps/api';
import { MOST_STALL_MS, StallWatch } from '../fuzz/stall.js';
import type { Reduction } from '../support/answers.js';
import type { Officer } from '../support/client.js';
import {
  commitImport,
  csv,
  restedImport,
  sendSheet,
  sheetOf,
  uploadSheet,
  xlsx,
  XLSX,
  type ImportAnswer,
} from '../support/imports.js';
import { applicationBody, bodyOf, demand, Journey, openingBody, reductionBody } from '../support/journey.js';
import { startTestService, type TestService } from '../support/service.js';
import { partsOf } from '../support/sheets.js';
import { bookUsesOn, KINDS } from './kinds.js';
import { missedOf, sheetOfKind, withSlips } from './slips.js';

const PLACE = '320583';
/** Rows of a large sheet: all that are taken by `npm run test:papers`. */
const LARGE = process.env['PAPERS'] === 'full' ? 5_000 : 300;
jest.setTimeout(60_000);

let running: TestService;
let journey: Journey;
beforeAll(async () => {
  running = await startTestService();
  journey = new Journey(running.offices);
});
afterAll(() => running.stop());

const officer = (name: string): Promise<Officer> => running.offices.officer(name);
const monitoring = (): Promise<Officer> => officer('monitoring@320500');

const reading = (month: number, indicator = 'PM2.5') => ({
  place: '昆山市',
  month: `2026年${month}月`,
  medium: '大气',
  indicator,
  value: '28.5',
  unit: 'µg/m³',
  valid: '是',
});

describe('a sheet of readings', () => {
  it('is tried out, looked at, written, and the same again does nothing', async () => {
    const who = await monitoring();
    const sheet = sheetOf([1, 2, 3].map((month) => reading(month, '导入指标')));
    const before = await running.offices.head();
    const tried = await uploadSheet(who, 'readings', sheet);
    expect(tried).toMatchObject({
      state: 'CHECKED',
      entries: 3,
      faulty: 0,
      written: 0,
      errors: [],
      ignored: [],
    });
    expect(await running.offices.head()).toBe(before);
    expect(await commitImport(who, tried)).toMatchObject({ state: 'DONE', written: 3, already: 0 });
    expect(await commitImport(who, tried)).toMatchObject({ state: 'DONE', written: 3 });
    const { body } = await who.get<{ items: readonly { value: string }[] }>(
      `/readings?place=${PLACE}&indicator=${encodeURIComponent('导入指标')}`,
    );
    expect(body.items.map(({ value }) => value)).toEqual(['28.5', '28.5', '28.5']);
    const after = await running.offices.head();
    expect(after).toBe(before + 3);
    const again = await uploadSheet(who, 'readings', sheet);
    expect(again).toMatchObject({ state: 'CHECKED', faulty: 0, already: 3 });
    expect(await commitImport(who, again)).toMatchObject({ state: 'DONE', written: 0, already: 3 });
    expect(await running.offices.head()).toBe(after);
  });

  it('has every fault marked on its cell with the rule and article, and the good rows are not lost', async () => {
    const who = await monitoring();
    const header = '县区,月份,要素,监测指标,监测值,单位,是否有效,备注';
    const rows = [
      '昆山市,2026-04,水,总磷,0.02,mg/L,是,好',
      '不知道,2026-04,水,总磷,0.02,mg/L,是,',
      '昆山市,4月,水,总磷,0.02,mg/L,是,',
      '昆山市,2026-05,土,总磷,0.02,mg/L,是,',
      '昆山市,2026-05,水,,0.02,mg/L,是,',
      '昆山市,2026-05,水,总磷,"1,23",mg/L,是,',
      '昆山市,2026-05,水,总磷,-1,mg/L,是,',
      '昆山市,2026-05,水,总磷,0.0000000001,mg/L,是,',
      '昆山市,2026-05,水,总磷,0.02,,是,',
      '昆山市,2026-05,水,总磷,0.02,mg/L,也许,',
      '昆山市,2026-12,水,总磷,0.02,mg/L,是,',
      '昆山市,2026-04,水,总磷,0.02,mg/L,是,好',
      '上海市,2026-04,水,总磷,0.02,mg/L,是,',
      '太仓市,2026-04,水,总磷,0.02,mg/L,是,好',
    ];
    const job = await uploadSheet(who, 'readings', csv(header, ...rows));
    const placesOf = ({ errors }: ImportAnswer): string[] =>
      errors.map(({ row, column }) => `${row}${'ABCDEFGH'[column - 1]}`);
    expect(placesOf(job).toSorted()).toEqual(
      ['3A', '4B', '5C', '6D', '7E', '8E', '9E', '10F', '11G', '12B', '13A', '14A'].toSorted(),
    );
    expect([job.entries, job.faulty, job.ignored]).toEqual([14, 12, ['备注']]);
    const marked = await who.get(`/imports/${job.id}`, { accept: XLSX });
    const comments = must(partsOf(marked.bytes)['xl/comments1.xml'], 'comments');
    expect(
      [...comments.matchAll(/<comment ref="(\w)(\d+)"/g)]
        .map(([, column = '', row = '']) => row + column)
        .toSorted(),
    ).toEqual(placesOf(job).toSorted());
    expect(comments).toContain('与第 2 行完全相同');
    const refused = await who.post(`/imports/${job.id}/commit`, {});
    expect([refused.status, refused.problem.code]).toEqual([422, 'IMPORT_HAS_FAULTS']);
    expect(await commitImport(who, job, 'GOOD_ROWS')).toMatchObject({
      state: 'DONE',
      written: 2,
      faulty: 12,
    });
  });

  it('belongs to whoever sent it', async () => {
    const who = await monitoring();
    const job = await uploadSheet(who, 'readings', csv('县区,月份', '昆山市,2026-04'));
    const other = await officer('office@320500');
    for (const answer of [
      await other.get(`/imports/${job.id}`),
      await other.post(`/imports/${job.id}/commit`, {}),
      await other.post(`/imports/${job.id}/cancellation`, {}),
    ])
      expect(answer.status).toBe(404);
    expect((await sendSheet(other, 'readings', csv('a,b'))).problem.code).toBe('FORBIDDEN_ROLE');
    const own = await who.get<{ items: readonly ImportAnswer[]; kinds: readonly { kind: string }[] }>(
      '/imports',
    );
    expect(own.body.kinds).toEqual([{ kind: 'readings', title: '月度监测' }]);
    expect(own.body.items.some(({ id }) => id === job.id)).toBe(true);
  });
});

describe('every kind of sheet', () => {
  it.each(KINDS)(
    '$kind: twenty sorts of slips, each on its cell with its rule, and no good row lost',
    async (filled) => {
      if (filled.kind === 'task-uses')
        bookUsesOn([(await journey.file(PLACE, { COD: '100000', TP: '100000' })).id]);
      const who = await officer(filled.who);
      const { bytes, expected } = withSlips(filled, 80, 40);
      const job = await uploadSheet(who, filled.kind, xlsx(bytes));
      expect(missedOf(job.errors, expected)).toEqual([]);
      expect(job).toMatchObject({ state: 'CHECKED', entries: 80, faulty: 40 });
      expect(await commitImport(who, job, 'GOOD_ROWS')).toMatchObject({
        state: 'DONE',
        written: 40,
        faulty: 40,
      });
    },
  );

  it('keeps nobody else waiting while a large one is looked at, tried, written and marked', async () => {
    const who = await officer('bureau-lead@320500');
    const filled = must(
      KINDS.find(({ kind }) => kind === 'openings'),
      'openings',
    );
    const rows = Array.from({ length: LARGE }, (_, index) => filled.row(index, '3'));
    const { bytes } = sheetOfKind('openings', [
      { ...must(rows[0], 'row'), place: '不知道' },
      ...rows.slice(1),
    ]);
    const watch = new StallWatch();
    const { id } = await uploadSheet(who, 'openings', xlsx(bytes));
    await restedImport(who, id);
    await who.get(`/imports/${id}`, { accept: XLSX });
    bodyOf(await who.post(`/imports/${id}/commit`, { mode: 'GOOD_ROWS' }), 200);
    expect(await restedImport(who, id)).toMatchObject({ state: 'DONE', written: LARGE - 1 });
    await who.get('/imports/templates/openings');
    watch.stop();
    expect(watch.longest()).toBeLessThan(MOST_STALL_MS);
  });

  it.each(KINDS)(
    '$kind: a template with lists, rules and an example that would be taken',
    async ({ kind, who: name }) => {
      const who = await officer(name);
      const template = await who.get(`/imports/templates/${kind}`);
      expect([template.status, template.headers.get('content-type')]).toEqual([200, XLSX]);
      const { form } = importKind(kind);
      const lists = form.columns.filter(({ kind: type }) => type === 'CHOICE' || type === 'FLAG');
      const parts = partsOf(template.bytes);
      expect(parts['xl/worksheets/sheet1.xml']?.match(/<dataValidation /g) ?? []).toHaveLength(lists.length);
      expect(form.instructions.join('')).toMatch(/第.+条/);
      for (const line of form.instructions) expect(parts['xl/worksheets/sheet2.xml']).toContain(line);
      expect(await uploadSheet(who, kind, xlsx(template.bytes))).toMatchObject({
        state: 'CHECKED',
        entries: 0,
      });
      const [changed = ''] = form.columns.flatMap(({ key, kind: type, required }) =>
        type === 'TEXT' &&
        required === true &&
        /name|reference|source|indicator|approvalNo|entryNo/i.test(key)
          ? [key]
          : [],
      );
      const example = exampleOf(form);
      const row = changed === '' ? { ...example, price: '1' } : { ...example, [changed]: '示例改写' };
      const { errors } = await uploadSheet(who, kind, xlsx(sheetOfKind(kind, [row]).bytes));
      expect(errors.filter(({ message }) => !/^[A-Z]{3,}_[A-Z_]+ /.test(message))).toEqual([]);
    },
  );

  it('reductions come with their deposits', async () => {
    const who = await officer(`county-clerk@${PLACE}`);
    const body = reductionBody(PLACE, { COD: '3.26434', TP: '0.2' });
    const row = { ...body, deposit: [{ pollutant: 'COD', amount: '3' }] };
    const job = await uploadSheet(who, 'reductions', sheetOf([row]));
    expect(job).toMatchObject({ state: 'CHECKED', faulty: 0 });
    expect(await commitImport(who, job)).toMatchObject({ state: 'DONE', written: 1 });
    const { body: found } = await who.get<{ items: readonly Reduction[] }>(
      `/reductions?permitNo=${body.permitNo}`,
    );
    expect(found.items[0]?.lines).toMatchObject([
      { pollutant: 'COD', verified: '3.26434', left: '0.26434' },
      { pollutant: 'TP', verified: '0.2', left: '0.2' },
    ]);
    const clash = await uploadSheet(who, 'reductions', sheetOf([{ ...row, lateReason: '迟' }]));
    expect(clash.errors[0]?.message).toContain('REDUCTION_ALREADY_FILED');
  });

  it('an old ledger comes in by the bureau lead alone, and none of its cuts a second time', async () => {
    const lead = await officer('bureau-lead@320500');
    const balances = [{ pollutant: 'COD', municipal: '0.3', local: '3.26434' }];
    const [first, second] = [
      openingBody(PLACE, { COD: '10' }, { balances }),
      openingBody(PLACE, { TP: '0.2' }),
    ];
    const before = await journey.balance(`pool-${PLACE}`, 'COD');
    const rows = [first, second, { ...second, entryNo: '另一号' }, { ...first, closedOn: '2026-10-01' }];
    const job = await uploadSheet(lead, 'openings', sheetOf(rows));
    expect(job).toMatchObject({ state: 'CHECKED', entries: 4, faulty: 1 });
    expect(job.errors[0]?.message).toMatch(/OPENING_AFTER_START.*第四条/);
    expect(await commitImport(lead, job, 'GOOD_ROWS')).toMatchObject({
      state: 'DONE',
      written: 2,
      faulty: 2,
    });
    expect((await journey.balance(`pool-${PLACE}`, 'COD')).available).toBe(
      tonnes(mg(mgOf(before.available) + mgOf('3.26434'))),
    );
    const clerk = await officer(`county-clerk@${PLACE}`);
    const { entryNo: _, closedOn: __, decisionNo: ___, balances: ____, ...cut } = second;
    expect((await clerk.post('/reductions', cut)).problem.code).toBe('REDUCTION_ALREADY_FILED');
    expect((await sendSheet(clerk, 'openings', sheetOf([second]))).problem.code).toBe('FORBIDDEN_ROLE');
  });

  it('withdrawals, cancellations, approvals, uses and trades are the requests of the same names', async () => {
    const clerk = await officer(`county-clerk@${PLACE}`);
    const office = await officer('office@320500');
    const application = applicationBody(PLACE, [demand('COD', '0.001')], { pools: [`pool-${PLACE}`] });
    const reduction = await journey.file(PLACE, { COD: '5' });
    const body = reductionBody(PLACE, {});
    const trade = { sellerUscc: body.unit.uscc, buyerUscc: application.project.uscc, place: PLACE };
    const cases: readonly [Officer, string, object][] = [
      [clerk, 'withdrawals', application],
      [
        clerk,
        'permit-cancellations',
        { permitNo: body.permitNo, unit: body.unit, place: PLACE, cancelledOn: '2026-10-01', reason: '关停' },
      ],
      [
        office,
        'eia-approvals',
        {
          approvalNo: '示例〔2026〕66号',
          approvedOn: '2026-10-01',
          projectCode: application.project.code,
          place: PLACE,
          lines: [{ pollutant: 'COD', amount: '0.1' }],
        },
      ],
      [
        office,
        'task-uses',
        { reductionId: reduction.id, reference: '2026年任务', lines: [{ pollutant: 'COD', amount: '1.5' }] },
      ],
      [
        await officer('trade-org@320500'),
        'trades',
        { ...trade, lines: [{ pollutant: 'TP', amount: '0.5' }], termYears: 5 },
      ],
    ];
    for (const [who, kind, item] of cases) {
      const job = await uploadSheet(who, kind, sheetOf([item]));
      expect([kind, job.errors, job.entries]).toEqual([kind, [], 1]);
      expect([kind, await commitImport(who, job)]).toEqual([
        kind,
        expect.objectContaining({ state: 'DONE', written: 1 }),
      ]);
    }
  });

  it('marks a rule of the scheme on the amount it is about, with its article', async () => {
    const office = await officer('office@320500');
    const reduction = await journey.file(PLACE, { COD: '5', TP: '1' });
    const lines = [
      { pollutant: 'COD', amount: '1' },
      { pollutant: 'TP', amount: '2' },
    ];
    const job = await uploadSheet(
      office,
      'task-uses',
      sheetOf([{ reductionId: reduction.id, reference: '任务', lines }]),
    );
    expect(job.errors).toHaveLength(1);
    expect(job.errors[0]).toMatchObject({ row: 2, column: 4 });
    expect(job.errors[0]?.message).toMatch(/REDUCTION_ALREADY_USED.*第.*条/);
  });
});

import { civilDateOf, endOf, mg, mgOf, sum, tonnes, type Pollutant } from '#kernel';
import { bookReductionUse } from '#libs/reduction';
import { releaseWithdrawal } from '#libs/withdrawal';
import { given, on, type Given, type Past } from '../../../../test/support/given.js';
import { line as amount, verified, withReduction } from '../../../../test/support/samples.js';
import { APPROVER, goodStanding, judged, line, lot, OFFICE } from '../../../../test/support/withdrawal.js';
import { vouchered, W } from '../../../../test/support/withdrawal-steps.js';
import { ANNUAL_SOURCES, annualLinkage } from './annual.report.js';
import { PLAN_POLLUTANTS, REGIONAL_TARGETS } from './regional-targets.js';
import { REGIONAL_SOURCES, regionalFeed } from './regional.report.js';
import { TASK_DEDUCTION_SOURCES, taskDeductions } from './task-deductions.report.js';

const COUNTY = '320583';
type Booking = readonly [use: 'TASK' | 'PROJECT', cod: string];
const booked = (ledger: Given, reductionId: string, [use, cod]: Booking): Given =>
  ledger
    .when(
      bookReductionUse,
      { reductionId, use, reference: `示例${use}`, lines: [amount('COD', cod)] },
      { actor: OFFICE },
    )
    .thenAccepted();

/** 100 t, 60 of them for the task and 25 for a project. */
const used = () => {
  const { ledger, reductionId } = withReduction({ coBenefitTCO2e: '12.5' });
  return {
    ledger: booked(booked(ledger, reductionId, ['TASK', '60']), reductionId, ['PROJECT', '25']),
    reductionId,
  };
};

describe('task deductions', () => {
  it('show what each use took, what must be deducted and what may still count', () => {
    const { ledger, reductionId } = used();
    const report = taskDeductions(ledger.events, { year: 2025, place: COUNTY });
    const figures = {
      creditable: '100',
      TASK: '60',
      PROJECT: '25',
      POOL: '0',
      left: '15',
      deducted: '25',
      countable: '75',
    };
    expect(report.rows).toMatchObject([
      { reductionId, status: 'FILED', coBenefitTCO2e: '12.5', lines: [figures] },
    ]);
    expect(report.totals).toMatchObject([{ pollutant: 'COD', ...figures }]);
    expect(report.rows[0]?.positions).toHaveLength(3);
    const sources = ledger.events.filter(({ type }) => TASK_DEDUCTION_SOURCES.includes(type));
    expect(taskDeductions(sources, { year: 2025, place: COUNTY })).toEqual(report);
  });

  it('are those of the year of formation and of the place', () => {
    const { ledger } = used();
    expect(taskDeductions(ledger.events, { year: 2026, place: COUNTY }).rows).toEqual([]);
    expect(taskDeductions(ledger.events, { year: 2025, place: '320585' }).rows).toEqual([]);
    expect(taskDeductions(ledger.events, { year: 2025, place: '320000' }).rows).toHaveLength(1);
  });

  it('share works that serve several areas, to the milligram, and add up in each', () => {
    const apportionment = [
      { place: COUNTY, percent: '66.7' },
      { place: '320585', percent: '33.3' },
    ];
    const { ledger, reductionId } = withReduction({
      measure: 'TOWN_SEWAGE',
      fundingSource: 'COUNTY',
      apportionment,
      lines: [verified('COD', '0.000000101')],
    });
    const events = booked(ledger, reductionId, ['TASK', '0.00000001']).events;
    const cod = (place: string) =>
      taskDeductions(events, { year: 2025, place }).rows.map((row) => row.lines[0]);
    expect(cod(COUNTY)).toMatchObject([
      { creditable: '0.000000068', TASK: '0.000000007', left: '0.000000061', countable: '0.000000068' },
    ]);
    expect(cod('320585')).toMatchObject([
      { creditable: '0.000000033', TASK: '0.000000003', left: '0.00000003' },
    ]);
    const [total] = taskDeductions(events, { year: 2025, place: '320500' }).totals;
    expect(total).toMatchObject({ creditable: '0.000000101', TASK: '0.00000001', left: '0.000000091' });
    const linkage = annualLinkage(events, { year: 2025, place: '320585' });
    expect(linkage.rows.find(({ place }) => place === '320585')).toMatchObject({
      reductions: { count: 1, lines: [{ creditable: '0.000000033' }] },
    });
  });

  it('count nothing of a void reduction', () => {
    const { ledger, reductionId } = used();
    const [filed, ...rest] = ledger.events;
    const voided: Past = {
      type: 'ReductionUseVoided',
      data: { use: 'POOL', reference: 'd', decisionNo: '示例〔2026〕9号' },
    };
    const [event] = given({ [`reduction-${reductionId}`]: [voided] }).events;
    const events = [filed, ...rest, event].flatMap((one) => one ?? []);
    expect(taskDeductions(events, { year: 2025, place: COUNTY })).toMatchObject({
      rows: [{ status: 'VOIDED', lines: [{ countable: '0' }] }],
    });
  });

  it('are as of the moment asked about', () => {
    const { ledger } = used();
    const early = { year: 2025, place: COUNTY, asOf: endOf(civilDateOf('2026-03-01')) };
    expect(taskDeductions(ledger.events, early)).toMatchObject({ rows: [], position: 0 });
  });
});

describe('the yearly linkage of a place', () => {
  const reading = (id: string, month: string, figures: object): Past => ({
    type: 'MonthlyReadingRecorded',
    data: {
      readingId: id,
      place: COUNTY,
      month,
      medium: 'AIR',
      indicator: 'PM2.5',
      unit: 'μg/m³',
      betterWhen: 'LOWER',
      target: '30',
      lastYear: '28',
      valid: true,
      supersedes: null,
      ...figures,
    },
  });
  const ledger = (): Given =>
    given({
      'standing-320583': [
        goodStanding(),
        { ...judged(COUNTY, { quality: false, task: true }) },
        reading('r1', '2025-01', { value: '31' }),
        reading('r2', '2025-02', { value: '29' }),
        reading('r3', '2025-02', { value: '27', supersedes: 'r2' }),
        reading('r4', '2025-03', { value: '99', valid: false }),
        reading('r5', '2026-01', { value: '99' }),
      ],
      'pool-320583': [lot('a', { VOCs: '100' })],
    });
  const rowOf = ({ events }: Given, year: number) =>
    annualLinkage(events, { year, place: COUNTY }).rows.find(({ place }) => place === COUNTY);

  it('holds the verdict published last beside the months on target', () => {
    expect(annualLinkage(ledger().events, { year: 2025, place: COUNTY }).dueOn).toBe('2026-03-31');
    expect(rowOf(ledger(), 2025)).toMatchObject({
      assessment: { quality: { water: 'MISSED', air: 'MISSED' }, taskDone: true, positions: [2] },
      readings: [
        { months: 3, valid: 2, onTarget: 1, offTarget: 1, worseThanLastYear: 1, positions: [3, 5, 6] },
      ],
    });
    expect(rowOf(ledger(), 2026)).toMatchObject({
      assessment: null,
      readings: [{ months: 1, offTarget: 1 }],
    });
  });

  it('holds reductions by use and the vouchers of the year, given up or not', () => {
    const { ledger: filed } = withReduction(
      { formedOn: '2026-01-20', lines: [verified('VOCs', '7')] },
      vouchered(given({ 'standing-320583': [goodStanding()], 'pool-320583': [lot('a', { VOCs: '9' })] }), [
        line('VOCs', '2'),
      ]),
    );
    const sums = [{ pollutant: 'VOCs', required: '4', granted: '2', retired: '2' }];
    expect(rowOf(filed, 2026)).toMatchObject({
      reductions: { count: 1, lines: [{ pollutant: 'VOCs', creditable: '7', left: '7' }] },
      withdrawals: { issued: 1, givenUp: 0, lines: sums, givenUpLines: [] },
    });
    const back = filed.when(releaseWithdrawal, { id: W, reason: '取消' }, { actor: APPROVER }).thenAccepted();
    expect(rowOf(back, 2026)).toMatchObject({ withdrawals: { issued: 1, givenUp: 1, givenUpLines: sums } });
    expect(rowOf(back, 2025)).toMatchObject({ reductions: { count: 0 }, withdrawals: { issued: 0 } });
    const sources = back.events.filter(({ type }) => ANNUAL_SOURCES.includes(type));
    expect(annualLinkage(sources, { year: 2026, place: COUNTY })).toEqual(
      annualLinkage(back.events, { year: 2026, place: COUNTY }),
    );
  });
});

describe('the regional feed', () => {
  const region = (): Given => {
    const start = given({
      'standing-320583': [goodStanding()],
      'pool-320583': [lot('a', { VOCs: '10' }), on('2025-12-31', lot('old', { VOCs: '1' }))],
      'pool-320500': [lot('a', { VOCs: '5' })],
      'pool-320000': [lot('a', { COD: '3' })],
    });
    const { ledger, reductionId } = withReduction({}, vouchered(start, [line('VOCs', '2')]));
    return booked(ledger, reductionId, ['TASK', '60']);
  };

  it('adds up the lots of the year city by city, the province beside them', () => {
    const { areas, dueOn } = regionalFeed(region().events, { year: 2026, place: '320000' });
    expect(dueOn).toBe('2027-06-30');
    expect(areas).toMatchObject([
      { place: '320000', kind: 'PROVINCE', lotTotals: [{ pollutant: 'COD', credited: '3' }], taskUse: [] },
      {
        place: '320500',
        lots: [{ place: '320583' }, { place: '320500' }],
        lotTotals: [{ pollutant: 'VOCs', credited: '15', available: '11', withdrawn: '2', retired: '2' }],
        taskUse: [{ pollutant: 'COD', amount: '60' }],
      },
    ]);
    const sources = region().events.filter(({ type }) => REGIONAL_SOURCES.includes(type));
    expect(regionalFeed(sources, { year: 2026, place: '320000' }).areas).toEqual(areas);
    expect(regionalFeed(region().events, { year: 2025, place: '320500' }).areas).toMatchObject([
      { lots: [{ lotId: 'old' }], taskUse: [] },
    ]);
  });

  it('counts no task use of a void reduction', () => {
    const { events } = region();
    const { stream } = events.find(({ type }) => type === 'ReductionFiled') ?? { stream: '' };
    const voided = { type: 'ReductionUseVoided', data: { use: 'POOL', reference: 'd', decisionNo: '9' } };
    const after = [...events, ...given({ [stream]: [voided] }).events];
    const { areas } = regionalFeed(after, { year: 2026, place: '320500' });
    expect(areas).toMatchObject([{ place: '320500', taskUse: [] }]);
  });

  it('names no unit, no permit and no person', () => {
    const text = JSON.stringify(regionalFeed(region().events, { year: 2026, place: '320000' }));
    for (const secret of ['91320583', '示例昆山', '喷涂', 'county-clerk']) expect(text).not.toContain(secret);
  });

  it('carries targets whose provinces add up to the region, except where none were published', () => {
    const [whole, ...provinces] = REGIONAL_TARGETS;
    const of = (lines: (typeof REGIONAL_TARGETS)[number]['lines'], pollutant: Pollutant) =>
      lines.find((one) => one.pollutant === pollutant)?.amount ?? null;
    for (const pollutant of PLAN_POLLUTANTS.filter((one) => one !== 'VOCs')) {
      const parts = provinces.map(({ lines }) => mgOf(of(lines, pollutant) ?? ''));
      expect(`${pollutant} ${tonnes(sum(parts))}`).toBe(`${pollutant} ${of(whole?.lines ?? [], pollutant)}`);
    }
    expect(of(whole?.lines ?? [], 'VOCs')).toBe(tonnes(mg(162_500n * 1_000_000_000n)));
    expect(provinces.map(({ lines }) => lines.find((one) => one.pollutant === 'VOCs'))).toEqual(
      provinces.map(() => ({
        pollutant: 'VOCs',
        wanTonnes: null,
        amount: null,
        note: '未公布 not published',
      })),
    );
  });
});

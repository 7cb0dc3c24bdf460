import { readFileSync } from 'node:fs';
import { civilDateOf, type CivilMonth, type CivilQuarter, type Instant } from '#kernel';
import type { TradeLeg } from '#contract/returns';
import { given, officer, on, type Given } from '../../../../test/support/given.js';
import { line, t } from '../../../../test/support/samples.js';
import { cancelPermit, type CancelPermit } from './cancel-permit.decider.js';
import { importTradeReport } from './import-trade-report.decider.js';
import { permitFold } from './permit.fold.js';
import { reconciliation } from './reconciliation.report.js';
import { returnStatus } from './return-status.report.js';
import { submitQuarterlyReturn, type SubmitQuarterlyReturn } from './submit-quarterly-return.decider.js';

const OFFICE = officer('office', '320500');
const CLERK = officer('county-clerk', '320583');
const PERMIT = '91320583MA1DEM0013001V';
const Q1 = '2026-Q1' as CivilQuarter;

const closing = (differing: Partial<CancelPermit> = {}): CancelPermit => ({
  permitNo: PERMIT,
  unit: { uscc: '91320583MA1DEM0013', name: '示例昆山精密涂装有限公司' },
  place: '320583',
  cancelledOn: civilDateOf('2026-02-12'),
  reason: '关停',
  ...differing,
});

describe('a permit cancellation', () => {
  const recorded = given().when(cancelPermit, closing(), { actor: CLERK });

  it('takes effect on its day, not on the day it was recorded', () => {
    recorded.thenEvents((events) =>
      expect(events).toMatchObject([
        {
          stream: `permit-${PERMIT}`,
          occurredAt: '2026-02-11T16:00:00.000Z',
          data: { recordedOn: '2026-03-02' },
        },
      ]),
    );
    recorded.thenAnswers({ id: PERMIT, corrects: null });
  });

  it('is corrected by a second record, by whoever answers for both places', () => {
    const moved = closing({ place: '320585', cancelledOn: civilDateOf('2026-02-20') });
    const neighbour = officer('county-clerk', '320585');
    const ledger = recorded.thenAccepted();
    ledger
      .when(cancelPermit, moved, { actor: neighbour })
      .thenRefused('FORBIDDEN_PLACE', { place: '320583' });
    const corrected = ledger.when(cancelPermit, moved, { actor: OFFICE });
    corrected.thenAnswers({ corrects: '2026-02-12' });
    expect(corrected.thenAccepted().state(permitFold, PERMIT)).toMatchObject({ place: '320585' });
  });

  it('lies neither in the future, nor in another county, nor in a province', () => {
    const tomorrow = closing({ cancelledOn: civilDateOf('2026-03-03') });
    given().when(cancelPermit, tomorrow, { actor: CLERK }).thenRefused('EFFECTIVE_DATE_INVALID');
    given()
      .when(cancelPermit, closing({ place: '320585' }), { actor: CLERK })
      .thenRefused('FORBIDDEN_PLACE');
    const province = officer('office', '320000');
    given()
      .when(cancelPermit, closing({ place: '320000' }), { actor: province })
      .thenRefused('INVALID_MEANING');
  });
});

describe('submitting a quarterly return', () => {
  const made = (differing: Partial<SubmitQuarterlyReturn> = {}): SubmitQuarterlyReturn => ({
    place: '320500',
    quarter: Q1,
    asOf: '2026-03-31T15:59:59.999Z' as Instant,
    position: 7,
    digest: 'ab'.repeat(32),
    ...differing,
  });
  const submitting = (ledger: Given, at: string, differing: Partial<SubmitQuarterlyReturn> = {}) =>
    ledger.when(submitQuarterlyReturn, made(differing), { actor: OFFICE, at });
  const lateDays: Given = given({
    policy: [
      on('2026-01-05', {
        type: 'PolicyAdopted',
        data: {
          key: 'quarter.due',
          version: 1,
          value: 30,
          effectiveFrom: '2026-03-01T00:00:00.000Z',
          decisionNo: '示例〔2026〕9号',
        },
      }),
    ],
  });

  it.each([
    ['2026-04-01', false],
    ['2026-04-15', false],
    ['2026-04-16', true],
  ])('on %s is late: %s', (at, late) => {
    submitting(given(), at).thenAnswers({ no: 1, dueOn: '2026-04-15', late, policies: ['quarter.due@0'] });
  });

  it('is due by the policy in force when the quarter ended', () => {
    submitting(lateDays, '2026-04-20').thenAnswers({ dueOn: '2026-04-30', late: false });
    const q4 = '2025-Q4' as CivilQuarter;
    submitting(lateDays, '2026-04-20', { quarter: q4 }).thenAnswers({ dueOn: '2026-01-15', late: true });
    expect(returnStatus(lateDays.events, { place: '320500', quarter: q4 }).dueOn).toBe('2026-01-15');
    expect(returnStatus(lateDays.events, { place: '320500', quarter: Q1 })).toMatchObject({
      status: 'OPEN',
      dueOn: '2026-04-30',
      submissions: [],
    });
  });

  it('again corrects the first and is not late; both stay on record', () => {
    const first = submitting(given(), '2026-04-14').thenAccepted();
    const second = submitting(first, '2026-06-01', { digest: 'cd'.repeat(32) });
    second.thenAnswers({ no: 2, late: false });
    expect(returnStatus(second.thenAccepted().events, { place: '320500', quarter: Q1 })).toMatchObject({
      status: 'SUBMITTED',
      submissions: [
        { no: 1, digest: 'ab'.repeat(32), positions: [1] },
        { no: 2, digest: 'cd'.repeat(32), positions: [2] },
      ],
    });
  });

  it('waits for the end of the quarter, and is made by city and counties only', () => {
    submitting(given(), '2026-03-31').thenRefused('QUARTER_NOT_OVER', { earliest: '2026-04-01' });
    submitting(given(), '2026-04-02', { place: 'park-sip' }).thenRefused('INVALID_MEANING');
    given()
      .when(submitQuarterlyReturn, made(), { actor: CLERK, at: '2026-04-02' })
      .thenRefused('FORBIDDEN_PLACE');
    given()
      .when(submitQuarterlyReturn, made({ place: '320583' }), { actor: CLERK, at: '2026-04-02' })
      .thenAccepted();
  });
});

describe('monthly trade reports', () => {
  interface Published {
    readonly month: CivilMonth;
    readonly title: string;
    readonly legs: readonly TradeLeg[];
  }
  const fixture = new URL('../../../../test/fixtures/real-cases.json', import.meta.url);
  const [xiamen] = (JSON.parse(readFileSync(fixture, 'utf8')) as { tradeReports: readonly Published[] })
    .tradeReports;
  const month = '2025-08' as CivilMonth;
  const actor = officer('trade-org', '320500');
  const importing = (ledger: Given, source: string, legs: readonly TradeLeg[]) =>
    ledger.when(importTradeReport, { month, source, legs }, { actor });
  const leg = (side: TradeLeg['side'], amount: string): TradeLeg => ({
    ...line('COD', amount),
    side,
    party: null,
  });

  it('scenario 15: the report of Xiamen sold 3.8285 t of COD and bought 3.8252', () => {
    const imported = importing(given(), xiamen?.title ?? '', xiamen?.legs ?? []);
    const cod = {
      pollutant: 'COD',
      sold: '3.8285',
      bought: '3.8252',
      difference: '0.0033',
      status: 'DIFFERS',
    };
    imported.thenAnswers({ month, lines: expect.arrayContaining([expect.objectContaining(cod)]) });
    const report = reconciliation(imported.thenAccepted().events, month);
    expect(report.differences).toMatchObject([{ ...cod, source: xiamen?.title, positions: [1] }]);
    const [whole] = report.reports;
    expect(whole?.lines.map(({ pollutant, bought, status }) => `${pollutant} ${bought} ${status}`)).toEqual([
      'COD 3.8252 DIFFERS',
      'NH3-N 0.3825 ONE_SIDED',
      'SO2 0.2359 ONE_SIDED',
      'NOx 2.7427 ONE_SIDED',
    ]);
  });

  it('keep each source apart, and a corrected import ends the difference', () => {
    const first = importing(given(), '甲', [leg('SOLD', '1'), leg('BOUGHT', '2')]).thenAccepted();
    const second = importing(first, '乙', [leg('SOLD', '2'), leg('BOUGHT', '1')]).thenAccepted();
    expect(reconciliation(second.events, month).differences.map(({ difference }) => difference)).toEqual([
      '1',
      '-1',
    ]);
    const corrected = importing(second, '甲', [leg('SOLD', '2'), leg('BOUGHT', '1'), leg('BOUGHT', '1')]);
    expect(reconciliation(corrected.thenAccepted().events, month)).toMatchObject({
      position: 3,
      differences: [{ source: '乙', positions: [2] }],
    });
    expect(reconciliation(second.events, '2025-07' as CivilMonth)).toMatchObject({
      position: 0,
      reports: [],
    });
  });

  it('are not taken of a month that has not begun', () => {
    const data = { month: '2026-04' as CivilMonth, source: '甲', legs: [leg('SOLD', t('1'))] };
    given().when(importTradeReport, data, { actor }).thenRefused('INVALID_MEANING');
  });

  it('are the whole market’s: a body of one county cannot put its own in the place of another’s', () => {
    const data = { month, source: '甲', legs: [leg('SOLD', t('1'))] };
    const county = officer('trade-org', '320583');
    given().when(importTradeReport, data, { actor: county }).thenRefused('FORBIDDEN_PLACE');
  });
});

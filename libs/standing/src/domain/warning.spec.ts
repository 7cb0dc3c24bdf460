import { instantOf, startOf, civilDateOf, type CivilMonth } from '#kernel';
import type { BetterWhen } from '#contract/standing';
import { policiesAt, policyFold, policyInForce, type PolicyKey } from '#libs/policy';
import { given, officer, type Given } from '../../../../test/support/given.js';
import { adopted } from '../../../../test/support/policy.js';
import { figureOf, isIndicatorFigure } from './indicator.js';
import { liftSuspension } from './lift-suspension.decider.js';
import { orderSuspension } from './order-suspension.decider.js';
import { proposeSuspension } from './propose-suspension.decider.js';
import { currentReadings, liftProposals } from './readings.js';
import { recordReading, type RecordReading } from './record-reading.decider.js';
import { standingFold } from './standing.fold.js';
import { warningsOf } from './warning.policy.js';

const monitoring = officer('monitoring', '320500');
const policies = <V>(key: PolicyKey) => policyInForce<V>(policyFold.initial('policy'), key, instantOf(0));

const reading = (month: string, value: string, more: Partial<RecordReading> = {}): RecordReading => ({
  place: '320583',
  month: month as CivilMonth,
  medium: 'AIR',
  indicator: 'PM2.5',
  value,
  unit: 'µg/m³',
  target: '30',
  lastYear: null,
  valid: true,
  ...more,
});
const recorded = (ledger: Given, readings: readonly RecordReading[]): Given =>
  readings.reduce(
    (before, one) =>
      before
        .when(recordReading, one, {
          actor: monitoring,
          at: '2026-11-20',
          id: `${one.indicator}-${one.month}-${one.value}`,
        })
        .thenAccepted(),
    ledger,
  );
const warnings = (readings: readonly RecordReading[], using = policies) =>
  warningsOf(currentReadings(recorded(given(), readings).state(standingFold, '320583')), using).map(
    ({ month, level, grounds }) => `${month} ${level} ${grounds.join('+')}`,
  );

describe('warnings (policy A7)', () => {
  it('one month worse than target or than last year is a notice; as good is none', () => {
    expect(warnings([reading('2026-03', '30')])).toEqual([]);
    expect(warnings([reading('2026-03', '30.000000001')])).toEqual(['2026-03 NOTICE WORSE_THAN_TARGET']);
    expect(warnings([reading('2026-03', '29', { lastYear: '28.9' })])).toEqual([
      '2026-03 NOTICE WORSE_THAN_LAST_YEAR',
    ]);
    expect(warnings([reading('2026-03', '29', { target: null })])).toEqual([]);
  });

  it('two in a row propose, whichever mark they miss; a gap or an invalid reading breaks the row', () => {
    const december = reading('2025-12', '30.1');
    const january = reading('2026-01', '29', { lastYear: '28' });
    expect(warnings([december, january])).toEqual([
      '2025-12 NOTICE WORSE_THAN_TARGET',
      '2026-01 PROPOSAL WORSE_THAN_LAST_YEAR+TWO_IN_A_ROW',
    ]);
    expect(warnings([december, reading('2026-02', '30.1')])).toEqual([
      '2025-12 NOTICE WORSE_THAN_TARGET',
      '2026-02 NOTICE WORSE_THAN_TARGET',
    ]);
    expect(warnings([{ ...december, valid: false }, january])).toEqual([
      '2026-01 NOTICE WORSE_THAN_LAST_YEAR',
    ]);
    expect(warnings([{ ...december, indicator: 'PM10' }, january])).toHaveLength(2);
  });

  it('a year to date more than ten percent over target proposes, on every month it holds', () => {
    expect(warnings([reading('2026-01', '33')])).toEqual(['2026-01 NOTICE WORSE_THAN_TARGET']);
    expect(warnings([reading('2026-01', '33.1'), reading('2026-02', '29')])).toEqual([
      '2026-01 PROPOSAL WORSE_THAN_TARGET+YEAR_TO_DATE',
    ]);
    expect(warnings([reading('2026-01', '40'), reading('2026-02', '30')])).toEqual([
      '2026-01 PROPOSAL WORSE_THAN_TARGET+YEAR_TO_DATE',
      '2026-02 PROPOSAL YEAR_TO_DATE',
    ]);
    expect(warnings([reading('2025-12', '40'), reading('2026-01', '30')])).toHaveLength(1);
    const twenty = given({ policy: [adopted('suspension.trigger', 20)] }).reader();
    expect(
      warnings([reading('2026-01', '33.1')], policiesAt(twenty, instantOf(Date.UTC(2026, 1, 1)))),
    ).toEqual(['2026-01 NOTICE WORSE_THAN_TARGET']);
  });

  it('a share of good water is better when higher, unless the reading says otherwise', () => {
    const share = (value: string, betterWhen?: BetterWhen) =>
      warnings([
        reading('2026-03', value, {
          unit: '%',
          target: '90',
          ...(betterWhen === undefined ? {} : { betterWhen }),
        }),
      ]);
    expect(share('95')).toEqual([]);
    expect(share('89.9')).toEqual(['2026-03 NOTICE WORSE_THAN_TARGET']);
    expect(share('80')).toEqual(['2026-03 PROPOSAL WORSE_THAN_TARGET+YEAR_TO_DATE']);
    expect(share('95', 'LOWER')).toEqual(['2026-03 NOTICE WORSE_THAN_TARGET']);
  });
});

describe('a reading', () => {
  it('recorded again corrects the former and names it', () => {
    const ledger = recorded(given(), [reading('2026-03', '35')]);
    const outcome = ledger.when(recordReading, reading('2026-03', '25'), {
      actor: monitoring,
      at: '2026-11-20',
      id: 'r-2',
    });
    const after = outcome.thenEvents((events) =>
      expect(events).toMatchObject([
        { data: { readingId: 'r-2', supersedes: 'PM2.5-2026-03-35', betterWhen: 'LOWER' } },
      ]),
    );
    const standing = after.state(standingFold, '320583');
    expect(currentReadings(standing).map(({ id }) => id)).toEqual(['r-2']);
    expect(standing.readings.size).toBe(2);
  });

  it('is due ten days after its month, or as many as policy A41 says; late is marked, a correction never is', () => {
    const record = (at: string, history = {}) =>
      given(history).when(recordReading, reading('2026-02', '35'), { actor: monitoring, at, id: 'r-1' });
    record('2026-03-10').thenAnswers({ dueOn: '2026-03-10', late: false });
    const late = record('2026-03-11').thenAnswers({ dueOn: '2026-03-10', late: true });
    late
      .when(recordReading, reading('2026-02', '25'), { actor: monitoring, at: '2026-03-12' })
      .thenAnswers({ dueOn: '2026-03-10', late: false });
    const five = { policy: [adopted('month.due', 5)] };
    record('2026-03-05', five).thenAnswers({ dueOn: '2026-03-05', late: false });
    record('2026-03-06', five).thenEvents((events) =>
      expect(events).toMatchObject([{ data: { late: true, policies: ['month.due@1'] } }]),
    );
  });

  it('is of a month that has begun, of figures, and of a place the officer answers for', () => {
    const record = (data: RecordReading, actor = monitoring) =>
      given().when(recordReading, data, { actor, at: '2026-11-20' });
    record(reading('2026-11', '30')).thenAnswers({ month: '2026-11', recordedBy: monitoring.id });
    expect(record(reading('2026-12', '30')).thenRefused('INVALID_MEANING').errors).toMatchObject([
      { field: 'month' },
    ]);
    expect(record(reading('2026-10', '-1')).thenRefused('INVALID_MEANING').errors).toMatchObject([
      { field: 'value' },
    ]);
    record(reading('2026-10', '30'), officer('monitoring', '320585')).thenRefused('FORBIDDEN_PLACE', {
      place: '320583',
    });
  });

  it('is exact text, compared to the last of nine decimals', () => {
    expect(figureOf('30.000000001') - figureOf('30')).toBe(1n);
    expect(figureOf('0.1') + figureOf('0.2')).toBe(figureOf('0.3'));
    const refused = ['', '-1', '1e3', '.5', '1.', '01', '1.0000000001', '1234567890123', '٣', 'NaN'];
    expect(refused.filter(isIndicatorFigure)).toEqual([]);
  });
});

describe('the proposal to lift', () => {
  const lead = officer('bureau-lead', '320500');
  const at = startOf(civilDateOf('2026-11-21'));
  const suspended = (): Given =>
    recorded(given(), [reading('2026-03', '35'), reading('2026-03', '8', { indicator: 'NO2', target: '7' })])
      .when(
        proposeSuspension,
        {
          place: '320583',
          effectiveFrom: '2026-05-10',
          reason: '连续超标',
          readingIds: ['PM2.5-2026-03-35', 'NO2-2026-03-8'],
          orderNo: '示例环暂〔2026〕1号',
        },
        { actor: monitoring, at: '2026-05-08', id: 's-1' },
      )
      .thenAccepted()
      .when(orderSuspension, { id: 's-1', place: '320583' }, { actor: lead, at: '2026-05-09' })
      .thenAccepted();
  const no2 = (month: string, value: string) => reading(month, value, { indicator: 'NO2', target: '7' });
  const proposals = (readings: readonly RecordReading[]) =>
    liftProposals([recorded(suspended(), readings).state(standingFold, '320583')], at);

  it('comes when every indicator of the order was on target two months in a row', () => {
    const both = [
      reading('2026-09', '30'),
      reading('2026-10', '29'),
      no2('2026-09', '6'),
      no2('2026-10', '7'),
    ];
    expect(proposals(both)).toEqual([
      {
        suspensionId: 's-1',
        place: '320583',
        readingIds: ['PM2.5-2026-09-30', 'PM2.5-2026-10-29', 'NO2-2026-09-6', 'NO2-2026-10-7'],
      },
    ]);
    expect(proposals(both.slice(0, 3))).toEqual([]);
    expect(proposals([...both, no2('2026-11', '7.1')])).toEqual([]);
    expect(proposals([...both.slice(0, 3), no2('2026-11', '6')])).toEqual([]);
    expect(proposals([...both.slice(0, 3), { ...no2('2026-10', '6'), valid: false }])).toEqual([]);
  });

  it('does not come before the order is in force or once it has an end', () => {
    const improved = recorded(suspended(), [
      reading('2026-09', '30'),
      reading('2026-10', '29'),
      no2('2026-09', '6'),
      no2('2026-10', '7'),
    ]);
    const on = (ledger: Given, date: string) =>
      liftProposals([ledger.state(standingFold, '320583')], startOf(civilDateOf(date)));
    const lift = { id: 's-1', place: '320583', effectiveFrom: '2026-12-01' };
    const ending = improved.when(liftSuspension, lift, { actor: lead, at: '2026-11-20' }).thenAccepted();
    expect([on(improved, '2026-05-09'), on(ending, '2026-11-21')]).toEqual([[], []]);
    expect(on(improved, '2026-11-21')).toHaveLength(1);
  });
});

import { civilDateOf, startOf, type Decider, type Tonnes } from '#kernel';
import type { AssessmentPublished, ParkLine } from '#contract/standing';
import { given, officer, type Given } from '../../../../test/support/given.js';
import { computeAward, confirmAward } from './award.decider.js';
import { setParkActual, setParkAllowed } from './park-discharge.decider.js';
import { consentParkTarget, setParkTarget } from './park-target.decider.js';
import { publishAssessment } from './publish-assessment.decider.js';
import { recordAssessment } from './record-assessment.decider.js';

const office = officer('office', '320500');
const province = officer('province', '320000');
const park = 'park-kunshan-dev';
const stream = `standing-${park}`;
const lines = (amounts: Record<string, string>): readonly ParkLine[] =>
  Object.entries(amounts).map(([pollutant, amount]) => ({ pollutant, amount }) as ParkLine);
const target = {
  medium: 'AIR',
  indicator: 'PM2.5',
  value: '28.5',
  unit: 'µg/m³',
  betterWhen: 'LOWER',
} as const;

describe('a park’s targets', () => {
  const set = (at: string, where = park) =>
    given().when(setParkTarget, { park: where, year: 2028, targets: [target] }, { actor: office, at });

  it('are due on the last day of February; later is marked', () => {
    const late = (at: string) => {
      set(at).thenEvents((events) =>
        expect(events).toMatchObject([{ data: { dueOn: '2028-02-29', late: at > '2028-02-29' } }]),
      );
      set(at).thenAnswers({ targetsDueOn: '2028-02-29', targetsLate: at > '2028-02-29' });
    };
    late('2028-02-29');
    late('2028-03-01');
    expect(set('2028-02-01', '320583').thenRefused('INVALID_MEANING').errors).toMatchObject([
      { field: 'park' },
    ]);
  });

  it('take effect by the province’s consent, given by another person; set anew they need it anew', () => {
    const consent = (ledger: Given, actor = province) =>
      ledger.when(consentParkTarget, { park, year: 2028, documentNo: '苏环示例〔2028〕9号' }, { actor });
    consent(given()).thenRefused('WRONG_STATE', { state: 'NONE' });
    const targets = set('2028-02-01').thenAccepted();
    consent(targets, office).thenRefused('SEPARATION_OF_DUTIES', { step: 'SETTING' });
    const consented = consent(targets).thenAnswers({ consentNo: '苏环示例〔2028〕9号', targets: [target] });
    consent(consented).thenRefused('WRONG_STATE', { state: 'CONSENTED' });
    consented
      .when(setParkTarget, { park, year: 2028, targets: [target] }, { actor: office, at: '2028-02-20' })
      .thenAnswers({ consentNo: null });
  });
});

interface Year {
  readonly allowed?: Record<string, string>;
  readonly actual?: Record<string, string>;
  readonly air?: 'MET' | 'MISSED';
  readonly taskDone?: boolean;
}
/** A park judged for 2025, with its allowed and actual discharge. */
const judged = (
  { allowed, actual, air = 'MET', taskDone = true }: Year,
  policy: readonly object[] = [],
): Given => {
  const verdict: AssessmentPublished = {
    type: 'AssessmentPublished',
    data: {
      assessmentId: 'a-1',
      place: park,
      year: 2025,
      quality: { water: 'MET', air },
      taskDone,
      improvement: null,
      decisionNo: null,
    },
  };
  const ledger = given({ [stream]: [verdict], policy: policy as never });
  const discharge = (
    before: Given,
    decider: typeof setParkAllowed,
    amounts?: Record<string, string>,
  ): Given =>
    amounts === undefined
      ? before
      : before
          .when(decider, { park, year: 2025, lines: lines(amounts), basis: '年度报告' }, { actor: office })
          .thenAccepted();
  return [
    { decider: setParkAllowed, amounts: allowed },
    { decider: setParkActual, amounts: actual },
  ].reduce((before, { decider, amounts }) => discharge(before, decider, amounts), ledger);
};
const good = { allowed: { COD: '100', TP: '1.5' }, actual: { COD: '90.25', TP: '1.5' } };
const compute = (year: Year, asked?: Record<string, string>, at = '2026-03-31') =>
  judged(year).when(
    computeAward,
    { park, year: 2025, ...(asked === undefined ? {} : { lines: lines(asked) }) },
    { actor: office, at },
  );

describe('a park’s award', () => {
  it('is all that lies between allowed and actual discharge, unless less is asked', () => {
    compute(good).thenAnswers({
      id: 'park-kunshan-dev-2025',
      status: 'COMPUTED',
      lines: [{ pollutant: 'COD', amount: '9.75' }],
      dueOn: '2026-03-31',
      late: false,
    });
    compute(good, { COD: '5' }, '2026-04-01').thenAnswers({
      lines: [{ pollutant: 'COD', amount: '5' }],
      late: true,
    });
    compute(good, { COD: '9.750000001' }).thenRefused('AWARD_OVER_CAP', { pollutant: 'COD', cap: '9.75' });
    compute(good, { SO2: '1' }).thenRefused('AWARD_OVER_CAP', { pollutant: 'SO2', cap: '0' });
  });

  it.each([
    ['quality', { ...good, air: 'MISSED' }, '环境质量达标 quality met'],
    ['task', { ...good, taskDone: false }, '减排任务完成 task done'],
    [
      'allowed discharge',
      { actual: good.actual },
      '允许排放量 allowed discharge；可奖励数量 an amount to award',
    ],
    [
      'actual discharge',
      { allowed: good.allowed },
      '实际排放总量 actual discharge；可奖励数量 an amount to award',
    ],
    ['the total', { ...good, actual: { COD: '90', TP: '1.6' } }, '总量达标 total within limit: TP'],
    ['something to award', { ...good, actual: good.allowed }, '可奖励数量 an amount to award'],
  ] as const)('needs %s', (_, year, missing) => {
    compute(year).thenRefused('AWARD_NOT_EARNED', { park, year: 2025, missing });
  });

  const confirm = (ledger: Given, actor = province) =>
    ledger.when(
      confirmAward,
      { park, year: 2025, documentNo: '苏环示例〔2026〕5号' },
      { actor, at: '2026-04-02' },
    );
  const lot = (pool: string, cod: string) => ({
    stream: pool,
    type: 'LotCredited',
    data: {
      lotId: 'park-kunshan-dev-2025',
      depositId: 'park-kunshan-dev-2025',
      reductionId: 'park-kunshan-dev-2025',
      vintage: 2025,
      tags: ['INCENTIVE'],
      lines: [{ pollutant: 'COD', amount: cod as Tonnes }],
    },
  });

  it('is credited whole to the park’s pool, tagged, once the province confirms it', () => {
    const computed = compute(good).thenAccepted();
    confirm(computed, office).thenRefused('SEPARATION_OF_DUTIES', { step: 'COMPUTATION' });
    const confirmed = confirm(computed).thenEvents((events) => {
      expect(events[0]).toMatchObject({ stream: 'award-park-kunshan-dev-2025', type: 'AwardConfirmed' });
      expect(events.slice(1)).toEqual([lot('pool-park-kunshan-dev', '9.75')]);
    });
    confirm(confirmed).thenRefused('WRONG_STATE', { state: 'CONFIRMED' });
    confirmed.when(computeAward, { park, year: 2025 }, { actor: office }).thenRefused('WRONG_STATE');
    confirm(given()).thenRefused('NOT_FOUND');
  });

  it('belongs to officers of its place, as all its figures do', () => {
    const elsewhere = { actor: officer('office', '320585') };
    const asked = { park, year: 2025, lines: [], basis: '', targets: [target], documentNo: '' };
    const deciders: readonly Decider<typeof asked>[] = [
      setParkTarget,
      consentParkTarget,
      setParkAllowed,
      setParkActual,
      computeAward,
    ];
    for (const decider of deciders) {
      given().when(decider, asked, elsewhere).thenRefused('FORBIDDEN_PLACE', { place: park });
    }
    confirm(compute(good).thenAccepted(), elsewhere.actor).thenRefused('FORBIDDEN_PLACE');
  });

  it('is not confirmed over a cap that has sunk since', () => {
    const revised = compute(good)
      .thenAccepted()
      .when(
        setParkActual,
        { park, year: 2025, lines: lines({ COD: '95' }), basis: '复核' },
        { actor: office },
      )
      .thenAccepted();
    confirm(revised).thenRefused('AWARD_OVER_CAP', { asked: '9.75', cap: '5' });
  });

  it('is split with the city only under policy A29 SPLIT', () => {
    const split = {
      type: 'PolicyAdopted',
      data: {
        key: 'award.origin',
        version: 1,
        value: 'SPLIT',
        effectiveFrom: startOf(civilDateOf('2026-01-01')),
        decisionNo: '示例〔2026〕2号',
      },
    };
    const computed = judged(good, [split])
      .when(computeAward, { park, year: 2025 }, { actor: office })
      .thenAccepted();
    confirm(computed).thenEvents((events) => {
      expect(events[0]).toMatchObject({ data: { policies: ['award.origin@1'] } });
      expect(events.slice(1)).toEqual([lot('pool-park-kunshan-dev', '6.825'), lot('pool-320500', '2.925')]);
    });
  });
});

describe('a park’s verdict', () => {
  const MET = { quality: { water: 'MET', air: 'MET' }, taskDone: true } as const;
  const drafting = (place: string, at: string) =>
    given().when(
      recordAssessment,
      { place, year: 2027, ...MET },
      { actor: officer('monitoring', '320500'), at, id: 'a-1' },
    );
  const publishing = (place: string, at: string) =>
    drafting(place, '2028-01-05')
      .thenAccepted()
      .when(publishAssessment, { id: 'a-1', place }, { actor: officer('leading-group', '320500'), at });

  it('is due on 31 January of the year after, by the civil date of the city; later is marked', () => {
    for (const [at, late] of [
      ['2028-01-31T23:59:59+08:00', false],
      ['2028-02-01T00:00:00+08:00', true],
      ['2028-01-31T16:00:00Z', true],
    ] as const) {
      drafting(park, at).thenAnswers({ status: 'DRAFT', dueOn: '2028-01-31', late });
      publishing(park, at).thenAnswers({ status: 'PUBLISHED', dueOn: '2028-01-31', late });
    }
  });

  it('of any other place has no such day', () => {
    drafting('320583', '2028-06-01').thenAnswers({ dueOn: null, late: false });
    publishing('320583', '2028-06-01').thenEvents(([event]) =>
      expect(event?.data).not.toHaveProperty('dueOn'),
    );
  });
});

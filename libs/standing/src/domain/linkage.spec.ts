import { civilDateOf, dateAt, endOf, startOf, type Pollutant, type RuleOutcome } from '#kernel';
import type { AssessmentPublished, Quality, SuspendableAct } from '#contract/standing';
import { policiesAt } from '#libs/policy';
import { given, type History } from '../../../../test/support/given.js';
import { crossCountyPurchaseRules, standingRules } from './standing.rules.js';

const TIER_OF = {
  WITHDRAW_PROVINCIAL: 'PROVINCIAL',
  WITHDRAW_MUNICIPAL: 'MUNICIPAL',
  WITHDRAW_LOCAL: 'LOCAL',
} as const;

const verdict = (
  place: string,
  year: number,
  judged: { quality: Quality; taskDone: boolean },
): AssessmentPublished => ({
  type: 'AssessmentPublished',
  data: {
    assessmentId: `${place}-${year}`,
    place,
    year,
    quality: judged.quality,
    taskDone: judged.taskDone,
    improvement: null,
    decisionNo: '示例总量办〔2026〕1号',
  },
});
const quality = (water: string, air = water) => ({ water, air }) as Quality;
const adopted = (key: string, value: string) => ({
  type: 'PolicyAdopted',
  data: {
    key,
    version: 1,
    value,
    effectiveFrom: startOf(civilDateOf('2025-01-01')),
    decisionNo: '示例〔2025〕1号',
  },
});

interface Asked {
  readonly act: SuspendableAct;
  readonly place?: string;
  readonly on?: string;
  readonly rulingNo?: string;
  readonly pollutants?: readonly Pollutant[];
}

/** The linkage rule's answer about an act on a day. */
const linkage = (
  history: History,
  { act, place = '320583', on = '2026-05-10', ...asked }: Asked,
): RuleOutcome => {
  const ledger = given(history);
  const state = ledger.reader();
  const effectiveAt = endOf(civilDateOf(on));
  const question = {
    place,
    pollutants: asked.pollutants ?? (['COD'] as const),
    effectiveAt,
    today: dateAt(effectiveAt),
    rulingNo: asked.rulingNo ?? null,
    policies: policiesAt(state, effectiveAt),
  };
  const rules =
    act === 'CROSS_COUNTY_PURCHASE'
      ? crossCountyPurchaseRules(state, { ...question, sellerPlace: '320585' })
      : standingRules(state, question)(TIER_OF[act]);
  expect(rules.map(({ code }) => code)).toEqual(['SUSPENDED', 'ANNUAL_LINKAGE']);
  return rules[1] as RuleOutcome;
};

const ANSWERS = { PASS: 'OPEN', NOT_APPLICABLE: 'OPEN', FAIL: 'CLOSED', NEEDS_RULING: 'RULING' } as const;
const answer = (history: History, asked: Asked): string => ANSWERS[linkage(history, asked).outcome];

describe('article 10: quality x task x pending x tier x act', () => {
  const TABLE = `
    MET     | DONE   | JUDGED  | OWN   | WITHDRAW_LOCAL        | OPEN
    MET     | DONE   | JUDGED  | UPPER | WITHDRAW_MUNICIPAL    | OPEN
    MET     | DONE   | JUDGED  | UPPER | WITHDRAW_PROVINCIAL   | OPEN
    MET     | DONE   | JUDGED  | -     | CROSS_COUNTY_PURCHASE | OPEN
    MET     | DONE   | CARRIED | OWN   | WITHDRAW_LOCAL        | OPEN
    MET     | DONE   | CARRIED | UPPER | WITHDRAW_MUNICIPAL    | OPEN
    MET     | DONE   | CARRIED | UPPER | WITHDRAW_PROVINCIAL   | OPEN
    MET     | DONE   | CARRIED | -     | CROSS_COUNTY_PURCHASE | OPEN
    MET     | DONE   | LAPSED  | OWN   | WITHDRAW_LOCAL        | OPEN
    MET     | DONE   | LAPSED  | UPPER | WITHDRAW_MUNICIPAL    | CLOSED
    MET     | DONE   | LAPSED  | UPPER | WITHDRAW_PROVINCIAL   | CLOSED
    MET     | DONE   | LAPSED  | -     | CROSS_COUNTY_PURCHASE | CLOSED
    MET     | MISSED | JUDGED  | OWN   | WITHDRAW_LOCAL        | OPEN
    MET     | MISSED | JUDGED  | UPPER | WITHDRAW_MUNICIPAL    | RULING
    MET     | MISSED | JUDGED  | UPPER | WITHDRAW_PROVINCIAL   | RULING
    MET     | MISSED | JUDGED  | -     | CROSS_COUNTY_PURCHASE | RULING
    MET     | MISSED | CARRIED | OWN   | WITHDRAW_LOCAL        | OPEN
    MET     | MISSED | CARRIED | UPPER | WITHDRAW_MUNICIPAL    | RULING
    MET     | MISSED | CARRIED | UPPER | WITHDRAW_PROVINCIAL   | RULING
    MET     | MISSED | CARRIED | -     | CROSS_COUNTY_PURCHASE | RULING
    MET     | MISSED | LAPSED  | OWN   | WITHDRAW_LOCAL        | OPEN
    MET     | MISSED | LAPSED  | UPPER | WITHDRAW_MUNICIPAL    | CLOSED
    MET     | MISSED | LAPSED  | UPPER | WITHDRAW_PROVINCIAL   | CLOSED
    MET     | MISSED | LAPSED  | -     | CROSS_COUNTY_PURCHASE | CLOSED
    MISSED  | DONE   | JUDGED  | OWN   | WITHDRAW_LOCAL        | OPEN
    MISSED  | DONE   | JUDGED  | UPPER | WITHDRAW_MUNICIPAL    | RULING
    MISSED  | DONE   | JUDGED  | UPPER | WITHDRAW_PROVINCIAL   | RULING
    MISSED  | DONE   | JUDGED  | -     | CROSS_COUNTY_PURCHASE | RULING
    MISSED  | DONE   | CARRIED | OWN   | WITHDRAW_LOCAL        | OPEN
    MISSED  | DONE   | CARRIED | UPPER | WITHDRAW_MUNICIPAL    | RULING
    MISSED  | DONE   | CARRIED | UPPER | WITHDRAW_PROVINCIAL   | RULING
    MISSED  | DONE   | CARRIED | -     | CROSS_COUNTY_PURCHASE | RULING
    MISSED  | DONE   | LAPSED  | OWN   | WITHDRAW_LOCAL        | OPEN
    MISSED  | DONE   | LAPSED  | UPPER | WITHDRAW_MUNICIPAL    | CLOSED
    MISSED  | DONE   | LAPSED  | UPPER | WITHDRAW_PROVINCIAL   | CLOSED
    MISSED  | DONE   | LAPSED  | -     | CROSS_COUNTY_PURCHASE | CLOSED
    MISSED  | MISSED | JUDGED  | OWN   | WITHDRAW_LOCAL        | OPEN
    MISSED  | MISSED | JUDGED  | UPPER | WITHDRAW_MUNICIPAL    | CLOSED
    MISSED  | MISSED | JUDGED  | UPPER | WITHDRAW_PROVINCIAL   | CLOSED
    MISSED  | MISSED | JUDGED  | -     | CROSS_COUNTY_PURCHASE | CLOSED
    MISSED  | MISSED | CARRIED | OWN   | WITHDRAW_LOCAL        | OPEN
    MISSED  | MISSED | CARRIED | UPPER | WITHDRAW_MUNICIPAL    | CLOSED
    MISSED  | MISSED | CARRIED | UPPER | WITHDRAW_PROVINCIAL   | CLOSED
    MISSED  | MISSED | CARRIED | -     | CROSS_COUNTY_PURCHASE | CLOSED
    MISSED  | MISSED | LAPSED  | OWN   | WITHDRAW_LOCAL        | OPEN
    MISSED  | MISSED | LAPSED  | UPPER | WITHDRAW_MUNICIPAL    | CLOSED
    MISSED  | MISSED | LAPSED  | UPPER | WITHDRAW_PROVINCIAL   | CLOSED
    MISSED  | MISSED | LAPSED  | -     | CROSS_COUNTY_PURCHASE | CLOSED
  `;
  const YEARS = { JUDGED: 2025, CARRIED: 2024, LAPSED: 2024 } as const;
  const DAYS = { JUDGED: '2026-05-10', CARRIED: '2026-03-31', LAPSED: '2026-04-01' } as const;
  const rows = TABLE.trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));

  it.each(rows)('%s, task %s, %s, %s %s: %s', (...[met, task, pending, , act, expected]) => {
    const when = pending as keyof typeof YEARS;
    const judged = verdict('320583', YEARS[when], { quality: quality(met ?? ''), taskDone: task === 'DONE' });
    expect(answer({ 'standing-320583': [judged] }, { act: act as SuspendableAct, on: DAYS[when] })).toBe(
      expected,
    );
  });

  it('has a row for every combination', () =>
    expect(new Set(rows.map((row) => row.slice(0, 5).join())).size).toBe(48));
});

describe('the policies of article 10', () => {
  const upper = { act: 'WITHDRAW_MUNICIPAL' } as const;
  const mixed = [verdict('320583', 2025, { quality: quality('MET'), taskDone: false })];

  it.each([
    ['ALLOW', undefined, 'PASS'],
    ['CASE_BY_CASE', undefined, 'NEEDS_RULING'],
    ['CASE_BY_CASE', ' ', 'NEEDS_RULING'],
    ['CASE_BY_CASE', '示例总量办〔2026〕7号', 'PASS'],
    ['DENY', undefined, 'FAIL'],
    ['DENY', '示例总量办〔2026〕7号', 'FAIL'],
  ])('A1 %s with decision %s: %s', (value, rulingNo, expected) => {
    const history = { policy: [adopted('annualLinkage.exactlyOneMet', value)], 'standing-320583': mixed };
    const rule = linkage(history, { ...upper, ...(rulingNo === undefined ? {} : { rulingNo }) });
    expect(rule).toMatchObject({ outcome: expected, policyVersion: 'annualLinkage.exactlyOneMet@1' });
  });

  it.each([
    ['ALL_MEDIA', ['COD'], 'RULING'],
    ['ALL_MEDIA', ['SO2'], 'RULING'],
    ['SAME_MEDIUM', ['COD'], 'OPEN'],
    ['SAME_MEDIUM', ['SO2'], 'RULING'],
    ['SAME_MEDIUM', ['COD', 'SO2'], 'RULING'],
  ] as const)('A2 %s, water met and air missed, asked for %s: %s', (value, pollutants, expected) => {
    const judged = verdict('320583', 2025, { quality: quality('MET', 'MISSED'), taskDone: true });
    const history = { policy: [adopted('linkage.media', value)], 'standing-320583': [judged] };
    expect(answer(history, { ...upper, pollutants })).toBe(expected);
  });

  it('A3 RESTRICT: nothing carries, from the first day of the year', () => {
    const former = {
      'standing-320583': [verdict('320583', 2024, { quality: quality('MET'), taskDone: true })],
    };
    const restricted = { ...former, policy: [adopted('linkage.pendingYear', 'RESTRICT')] };
    expect(answer(former, { ...upper, on: '2026-01-01' })).toBe('OPEN');
    expect(linkage(restricted, { ...upper, on: '2026-01-01' })).toMatchObject({
      outcome: 'FAIL',
      policyVersion: 'linkage.pendingYear@1',
      inputs: { year: 2025, verdict: '尚未考核' },
    });
  });

  it('A38: park to park is a border, park to its county is none', () => {
    const ask = (sellerPlace: string | null, history: History) => {
      const state = given(history).reader();
      const effectiveAt = startOf(civilDateOf('2026-05-10'));
      const rules = crossCountyPurchaseRules(state, {
        place: 'park-changshu-dev',
        pollutants: ['COD'],
        effectiveAt,
        today: dateAt(effectiveAt),
        rulingNo: null,
        policies: policiesAt(state, effectiveAt),
        sellerPlace,
      });
      return rules.map(({ outcome }) => outcome).join();
    };
    expect(ask('park-changshu-hitech', {})).toBe('PASS,FAIL');
    expect(ask('park-changshu-hitech', { policy: [adopted('crossRegion', 'COUNTY')] })).toBe(
      'NOT_APPLICABLE,NOT_APPLICABLE',
    );
    expect(ask('320581', {})).toBe('NOT_APPLICABLE,NOT_APPLICABLE');
    expect(ask('park-changshu-dev', {})).toBe('NOT_APPLICABLE,NOT_APPLICABLE');
    expect(ask('320582', {})).toBe('PASS,FAIL');
    expect(ask(null, {})).toBe('PASS,FAIL');
  });
});

describe('whose verdict counts', () => {
  const good = { quality: quality('MET'), taskDone: true };
  const bad = { quality: quality('MISSED'), taskDone: false };
  const upper = { act: 'WITHDRAW_MUNICIPAL', place: 'park-kunshan-dev' } as const;

  it('a park stands with its county until it is judged itself', () => {
    const county = { 'standing-320583': [verdict('320583', 2025, good)] };
    const both = { ...county, 'standing-park-kunshan-dev': [verdict('park-kunshan-dev', 2025, bad)] };
    expect(answer(county, upper)).toBe('OPEN');
    expect(answer(both, upper)).toBe('CLOSED');
    expect(answer(both, { ...upper, act: 'WITHDRAW_LOCAL' })).toBe('OPEN');
    expect(answer(both, { ...upper, place: '320583' })).toBe('OPEN');
  });

  it('a county does not stand with the city, and without any verdict has its own pool only', () => {
    const city = { 'standing-320500': [verdict('320500', 2025, good)] };
    expect(answer(city, { ...upper, place: '320583' })).toBe('CLOSED');
    expect(answer(city, { ...upper, place: '320583', act: 'WITHDRAW_LOCAL' })).toBe('OPEN');
    expect(answer(city, { ...upper, place: 'park-sip' })).toBe('OPEN');
  });

  it('the municipal pool is the own one of a project directly in the city', () => {
    const city = { 'standing-320500': [verdict('320500', 2025, bad)] };
    expect(answer(city, { ...upper, place: '320500' })).toBe('OPEN');
    expect(answer(city, { act: 'WITHDRAW_PROVINCIAL', place: '320500' })).toBe('CLOSED');
  });

  it('a later publication on the same year replaces the former', () => {
    const stream = [verdict('320583', 2025, bad), verdict('320583', 2025, good)];
    expect(answer({ 'standing-320583': stream.slice(0, 1) }, { ...upper, place: '320583' })).toBe('CLOSED');
    expect(answer({ 'standing-320583': stream }, { ...upper, place: '320583' })).toBe('OPEN');
  });

  it('last year’s verdict comes before one carried over', () => {
    const stream = [verdict('320583', 2024, good), verdict('320583', 2025, bad)];
    expect(answer({ 'standing-320583': stream }, { ...upper, place: '320583', on: '2026-02-01' })).toBe(
      'CLOSED',
    );
    expect(linkage({ 'standing-320583': stream }, { ...upper, on: '2026-02-01' }).inputs).toMatchObject({
      year: 2025,
      carried: false,
      verdict: '环境质量目标未达标，减排任务未完成',
    });
  });
});

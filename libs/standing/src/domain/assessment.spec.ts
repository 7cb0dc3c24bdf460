import { dateAt, endOf, civilDateOf, type PoolTier } from '#kernel';
import { policiesAt } from '#libs/policy';
import { given, officer, type Given } from '../../../../test/support/given.js';
import { publishAssessment } from './publish-assessment.decider.js';
import { recordAssessment, type RecordAssessment } from './record-assessment.decider.js';
import { crossCountyPurchaseRules, standingRules } from './standing.rules.js';

const monitoring = officer('monitoring', '320500');
const group = officer('leading-group', '320500');
const draft: RecordAssessment = {
  place: '320583',
  year: 2025,
  quality: { water: 'MET', air: 'MET' },
  taskDone: false,
  improvement: '3.2',
};
const recorded = (data = draft, id = 'a-1', ledger = given()): Given =>
  ledger.when(recordAssessment, data, { actor: monitoring, at: '2026-03-20', id }).thenAccepted();
const publish = { id: 'a-1', place: '320583', decisionNo: '示例总量办〔2026〕3号' };
const published = (data = draft): Given =>
  recorded(data).when(publishAssessment, publish, { actor: group, at: '2026-03-25' }).thenAccepted();

const ask = (ledger: Given, rulingNo: string | null = null) => {
  const state = ledger.reader();
  const effectiveAt = endOf(civilDateOf('2026-05-10'));
  const question = {
    place: '320583',
    pollutants: ['COD'],
    effectiveAt,
    today: dateAt(effectiveAt),
    rulingNo,
    policies: policiesAt(state, effectiveAt),
  } as const;
  return {
    pool: (tier: PoolTier) => standingRules(state, question)(tier)[1]?.outcome,
    purchase: () => crossCountyPurchaseRules(state, { ...question, sellerPlace: '320585' })[1]?.outcome,
  };
};

describe('a yearly assessment', () => {
  it('binds once published, not as a draft', () => {
    expect(ask(recorded()).pool('MUNICIPAL')).toBe('FAIL');
    expect(ask(published()).pool('MUNICIPAL')).toBe('NEEDS_RULING');
  });

  it('is published by another person than drafted it, once', () => {
    const by = (actor = group) => recorded().when(publishAssessment, publish, { actor });
    by().thenAnswers({
      id: 'a-1',
      status: 'PUBLISHED',
      publishedBy: group.id,
      recordedBy: monitoring.id,
      improvement: '3.2',
    });
    by(monitoring).thenRefused('SEPARATION_OF_DUTIES', { step: 'RECORDING' });
    by(officer('leading-group', '320585')).thenRefused('FORBIDDEN_PLACE');
    published()
      .when(publishAssessment, publish, { actor: group })
      .thenRefused('WRONG_STATE', { state: 'PUBLISHED' });
    recorded()
      .when(publishAssessment, { ...publish, id: 'a-9' }, { actor: group })
      .thenRefused('NOT_FOUND');
  });

  it('is of a year that is over', () => {
    const record = (year: number) =>
      given().when(recordAssessment, { ...draft, year }, { actor: monitoring, at: '2026-11-20' });
    record(2025).thenAnswers({ status: 'DRAFT', year: 2025 });
    expect(record(2026).thenRefused('INVALID_MEANING').errors).toMatchObject([{ field: 'year' }]);
  });

  it('is drafted by an officer of the place', () => {
    const record = (place: string) =>
      given().when(recordAssessment, { ...draft, place }, { actor: monitoring });
    record('320000').thenRefused('FORBIDDEN_PLACE', { place: '320000' });
    record('999999').thenRefused('FORBIDDEN_PLACE', { place: '999999' });
  });

  it('published again on the same year replaces the former', () => {
    const better = { ...draft, taskDone: true };
    const again = recorded(better, 'a-2', published())
      .when(publishAssessment, { ...publish, id: 'a-2' }, { actor: group, at: '2026-04-10' })
      .thenAccepted();
    expect(ask(again).pool('MUNICIPAL')).toBe('PASS');
    again
      .when(publishAssessment, publish, { actor: group })
      .thenRefused('WRONG_STATE', { state: 'REPLACED' });
  });
});

describe('scenario 9: quality met, task missed', () => {
  it('own pool allowed; the municipal pool needs a decision number', () => {
    expect(ask(published()).pool('LOCAL')).toBe('NOT_APPLICABLE');
    expect(ask(published()).pool('MUNICIPAL')).toBe('NEEDS_RULING');
    expect(ask(published(), '示例总量办〔2026〕7号').pool('MUNICIPAL')).toBe('PASS');
  });
});

describe('scenario 10: both missed', () => {
  it('cross-county purchase refused, own pool allowed', () => {
    const missed = published({ ...draft, quality: { water: 'MISSED', air: 'MISSED' } });
    expect(ask(missed).purchase()).toBe('FAIL');
    expect(ask(missed, '示例总量办〔2026〕7号').purchase()).toBe('FAIL');
    expect(ask(missed).pool('LOCAL')).toBe('NOT_APPLICABLE');
    expect(ask(missed).pool('PROVINCIAL')).toBe('FAIL');
  });
});

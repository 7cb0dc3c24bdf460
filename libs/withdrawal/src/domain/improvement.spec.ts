import { civilDateOf } from '#kernel';
import type { AssessmentPublished } from '#contract/standing';
import { given, officer, on, type History, type Outcome } from '../../../../test/support/given.js';
import { adopted } from '../../../../test/support/policy.js';
import { filing } from '../../../../test/support/withdrawal-steps.js';
import { judged, line, lot, project } from '../../../../test/support/withdrawal.js';

const TABLE = adopted('improvement.cap', [
  { improvement: '5', share: 100 },
  { improvement: '2', share: 40 },
]);
const improved = (improvement: string | null): AssessmentPublished => {
  const verdict = judged('320583', { quality: true, task: true });
  return { ...verdict, data: { ...verdict.data, improvement } };
};
const asking = (improvement: string | null, tonnes: string, more: History = { policy: [TABLE] }): Outcome =>
  filing(
    given({
      'pool-320583': [lot('county', { COD: '1' })],
      'pool-320500': [lot('city', { COD: '100' })],
      'standing-320583': [improved(improvement)],
      ...more,
    }),
    [line('COD', tonnes)],
  );

describe('what an improvement opens of the municipal pool (第十条, policy A42)', () => {
  it('without a table, everything, and no rule is asked', () => {
    const free = asking(null, '20', {});
    free.thenAccepted();
    expect(free.verdicts('IMPROVEMENT_SHARE')).toEqual([]);
  });

  it('by the highest row reached, a share of the demand; the rest has to come from elsewhere', () => {
    asking('5', '20').thenAccepted();
    // 40 % of 2·0.8 t is 0.64 t, beside the county's 1 t.
    asking('2', '0.8').thenAccepted();
    asking('4.999999999', '0.833333333').thenAccepted();
    asking('4.9', '0.85').thenRefused('IMPROVEMENT_SHARE', {
      place: '320583',
      improvement: '4.9',
      share: 40,
      pollutant: 'COD',
      open: '0.68',
    });
    const withProvince = { policy: [TABLE], 'pool-320000': [lot('province', { COD: '9' })] };
    asking('4.9', '0.85', withProvince).thenAnswers({
      plan: [
        { pool: 'pool-320583', amount: '1' },
        { pool: 'pool-320500', amount: '0.68' },
        { pool: 'pool-320000', amount: '0.02' },
      ],
    });
  });

  it.each([null, '1.9', '-3', '明显改善'])(
    'an improvement of %s opens nothing, the own pool stays open',
    (figure) => {
      const short = asking(figure, '0.6');
      short.thenRefused('IMPROVEMENT_SHARE', { share: 0, open: '0' });
      expect(short.verdicts('INSUFFICIENT_QUOTA')).toEqual(['FAIL']);
      asking(figure, '0.5').thenAccepted();
    },
  );

  it('a share of all withholds nothing from a demand that what came in later cannot meet', () => {
    const later = {
      policy: [TABLE],
      'pool-320500': [on('2026-02-20', lot('city', { COD: '100' }))],
      'standing-320583': [improved('5')],
    };
    const short = filing(given(later), [line('COD', '1')], { effectiveOn: civilDateOf('2026-02-10') });
    short.thenRefused('INSUFFICIENT_QUOTA');
    expect(short.verdicts('IMPROVEMENT_SHARE')).toEqual(['PASS']);
  });

  it('a figure in percent counts, and the rule is cited with its version', () => {
    const open = asking('2.5 %', '0.8');
    open.thenAccepted();
    expect(open.rules).toContainEqual(
      expect.objectContaining({
        code: 'IMPROVEMENT_SHARE',
        outcome: 'PASS',
        policyVersion: 'improvement.cap@1',
      }),
    );
  });

  it('is no matter for a project of the city itself', () => {
    const own = filing(
      given({ 'pool-320500': [lot('city', { COD: '100' })], policy: [TABLE] }),
      [line('COD', '20')],
      { project: project({ place: '320500' }), actor: officer('county-clerk', '320500') },
    );
    own.thenAccepted();
    expect(own.verdicts('IMPROVEMENT_SHARE')).toEqual([]);
  });

  it('what the municipal pool does not hold is no want of improvement', () => {
    const empty = asking('2', '20', { policy: [TABLE], 'pool-320500': [lot('city', { COD: '0.1' })] });
    empty.thenRefused('INSUFFICIENT_QUOTA');
    expect(empty.verdicts('IMPROVEMENT_SHARE')).toEqual(['PASS']);
  });
});

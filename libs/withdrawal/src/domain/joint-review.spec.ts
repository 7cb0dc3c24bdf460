import { given } from '../../../../test/support/given.js';
import { filing } from '../../../../test/support/withdrawal-steps.js';
import { CLERK, application, goodStanding, line, lot, project } from '../../../../test/support/withdrawal.js';
import { assessDemand } from './assess-demand.decider.js';

const stocked = given({
  'pool-320583': [lot('county', { COD: '2' })],
  'standing-320583': [goodStanding()],
});
const listed = { listed: 'TWO_HIGH_ONE_LOW' } as const;
const asked = (differing: Parameters<typeof project>[0], tonnes = '1') =>
  filing(stocked, [line('COD', tonnes)], { project: project(differing) });

describe('a project on the list of 两高一低', () => {
  it('is refused without the number of its joint review, with every other ground beside it', () => {
    const { rules } = asked(listed, '9').thenRefused('JOINT_REVIEW_REQUIRED', {
      listed: 'TWO_HIGH_ONE_LOW',
      projectCode: project().code,
    });
    expect(rules.filter(({ outcome }) => outcome === 'FAIL').map(({ code }) => code)).toEqual([
      'JOINT_REVIEW_REQUIRED',
      'INSUFFICIENT_QUOTA',
    ]);
    asked({ ...listed, jointReviewNo: ' ' }).thenRefused('JOINT_REVIEW_REQUIRED');
  });

  it('passes with it, and the filing keeps both', () => {
    const outcome = asked({ ...listed, jointReviewNo: '苏会审〔2026〕9号' });
    expect(outcome.verdicts('JOINT_REVIEW_REQUIRED')).toEqual(['PASS']);
    outcome.thenAnswers({ project: { ...listed, jointReviewNo: '苏会审〔2026〕9号' } });
  });

  it('does not concern any other project, with or without a number', () => {
    for (const differing of [{}, { listed: null }, { jointReviewNo: '苏会审〔2026〕9号' }])
      expect(asked(differing).verdicts('JOINT_REVIEW_REQUIRED')).toEqual(['NOT_APPLICABLE']);
  });

  it('is told so by an assessment, which writes nothing', () => {
    const data = application([line('COD', '1')], { project: project(listed) });
    stocked.when(assessDemand, data, { actor: CLERK }).thenAnswers({ verdict: 'REFUSED' });
  });
});

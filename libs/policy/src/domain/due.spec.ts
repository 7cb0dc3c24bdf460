import { civilDateOf, startOf } from '#kernel';
import { given } from '../../../../test/support/given.js';
import { adopted } from '../../../../test/support/policy.js';
import { dueAfter } from './due.policy.js';
import { policiesAt } from './policy.fold.js';

const policies = (...adoptions: Parameters<typeof adopted>[]) => {
  const history = { policy: adoptions.map((adoption) => adopted(...adoption)) };
  return policiesAt(given(history).reader(), startOf(civilDateOf('2026-04-01')));
};

describe('when a period’s papers are due (policy A41)', () => {
  const march = civilDateOf('2026-03-31');

  it('fifteen days after a quarter, ten after a month', () => {
    expect(dueAfter('quarter', march, policies())).toEqual({
      dueOn: '2026-04-15',
      policyVersion: 'quarter.due@0',
    });
    expect(dueAfter('month', march, policies())).toEqual({
      dueOn: '2026-04-10',
      policyVersion: 'month.due@0',
    });
  });

  it('each as a decision says, and the other as before', () => {
    const quarter = policies(['quarter.due', 20]);
    expect(dueAfter('quarter', march, quarter)).toEqual({
      dueOn: '2026-04-20',
      policyVersion: 'quarter.due@1',
    });
    expect(dueAfter('month', march, quarter).dueOn).toBe('2026-04-10');
    const month = policies(['month.due', 3]);
    expect(dueAfter('month', march, month).dueOn).toBe('2026-04-03');
    expect(dueAfter('quarter', march, month).dueOn).toBe('2026-04-15');
  });
});

import { civilDateOf, startOf } from '#kernel';
import { given } from '../../../../test/support/given.js';
import { adopted } from '../../../../test/support/policy.js';
import { policyFold } from './policy.fold.js';
import { quorumOf } from './quorum.policy.js';

const needed = (witnesses: number, ...adoptions: Parameters<typeof adopted>[]): number => {
  const reader = given({ policy: adoptions.map((adoption) => adopted(...adoption)) }).reader();
  return quorumOf(reader(policyFold, ''), startOf(civilDateOf('2026-04-01')), witnesses);
};

describe('how many witnesses a checkpoint needs (policy A43)', () => {
  it('one where there are any, none where there is none, before anybody has decided', () =>
    expect([0, 1, 5].map((witnesses) => needed(witnesses))).toEqual([0, 1, 1]));

  it('as many as a decision in force says, though there be fewer witnesses, or none', () => {
    expect([0, 1, 5].map((witnesses) => needed(witnesses, ['witness.quorum', 3]))).toEqual([3, 3, 3]);
    expect(needed(1, ['witness.quorum', 3], ['witness.quorum', 0, { version: 2 }])).toBe(1);
    expect(needed(1, ['witness.quorum', 3, { from: '2026-04-02' }])).toBe(1);
  });
});

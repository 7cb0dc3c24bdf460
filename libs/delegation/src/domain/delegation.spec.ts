import fc from 'fast-check';
import { actorText, civilDateOf, separateDuties, type Actor, type Role } from '#kernel';
import { given } from '../../../../test/support/given.js';
import { grantDelegation, revokeDelegation } from './delegation.deciders.js';
import { actsFor, delegationFold } from './delegation.fold.js';

const clerk: Actor = { id: 'acc-clerk', roles: ['county-clerk'], place: '320583' };
const AT = '2026-03-02';
const order = (differing: object = {}) => ({
  delegate: 'acc-other',
  delegateRoles: ['county-reviewer'] as readonly Role[],
  from: civilDateOf('2026-03-02'),
  until: civilDateOf('2026-03-20'),
  ...differing,
});
const granting = (differing: object = {}, actor = clerk) =>
  given().when(grantDelegation, order(differing), { actor, at: AT, id: 'd-1' });

describe('a delegation', () => {
  it('holds from its first day through its last, for the delegate alone', () => {
    const state = granting().thenAccepted().state(delegationFold, clerk.id);
    const on = (day: string, delegate = 'acc-other') => actsFor(state, delegate, civilDateOf(day));
    expect(['2026-03-01', '2026-03-02', '2026-03-20', '2026-03-21'].map((day) => on(day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(on('2026-03-05', 'acc-third')).toBe(false);
  });

  it('is revoked at once by who granted it, and by nobody else', () => {
    const granted = granting().thenAccepted();
    const revoke = { delegationId: 'd-1' };
    const revoked = granted.when(revokeDelegation, revoke, { actor: clerk, at: AT }).thenAccepted();
    expect(actsFor(revoked.state(delegationFold, clerk.id), 'acc-other', civilDateOf('2026-03-05'))).toBe(
      false,
    );
    revoked.when(revokeDelegation, revoke, { actor: clerk, at: AT }).thenEvents([]);
    granted
      .when(revokeDelegation, revoke, { actor: { ...clerk, id: 'acc-other' }, at: AT })
      .thenRefused('NOT_FOUND');
  });

  it.each<[string, object, Partial<Actor>]>([
    ['to oneself', { delegate: clerk.id }, {}],
    ['to an administrator', { delegateRoles: ['audit-admin'] }, {}],
    ['by an administrator', {}, { roles: ['system-admin'] }],
    ['of what is only delegated', {}, { id: actorText('acc-other', 'acc-clerk') }],
  ])('is not granted %s', (_, differing, who) => {
    granting(differing, { ...clerk, ...who }).thenRefused('DELEGATION_PARTIES');
  });

  it.each([
    ['2026-03-01', '2026-03-20'],
    ['2026-03-05', '2026-03-04'],
    ['2026-03-02', '2026-06-02'],
  ])('does not run from %s through %s', (from, until) => {
    granting({ from: civilDateOf(from), until: civilDateOf(until) }).thenRefused('DELEGATION_TERM');
  });
});

describe('separation of duties under delegation', () => {
  const people = fc.constantFrom('a', 'b', 'c', 'd');
  const written = fc.tuple(people, fc.option(people, { nil: undefined }));

  it('lets nobody take two steps of an item, by themselves, through another or for another', () => {
    fc.assert(
      fc.property(written, written, ([one, forOne], [two, forTwo]) => {
        const first = [{ step: 'FILING', by: actorText(one, forOne) }];
        const actor: Actor = { ...clerk, id: actorText(two, forTwo) };
        const shared = [one, forOne].some((person) => person !== undefined && [two, forTwo].includes(person));
        expect(separateDuties(actor, 'APPROVAL', first).outcome).toBe(shared ? 'FAIL' : 'PASS');
        expect(separateDuties(actor, 'FILING', first).outcome).toBe('PASS');
      }),
    );
  });
});

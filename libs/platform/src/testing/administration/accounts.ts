import { Caller, signedIn, signIn, within } from '../../../../../test/support/identity.js';
import { stepAt, totpCode } from '../../identity/second-factor/totp.js';
import { saidOf, type Part, type Asked, type Listed } from './administrators.js';

export const accounts: Part = (the) => {
  describe('an account', () => {
    it('is made by two, and neither of them can sign in with it', async () => {
      const asked = await the().ask('wang', { person: { name: '王小明', phone: '13812345678' } });
      const { id, firstHalf } = asked.body;
      expect(asked.status).toBe(201);
      expect(await the().shown(the().security, id)).toMatchObject({ username: 'wang', status: 'REQUESTED' });
      expect((await signIn(the().door, { username: 'wang', password: firstHalf })).status).toBe(401);
      expect(saidOf(await the().decide(the().system, id))).toBe('403 TWO_ADMINISTRATORS');
      expect(saidOf(await the().decide(the().audit, id))).toBe('403 TWO_ADMINISTRATORS');
      expect(saidOf(await the().decide(the().clerk, id))).toBe('403 FORBIDDEN_ROLE');

      const { secondHalf = '' } = (await the().decide(the().security, id)).body;
      expect(saidOf(await the().decide(the().security, id))).toBe('404 NOT_FOUND');
      for (const password of [firstHalf, secondHalf, `${secondHalf}-${firstHalf}`])
        expect((await signIn(the().door, { username: 'wang', password })).status).toBe(401);

      const password = `${firstHalf}-${secondHalf}`;
      const opened = await signIn(the().door, { username: 'wang', password });
      expect(opened.body.setup).toEqual(['PASSWORD']);
      const wang = new Caller(the().door, opened.body.accessToken);
      const setup = async () => (await wang.get<{ setup: string[] }>('/auth/me')).body.setup;
      expect(await setup()).toEqual(['PASSWORD']);
      expect(saidOf(await wang.get('/accounts'))).toBe('403 SETUP_REQUIRED');
      expect((await wang.post('/auth/password', { old: password, next: 'my very own words' })).status).toBe(
        204,
      );
      expect(await setup()).toEqual([]);
      expect(saidOf(await wang.get('/accounts'))).toBe('403 FORBIDDEN_ROLE');
    });

    it('is told where it is signed in, ends it all itself, and has it ended by security alone', async () => {
      const username = 'leading-group@320500';
      const [first, second] = [
        await signedIn(the().door, { username }),
        await signedIn(the().door, { username }),
      ];
      const list = async (by: Caller, path: string) =>
        (await by.get<{ items: { current: boolean; tokenHash?: string }[] }>(path)).body.items;
      const own = await list(first, '/auth/sessions');
      expect(own.map(({ current }) => current)).toEqual([false, true]);
      expect(Object.keys(own[0] ?? {})).not.toContain('tokenHash');
      expect(await list(the().audit, `/accounts/${username}/sessions`)).toHaveLength(2);
      expect(saidOf(await first.post('/auth/sessions/end'))).toBe('204');
      for (const caller of [first, second])
        expect(saidOf(await caller.get('/auth/me'))).toBe('401 UNAUTHENTICATED');

      const third = await signedIn(the().door, { username });
      expect(saidOf(await the().system.post(`/accounts/${username}/sessions/end`))).toBe(
        '403 FORBIDDEN_ROLE',
      );
      expect(saidOf(await the().security.post(`/accounts/${username}/sessions/end`))).toBe('204');
      expect(saidOf(await third.get('/auth/me'))).toBe('401 UNAUTHENTICATED');
      expect(await list(the().security, `/accounts/${username}/sessions`)).toEqual([]);
      const page = await the().audit.get<{ items: { act: string }[] }>(
        `/access-log?account=${username}&limit=1000`,
      );
      expect(page.body.items.map(({ act }) => act)).toContain('SIGN_OUT_EVERYWHERE');
    });

    it('that is rejected never was, and its name is free again', async () => {
      const { id } = (await the().ask('li.si', { person: { name: '李四' } })).body;
      expect(saidOf(await the().ask('li.si'))).toBe('409 ACCOUNT_EXISTS');
      expect((await the().decide(the().security, id, 'REJECT')).status).toBe(200);
      expect(saidOf(await the().security.get(`/accounts/${id}`))).toBe('404 NOT_FOUND');
      expect((await the().ask('li.si')).status).toBe(201);
      expect(saidOf(await the().ask('office@320500'))).toBe('409 ACCOUNT_EXISTS');
    });

    it('cannot hold an administrator’s role with another, nor roles and places nobody knows', async () => {
      expect((await the().ask('x.y', { roles: ['system-admin', 'office'] })).status).toBe(422);
      expect((await the().ask('x.y', { roles: ['system-admin', 'audit-admin'] })).status).toBe(422);
      expect((await the().ask('x.y', { roles: ['system'] })).status).toBe(400);
      expect((await the().ask('x.y', { roles: ['office', 'office'] })).status).toBe(422);
      expect((await the().ask('x.y', { place: '999999' })).status).toBe(422);
      expect((await the().ask('X Y')).status).toBe(400);
    });

    it('changes its roles by two, one change at a time, and not by itself', async () => {
      const { id } = await the().made('zhao');
      const roles = { roles: ['county-reviewer'], place: '320581' };
      expect((await the().security.post(`/accounts/${id}/roles`, roles)).status).toBe(202);
      expect(saidOf(await the().system.post(`/accounts/${id}/renewal`))).toBe('409 ACCOUNT_CHANGE_OPEN');
      expect(saidOf(await the().decide(the().security, id))).toBe('403 TWO_ADMINISTRATORS');
      expect((await the().shown(the().system, id)).roles).toEqual(['county-clerk']);
      expect((await the().decide(the().system, id)).status).toBe(200);
      expect(await the().shown(the().system, id)).toMatchObject({ ...roles, change: null });
      const own = '/accounts/security-admin@320500';
      expect(saidOf(await the().security.post(`${own}/roles`, roles))).toBe('403 TWO_ADMINISTRATORS');
      expect(saidOf(await the().security.post(`${own}/lock`))).toBe('403 TWO_ADMINISTRATORS');
      expect((await the().system.post(`${own}/roles`, roles)).status).toBe(202);
      expect(saidOf(await the().decide(the().security, 'security-admin@320500'))).toBe(
        '403 TWO_ADMINISTRATORS',
      );
      expect(saidOf(await the().decide(the().audit, 'security-admin@320500'))).toBe('403 TWO_ADMINISTRATORS');
    });

    it('gets a new password from two halves, and the old one is dead', async () => {
      const { id, password } = await the().made('qian');
      expect((await signIn(the().door, { username: 'qian', password })).status).toBe(200);
      const { firstHalf } = (await the().system.post<Asked>(`/accounts/${id}/password`)).body;
      const { secondHalf } = (await the().decide(the().security, id)).body;
      expect((await signIn(the().door, { username: 'qian', password })).status).toBe(401);
      expect(
        (await signIn(the().door, { username: 'qian', password: `${firstHalf}-${secondHalf}` })).status,
      ).toBe(200);
    });

    it('still asks for its second factor after a new password', async () => {
      const username = 'element-water@320500';
      const caller = await signedIn(the().door, { username });
      const { secret } = (await caller.post<{ secret: string }>('/auth/second-factor')).body;
      await caller.post('/auth/second-factor/confirmation', {
        code: totpCode(secret, stepAt(Date.now()) - 1),
      });
      const { firstHalf } = (await the().system.post<Asked>(`/accounts/${username}/password`)).body;
      const { secondHalf } = (await the().decide(the().security, username)).body;
      const password = `${firstHalf}-${secondHalf}`;
      expect((await signIn(the().door, { username, password })).code).toBe('SECOND_FACTOR_REQUIRED');
      const code = totpCode(secret, stepAt(Date.now()) + 1);
      expect((await signIn(the().door, { username, password, code })).status).toBe(200);
    });

    it('is locked and unlocked by the security administrator alone', async () => {
      const { id, password } = await the().made('sun');
      const lock = `/accounts/${id}/lock`;
      for (const other of [the().system, the().audit, the().clerk])
        expect(saidOf(await other.post(lock))).toBe('403 FORBIDDEN_ROLE');
      expect((await the().security.post(lock)).status).toBe(204);
      expect((await the().shown(the().audit, id)).status).toBe('LOCKED');
      expect((await signIn(the().door, { username: 'sun', password })).code).toBe('BAD_CREDENTIALS');
      for (let count = 0; count < 12; count += 1)
        await signIn(the().door, { username: 'sun', password: 'wrong words' });
      expect((await signIn(the().door, { username: 'sun', password })).code).toBe('RATE_LIMITED');
      expect((await the().security.post(`/accounts/${id}/unlock`)).status).toBe(204);
      expect((await signIn(the().door, { username: 'sun', password })).status).toBe(200);
    });

    it('loses its authenticator by the security administrator', async () => {
      const username = 'element-air@320500';
      const caller = await signedIn(the().door, { username });
      const { secret } = (await caller.post<{ secret: string }>('/auth/second-factor')).body;
      await caller.post('/auth/second-factor/confirmation', { code: totpCode(secret, stepAt(Date.now())) });
      expect((await signIn(the().door, { username })).code).toBe('SECOND_FACTOR_REQUIRED');
      expect((await the().security.post(`/accounts/${username}/second-factor-reset`)).status).toBe(204);
      expect((await signIn(the().door, { username })).status).toBe(200);
      await within(1_000, async () => (await caller.get('/auth/me')).status === 401);
    });
  });

  describe('the yearly confirmation', () => {
    const age = (id: string, days: number) =>
      the().door.database.query(
        'UPDATE identity.account SET confirmed_at = now() - make_interval(days => $2) WHERE id = $1',
        [id, days],
      );

    it('is shown when due, suspends when it stays out, and takes two', async () => {
      const { id, password } = await the().made('zhou');
      await age(id, 366);
      const due = await the().system.get<{ items: Listed[] }>('/accounts?status=RENEWAL_DUE');
      expect(due.body.items.map((account) => account.username)).toEqual(['zhou']);
      expect((await signIn(the().door, { username: 'zhou', password })).status).toBe(200);
      await age(id, 396);
      expect((await the().shown(the().security, id)).status).toBe('SUSPENDED');
      expect((await signIn(the().door, { username: 'zhou', password })).code).toBe('BAD_CREDENTIALS');
      await the().system.post(`/accounts/${id}/renewal`);
      expect((await the().shown(the().security, id)).change).toMatchObject({ kind: 'RENEWAL' });
      expect((await the().decide(the().security, id)).status).toBe(200);
      expect((await signIn(the().door, { username: 'zhou', password })).status).toBe(200);
    });

    it('of an administrator is confirmed by the audit administrator', async () => {
      const { id } = await the().made('admin.two', { roles: ['system-admin'], place: '320500' });
      expect((await the().security.post(`/accounts/${id}/renewal`)).status).toBe(202);
      expect((await the().decide(the().audit, id)).status).toBe(200);
    });
  });
};

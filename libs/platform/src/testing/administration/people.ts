import { saidOf, type Part } from './administrators.js';

export const people: Part = (the) => {
  describe('people', () => {
    it('are known to who makes accounts, masked for others, sealed in the database, and can be erased', async () => {
      const { id } = await the().made('wu.jz', { person: { name: '吴承恩', phone: '13900001234' } });
      expect((await the().shown(the().system, id)).person).toEqual({ name: '吴承恩', phone: '13900001234' });
      for (const other of [the().security, the().audit])
        expect((await the().shown(other, id)).person).toEqual({ name: '吴**', phone: '139****1234' });
      const dump = JSON.stringify([
        await the().door.database.query('SELECT * FROM identity.person'),
        await the().door.database.query('SELECT * FROM identity.access_log'),
        await the().door.database.query('SELECT * FROM identity.account_change'),
      ]);
      expect(dump).not.toMatch(/吴承恩|13900001234/);
      const path = `/accounts/${id}/personal-data`;
      expect(saidOf(await the().security.send('DELETE', path))).toBe('403 FORBIDDEN_ROLE');
      expect((await the().system.send('PUT', path, { name: '吴敬梓' })).status).toBe(204);
      expect((await the().shown(the().audit, id)).person).toEqual({ name: '吴**' });
      expect((await the().system.send('DELETE', path)).status).toBe(204);
      expect(await the().shown(the().system, id)).toMatchObject({ username: 'wu.jz', person: null });
    });
  });

  describe('the person behind an account', () => {
    it('is told what is kept, and how others see it', async () => {
      const own = async () => (await the().clerk.get('/auth/personal-data')).body;
      expect(await own()).toEqual({ kept: null, shown: null });
      const person = { name: '沈复', phone: '13700005678' };
      await the().system.send('PUT', '/accounts/office@320500/personal-data', person);
      expect(await own()).toEqual({ kept: person, shown: { name: '沈*', phone: '137****5678' } });
      expect((await the().audit.get('/auth/personal-data')).body).toEqual({ kept: null, shown: null });
      await the().system.send('DELETE', '/accounts/office@320500/personal-data');
      expect(await own()).toEqual({ kept: null, shown: null });
    });
  });

  describe('staffing', () => {
    it('names places where one item cannot pass through three people', async () => {
      const gaps = async () =>
        (await the().clerk.get<{ items: { place: string; missing: string[] }[] }>('/accounts/staffing')).body
          .items;
      expect(await gaps()).toEqual([]);
      await the().security.post('/accounts/county-reviewer@320585/lock');
      expect(await gaps()).toEqual([
        expect.objectContaining({ place: '320585', missing: ['withdrawal:first-review'] }),
        ...(await gaps()).slice(1),
      ]);
      await the().security.post('/accounts/county-reviewer@320585/unlock');
      expect(await gaps()).toEqual([]);
    });
  });
};

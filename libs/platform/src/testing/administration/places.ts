import { Caller, signedIn } from '../../../../../test/support/identity.js';
import { saidOf, type Part, type Asked, type Listed } from './administrators.js';

export const administratorsOfPlaces: Part = (the) => {
  describe('an administrator', () => {
    const COUNTY = '320583';
    const NEIGHBOUR = 'county-clerk@320585';
    const PARK = 'park-clerk@park-kunshan-dev';
    let local: Record<'system' | 'security' | 'audit', Caller>;
    let neighbour: Caller;
    /** The three administrators of a county, with the password of the demo. */
    const threeAt = async (place: string): Promise<Caller[]> => {
      await the().door.database.query(
        `INSERT INTO identity.account (id, username, roles, place, password_hash)
       SELECT role || $1, role || $1, ARRAY[role], $2, password_hash FROM identity.account,
         unnest(ARRAY['system-admin', 'security-admin', 'audit-admin']) role
       WHERE username = 'system-admin@320500'`,
        [`@${place}`, place],
      );
      return Promise.all(
        ['system', 'security', 'audit'].map((name) =>
          signedIn(the().door, { username: `${name}-admin@${place}` }),
        ),
      );
    };
    beforeAll(async () => {
      const [own, next] = [await threeAt(COUNTY), await threeAt('320585')];
      local = { system: own[0], security: own[1], audit: own[2] } as typeof local;
      neighbour = next[1] as Caller;
    });
    const rowOf = async (id: string): Promise<unknown> =>
      (await the().door.database.query('SELECT * FROM identity.account WHERE id = $1', [id]))[0];

    it('sees the accounts of the own places, those asked for too, and no others', async () => {
      const { id } = (await the().ask('asked.there', { place: '320585' })).body;
      for (const by of Object.values(local)) {
        const seen = await by.get<{ items: (Listed & { place: string })[] }>('/accounts?perPage=200');
        expect(new Set(seen.body.items.map(({ place }) => place))).toEqual(
          new Set([COUNTY, 'park-kunshan-dev']),
        );
        for (const foreign of [NEIGHBOUR, 'office@320500', 'province@320000', id])
          expect(saidOf(await by.get(`/accounts/${foreign}`))).toBe('403 FORBIDDEN_PLACE');
        expect((await by.get(`/accounts/${PARK}`)).status).toBe(200);
        expect(saidOf(await by.get('/accounts?place=320585'))).toBe('403 FORBIDDEN_PLACE');
      }
      const city = await the().system.get<{ items: (Listed & { place: string })[] }>('/accounts?perPage=200');
      expect(city.body.items.map(({ place }) => place)).toEqual(expect.arrayContaining([COUNTY, '320585']));
      expect(city.body.items.map(({ place }) => place)).not.toContain('320000');
      await the().decide(the().security, id, 'REJECT');
    });

    it.each<[keyof typeof local, string, string, object?]>([
      ['system', 'POST', 'renewal'],
      ['system', 'POST', 'password'],
      ['security', 'POST', 'roles', { roles: ['county-clerk'], place: COUNTY }],
      ['security', 'POST', 'confirmation', { decision: 'PASS' }],
      ['security', 'POST', 'lock'],
      ['security', 'POST', 'unlock'],
      ['security', 'POST', 'second-factor-reset'],
      ['system', 'PUT', 'personal-data', { name: '示例' }],
      ['system', 'DELETE', 'personal-data'],
    ])('of one county, the %s one, does not touch an account of another by %s %s', async (...asked) => {
      const [who, method, act, body] = asked;
      const before = await rowOf(NEIGHBOUR);
      expect(saidOf(await local[who].send(method, `/accounts/${NEIGHBOUR}/${act}`, body))).toBe(
        '403 FORBIDDEN_PLACE',
      );
      expect(await rowOf(NEIGHBOUR)).toEqual(before);
      expect((await the().shown(the().system, NEIGHBOUR)).change).toBeNull();
    });

    it('makes accounts with the other one of the own places, and for the own places', async () => {
      const terms = { username: 'made.here', roles: ['county-clerk'], place: COUNTY };
      expect(saidOf(await local.system.post('/accounts', { ...terms, place: '320585' }))).toBe(
        '403 FORBIDDEN_PLACE',
      );
      const { id } = (await local.system.post<Asked>('/accounts', terms)).body;
      expect(saidOf(await the().decide(neighbour, id))).toBe('403 FORBIDDEN_PLACE');
      expect((await the().decide(local.security, id)).status).toBe(200);

      const moving = { roles: ['county-clerk'], place: '320585' };
      expect(saidOf(await local.system.post(`/accounts/${id}/roles`, moving))).toBe('403 FORBIDDEN_PLACE');
      expect((await the().system.post(`/accounts/${id}/roles`, moving)).status).toBe(202);
      expect(saidOf(await the().decide(local.security, id))).toBe('403 FORBIDDEN_PLACE');
      expect(saidOf(await the().decide(neighbour, id))).toBe('403 FORBIDDEN_PLACE');
      expect((await the().decide(the().security, id)).status).toBe(200);
    });

    it('is told of the own queues and reads the own part of the access log', async () => {
      await the().security.post('/accounts/county-reviewer@320585/lock');
      await the().security.post(`/accounts/county-reviewer@${COUNTY}/lock`);
      const places = async (by: Caller) =>
        (await by.get<{ items: { place: string }[] }>('/accounts/staffing')).body.items.map(
          ({ place }) => place,
        );
      expect(await places(the().system)).toEqual(expect.arrayContaining(['320585', COUNTY]));
      expect(await places(local.audit)).toEqual([COUNTY, 'park-kunshan-dev']);
      const locked = async (by: Caller) =>
        (await by.get<{ items: { subject: string }[] }>('/access-log?act=LOCK&limit=1000')).body.items.map(
          ({ subject }) => subject,
        );
      expect(await locked(the().audit)).toEqual(expect.arrayContaining(['county-reviewer@320585']));
      expect(await locked(local.audit)).toContain(`county-reviewer@${COUNTY}`);
      expect(await locked(local.audit)).not.toContain('county-reviewer@320585');
      const mine = await local.audit.get<{ items: { account: string | null }[] }>('/access-log?limit=1000');
      expect(mine.body.items.map(({ account }) => account)).toContain(`system-admin@${COUNTY}`);
      expect(mine.body.items.filter(({ account }) => account?.endsWith('@320585'))).toEqual([]);
      for (const at of ['320585', COUNTY])
        await the().security.post(`/accounts/county-reviewer@${at}/unlock`);
    });
  });
};

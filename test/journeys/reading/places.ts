import { DataSource } from 'typeorm';
import { must } from '#kernel';
import { Passwords } from '#libs/platform';
import type { Deposit, Reduction, Withdrawal } from '../../support/answers.js';
import type { Answer } from '../../support/client.js';
import {
  applicationBody,
  bodyOf,
  CITY_POOL,
  demand,
  linesOf,
  PASS,
  reductionBody,
  refusal,
} from '../../support/journey.js';
import { PASSWORD } from '../../support/service.js';
import { PLACE, POOL, type Part } from './city.js';

export const placesAndPosts: Part = (at) => {
  describe('places and posts', () => {
    it('a county sees its own items and those of its parks', async () => {
      const clerk = await at().journey.clerk(PLACE);
      for (const register of ['reductions', 'deposits', 'withdrawals']) {
        const mine = await at().itemsOf(`/${register}?perPage=200`, clerk);
        const all = await at().itemsOf(`/${register}?perPage=200`);
        const expected = all.filter(({ place }) => place === PLACE || place === 'park-kunshan-dev');
        expect(mine.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
        expect(mine.length).toBeGreaterThan(0);
        expect(all.length).toBeGreaterThan(mine.length);

        const foreign = must(
          all.find(({ place }) => place === '320509'),
          `${register} of 320509`,
        );
        expect(refusal(await clerk.get(`/${register}/${foreign.id}`))).toBe('403 FORBIDDEN_PLACE');
        expect(refusal(await clerk.get(`/${register}?place=320509`))).toBe('403 FORBIDDEN_PLACE');
      }
      const park = await at().service.offices.officer('park-clerk@park-kunshan-dev');
      const own = await at().itemsOf('/deposits?perPage=200', park);
      expect(new Set(own.map(({ place }) => place))).toEqual(new Set(['park-kunshan-dev']));
    });

    it('a county reads the lots of its own pools and the balances of those that serve it', async () => {
      const clerk = await at().journey.clerk(PLACE);
      const pools = (await at().itemsOf('/pools', clerk)).map(({ id }) => id);
      expect(new Set(pools)).toEqual(new Set(['pool-320000', CITY_POOL, POOL, 'pool-park-kunshan-dev']));
      const seen = async (pool: string) =>
        (
          await Promise.all(['balance', 'lots', 'journal'].map((part) => clerk.get(`/pools/${pool}/${part}`)))
        ).map(({ status }) => status);
      expect(await seen(POOL)).toEqual([200, 200, 200]);
      expect(await seen('pool-park-kunshan-dev')).toEqual([200, 200, 200]);
      expect(await seen(CITY_POOL)).toEqual([200, 403, 403]);
      expect(await seen('pool-320000')).toEqual([200, 403, 403]);
      expect(await seen('pool-320509')).toEqual([403, 403, 403]);
    });

    it('a voucher is read in its own place only', async () => {
      const drawn = await at().journey.draw(
        applicationBody('320509', [demand('TN', '0.1')], { pools: ['pool-320509'] }),
      );
      const path = `/vouchers/${drawn.voucherNo}`;
      expect(bodyOf(await (await at().journey.clerk('320509')).get(path), 200)).toMatchObject({
        no: drawn.voucherNo,
      });
      expect(refusal(await (await at().journey.clerk(PLACE)).get(path))).toBe('403 FORBIDDEN_PLACE');
    });

    it('administrators read no business and only those who may read the log', async () => {
      for (const role of ['system-admin', 'security-admin', 'audit-admin']) {
        const administrator = await at().service.offices.officer(`${role}@320500`);
        for (const path of ['/deposits', '/withdrawals', '/reductions', '/pools', `/pools/${POOL}/balance`]) {
          expect(refusal(await administrator.get(path))).toBe('403 FORBIDDEN_ROLE');
        }
        const log = await administrator.get('/events?limit=1');
        expect(log.status).toBe(role === 'audit-admin' ? 200 : 403);
      }
      expect(refusal(await (await at().journey.clerk(PLACE)).get('/events'))).toBe('403 FORBIDDEN_ROLE');
      for (const path of ['/deposits', '/events', '/pollutants', '/auth/me']) {
        const answer = await at().service.offices.stranger.get(path);
        expect(refusal(answer)).toBe('401 UNAUTHENTICATED');
        expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      }
    });

    it('one person takes one step of an item, whatever roles the account has', async () => {
      const username = 'all-in-one@320583';
      const roles = ['county-clerk', 'county-reviewer', 'county-approver'] as const;
      const passwordHash = await at().service.service.app.get(Passwords).hash(PASSWORD);
      // The service makes no such account; somebody with the database's password might.
      await at()
        .service.service.app.get(DataSource)
        .query(
          'INSERT INTO identity.account (id, username, roles, place, password_hash) VALUES ($1, $1, $2, $3, $4)',
          [username, roles, PLACE, passwordHash],
        );
      const one = await at().service.offices.officer(username);
      const wish = applicationBody(PLACE, [demand('TP', '0.01')], { pools: [POOL] });
      const duty = (answer: Answer) => [refusal(answer), /您已办理 (\w+)/.exec(answer.problem.detail)?.[1]];

      const { id } = bodyOf(await one.post<Withdrawal>('/withdrawals', wish), 201);
      expect(duty(await one.post(`/withdrawals/${id}/first-review`, PASS))).toEqual([
        '409 SEPARATION_OF_DUTIES',
        'FILING',
      ]);
      await at().journey.hold(id, PLACE);
      expect(duty(await one.post(`/withdrawals/${id}/approval`, PASS))).toEqual([
        '409 SEPARATION_OF_DUTIES',
        'FILING',
      ]);
      await at().journey.approve(id, PLACE);

      const other = await at().journey.apply(wish);
      bodyOf(await one.post(`/withdrawals/${other.id}/first-review`, PASS), 200);
      const both = await one.post(`/withdrawals/${other.id}/approval`, PASS);
      expect(duty(both)).toEqual(['409 SEPARATION_OF_DUTIES', 'FIRST_REVIEW']);
      await at().journey.approve(other.id, PLACE);

      const reduction = bodyOf(
        await one.post<Reduction>('/reductions', reductionBody(PLACE, { TP: '1' })),
        201,
      );
      const lines = linesOf({ TP: '1' });
      const deposit = bodyOf(await one.post<Deposit>('/deposits', { reductionId: reduction.id, lines }), 201);
      expect(duty(await one.post(`/deposits/${deposit.id}/first-review`, PASS))).toEqual([
        '409 SEPARATION_OF_DUTIES',
        'FILING',
      ]);
    });
  });
};

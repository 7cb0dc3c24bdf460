import { PLACES, poolIdOf } from '#kernel';
import type { Items } from '../../support/answers.js';
import { bodyOf, CITY, CITY_POOL, refusal } from '../../support/journey.js';
import { ACTS, PROVINCE_POOL, IN_YEAR, answered, openActs, type Part } from './watch.js';

/** How the demo city stands. */
export const demoCity: Part = (at) => {
  describe('the demo city', () => {
    it('320581 is closed altogether, its parks with it: every withdrawal names the order', async () => {
      for (const place of ['320581', 'park-changshu-dev']) {
        for (const pool of [poolIdOf(place), CITY_POOL, PROVINCE_POOL, null]) {
          const answer = await at().filing(place, pool);
          expect(`${pool} ${answered(answer)}`).toBe(`${pool} 409 SUSPENDED`);
          expect(answer.problem.detail).toContain('苏环暂〔2026〕2号');
        }
      }
    });

    it('everybody else has what article 10 gives them', async () => {
      const open = async (place: string): Promise<string> =>
        `${place} ${openActs(await at().standing(place, `asOf=${IN_YEAR}`)).join(' ')}`;
      const closed = ['320581', 'park-changshu-dev', 'park-changshu-hitech'];
      const ownOnly = ['320582', 'park-zhangjiagang-dev', 'park-zhangjiagang-ftz', 'park-yejin'];
      const changedAbove = ['320508'];
      const local = PLACES.filter(
        ({ code, kind }) => (kind === 'COUNTY' || kind === 'PARK') && !changedAbove.includes(code),
      );
      const expected = (code: string): string => {
        if (closed.includes(code)) return '';
        return ownOnly.includes(code) ? 'WITHDRAW_LOCAL' : ACTS.join(' ');
      };
      const seen = await Promise.all(local.map(({ code }) => open(code)));
      expect(seen).toEqual(local.map(({ code }) => `${code} ${expected(code)}`));
      expect(await open(CITY)).toBe(`${CITY} WITHDRAW_MUNICIPAL WITHDRAW_LOCAL`);
    });

    it('is read by those above and below, not by the neighbour', async () => {
      const clerk = await at().running.offices.officer('park-clerk@park-kunshan-dev');
      const status = async (place: string): Promise<number> => (await clerk.get(`/standing/${place}`)).status;
      expect(
        await Promise.all(['park-kunshan-dev', '320583', CITY, '320585', 'nowhere'].map(status)),
      ).toEqual([200, 200, 200, 403, 404]);
      const neighbour = await at().running.offices.officer('county-clerk@320583');
      const places = bodyOf(await neighbour.get<Items>('/readings?perPage=200'), 200).items.map(
        ({ place }) => place,
      );
      expect([...new Set(places)]).toEqual(['320583']);
      expect(refusal(await neighbour.get('/warnings?place=320585'))).toBe('403 FORBIDDEN_PLACE');
    });
  });
};

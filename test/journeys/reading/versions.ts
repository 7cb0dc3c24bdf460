import { must } from '#kernel';
import type { Reduction } from '../../support/answers.js';
import { bodyOf, PASS, reductionBody, refusal } from '../../support/journey.js';
import { PLACE, POOL, type Part } from './city.js';

export const versions: Part = (at) => {
  describe('versions', () => {
    it('an item read, reviewed by another and written with the old ETag is refused with 412', async () => {
      const amounts = { TN: '1' };
      const clerk = await at().journey.clerk(PLACE);
      const filed = await clerk.post<Reduction>('/reductions', reductionBody(PLACE, amounts));
      const location = must(filed.headers.get('location'), 'location').replace('/api/v1', '');
      expect(location).toBe(`/reductions/${filed.body.id}`);
      expect(filed.headers.get('etag')).toBe('"1"');
      expect((await clerk.get(location)).headers.get('etag')).toBe('"1"');

      const deposit = await at().journey.claim(filed.body, amounts);
      const path = `/deposits/${deposit.id}`;
      const reviewer = await at().journey.reviewer(PLACE);
      const etag = must((await reviewer.get(path)).headers.get('etag'), 'etag');
      const reviewed = await reviewer.post(`${path}/first-review`, PASS, { headers: { 'if-match': etag } });
      expect(bodyOf(reviewed, 200)).toMatchObject({ status: 'FIRST_REVIEWED' });
      expect((await reviewer.get(path)).headers.get('etag')).toBe(reviewed.headers.get('etag'));

      const before = await at().head();
      const water = await at().journey.division('WATER');
      const element = { medium: 'WATER', ...PASS };
      const stale = await water.post(`${path}/element-review`, element, { headers: { 'if-match': etag } });
      expect(refusal(stale)).toBe('412 VERSION_MISMATCH');
      expect(stale.problem.detail).toContain(etag.replaceAll('"', ''));
      for (const wrong of ['3', 'W/"3"', '"x"', '"-1"', '"01"', '"1", "2"']) {
        const answer = await water.post(`${path}/element-review`, element, {
          headers: { 'if-match': wrong },
        });
        expect(`${wrong} ${refusal(answer)}`).toBe(`${wrong} 400 INVALID_FIELD`);
      }
      expect(await at().head()).toBe(before);
      bodyOf(await water.post(`${path}/element-review`, element, { headers: { 'if-match': '*' } }), 200);
    });

    it('a read for a position not yet written waits, then says how far it has come', async () => {
      const position = await at().head();
      const behind = await at().office.get(`/pools/${POOL}/balance`, {
        'ledger-position': String(position + 1),
      });
      expect(refusal(behind)).toBe('503 PROJECTION_BEHIND');
      expect(behind.problem.detail).toContain(String(position));
      expect(behind.headers.get('retry-after')).toBe('1');
    });
  });
};

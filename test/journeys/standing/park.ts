import { poolIdOf } from '#kernel';
import type { Officer } from '../../support/client.js';
import { bodyOf, refusal } from '../../support/journey.js';
import { type Identified, type Part } from './watch.js';

/** 第十五条、第十八条: a park with limits, judged and awarded. */
export const parkOfLimits: Part = (at) => {
  describe('a limit-managed park', () => {
    const PARK = 'park-taicang-dev';
    it('has its targets consented, its discharge judged and its award confirmed into its own pool', async () => {
      const office = await at().journey.office();
      const province = await at().running.offices.officer('province@320000');
      const post = <T>(who: Officer, path: string, body: object) =>
        who.post<T>(`/parks/${PARK}/${path}`, { year: 2025, ...body });
      const target = { medium: 'AIR', indicator: 'PM2.5', value: '30', unit: 'μg/m³' };
      bodyOf(await post(office, 'targets', { targets: [target] }), 200);
      expect(refusal(await post(office, 'targets/consent', { documentNo: '示例苏环函〔2026〕1号' }))).toBe(
        '403 FORBIDDEN_ROLE',
      );
      const consented = bodyOf(
        await post(province, 'targets/consent', { documentNo: '示例苏环函〔2026〕1号' }),
        200,
      );
      expect(consented).toMatchObject({
        consentNo: '示例苏环函〔2026〕1号',
        targets: [{ ...target, betterWhen: 'LOWER' }],
      });
      expect(refusal(await post(office, 'awards', {}))).toBe('409 AWARD_NOT_EARNED');
      bodyOf(
        await post(office, 'allowed', { basis: '示例报告', lines: [{ pollutant: 'COD', amount: '100' }] }),
        200,
      );
      bodyOf(
        await post(office, 'actual', { basis: '示例核算', lines: [{ pollutant: 'COD', amount: '92.5' }] }),
        200,
      );
      const over = await post(office, 'awards', { lines: [{ pollutant: 'COD', amount: '7.500000001' }] });
      expect(refusal(over)).toBe('409 AWARD_OVER_CAP');
      const award = bodyOf(await post<Identified>(office, 'awards', {}), 201);
      expect(award).toMatchObject({ status: 'COMPUTED', lines: [{ pollutant: 'COD', amount: '7.5' }] });

      const { available } = await at().journey.balance(poolIdOf(PARK), 'COD');
      const documentNo = { documentNo: '示例苏环函〔2026〕2号' };
      expect(
        (await province.post(`/parks/park-sip/awards/${award.id}/confirmation`, documentNo)).status,
      ).toBe(404);
      bodyOf(await province.post(`/parks/${PARK}/awards/${award.id}/confirmation`, documentNo), 200);
      expect(refusal(await province.post(`/awards/${award.id}/confirmation`, documentNo))).toBe(
        '409 WRONG_STATE',
      );
      const after = await at().journey.balance(poolIdOf(PARK), 'COD');
      expect(Number(after.available) - Number(available)).toBeCloseTo(7.5, 9);
      const shown = await (await at().journey.clerk(PARK)).get(`/parks/${PARK}`);
      expect(bodyOf(shown, 200)).toMatchObject({
        id: PARK,
        place: '320585',
        years: expect.arrayContaining([
          expect.objectContaining({ year: 2025, award: expect.objectContaining({ status: 'CONFIRMED' }) }),
        ]),
      });
      expect((await office.get('/parks/320583')).status).toBe(404);
    });
  });
};

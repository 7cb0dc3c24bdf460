import { poolIdOf } from '#kernel';
import type { Items } from '../../support/answers.js';
import { bodyOf, CITY, CITY_POOL, refusal } from '../../support/journey.js';
import {
  ACTS,
  PROVINCE_POOL,
  IN_YEAR,
  answered,
  openActs,
  failing,
  type Identified,
  type Part,
} from './watch.js';

/** 第十条: last year’s verdict opens and closes pools. */
export const articleTen: Part = (at) => {
  describe('article 10', () => {
    it('scenario 9: quality met, task missed: own pool open, the municipal one by decision number only', async () => {
      const PLACE = '320508';
      const verdict = { place: PLACE, year: 2025, quality: { water: 'MET', air: 'MET' }, taskDone: false };
      const draft = bodyOf(await at().monitoring.post<Identified>('/assessments', verdict), 201);
      const group = await at().running.offices.officer(`leading-group@${CITY}`);
      const published = await group.post(`/assessments/${draft.id}/publish`, {
        decisionNo: '示例总量领〔2026〕9号',
      });
      expect(bodyOf(published, 200)).toMatchObject({ status: 'PUBLISHED', taskDone: false });
      const filed = async (pool: string, more: object = {}): Promise<string> =>
        answered(await at().filing(PLACE, pool, { effectiveOn: IN_YEAR, ...more }));
      expect(await filed(poolIdOf(PLACE))).toBe('accepted');
      expect(await filed(CITY_POOL)).toBe('409 ANNUAL_LINKAGE');
      expect(await filed(CITY_POOL, { rulingNo: '示例总量领〔2026〕10号' })).toBe('accepted');
      const open = await at().standing(PLACE, `asOf=${IN_YEAR}`);
      expect(openActs(open)).toEqual(['WITHDRAW_LOCAL']);
      expect(open.acts[1]?.reasons).toContainEqual(
        expect.objectContaining({ code: 'ANNUAL_LINKAGE', outcome: 'NEEDS_RULING' }),
      );
      const all = await group.get<Items>(`/assessments?place=${PLACE}&year=2025&sort=filedAt`);
      expect(all.body.items.map(({ status }) => status)).toEqual(['REPLACED', 'PUBLISHED']);
    });

    it('scenario 10: both missed: cross-county purchase and upper pools closed, own pool open', async () => {
      const missed = await at().standing('320582', `asOf=${IN_YEAR}`);
      expect(openActs(missed)).toEqual(['WITHDRAW_LOCAL']);
      expect(failing(missed, 'ANNUAL_LINKAGE')).toEqual([
        'WITHDRAW_PROVINCIAL',
        'WITHDRAW_MUNICIPAL',
        'CROSS_COUNTY_PURCHASE',
      ]);
      const pools = ['pool-320582', CITY_POOL, PROVINCE_POOL];
      const answers = await Promise.all(
        pools.map(async (pool) => answered(await at().filing('320582', pool, { effectiveOn: IN_YEAR }))),
      );
      expect(answers).toEqual(['accepted', '409 ANNUAL_LINKAGE', '409 ANNUAL_LINKAGE']);
    });

    it('a draft binds nobody; whoever drafted it does not publish it', async () => {
      const verdict = {
        place: '320585',
        year: 2025,
        quality: { water: 'MISSED', air: 'MISSED' },
        taskDone: false,
      };
      bodyOf(await at().monitoring.post('/assessments', verdict), 201);
      expect(openActs(await at().standing('320585', `asOf=${IN_YEAR}`))).toEqual(ACTS);
      expect(refusal(await at().monitoring.post('/assessments', { ...verdict, year: 2099 }))).toBe(
        '422 INVALID_MEANING',
      );
      expect(refusal(await at().lead.post('/assessments', verdict))).toBe('403 FORBIDDEN_ROLE');
    });
  });
};

import { poolIdOf } from '#kernel';
import type { Items } from '../../support/answers.js';
import { bodyOf, CITY_POOL, groundOf, refusal } from '../../support/journey.js';
import { ACTS, PROVINCE_POOL, answered, openActs, failing, type Suspension, type Part } from './watch.js';

/** Scenario 8: an order blocks all three tiers by the time at which things take effect. */
export const suspended: Part = (at) => {
  describe('scenario 8: suspended from 2026-05-10, lifted from 2026-07-01', () => {
    const PLACE = '320507';
    const POOLS = [PROVINCE_POOL, CITY_POOL, poolIdOf(PLACE)];
    const all = (effectiveOn: string): Promise<string[]> =>
      Promise.all(POOLS.map(async (pool) => answered(await at().filing(PLACE, pool, { effectiveOn }))));
    let order: Suspension;
    let before: number;

    beforeAll(async () => {
      before = await at().running.offices.head();
      order = await at().ordered(PLACE, { effectiveFrom: '2026-05-10' });
    });

    it('scenario 8: 05-09 stands, 05-10 is blocked in all three tiers, and the refusal names the order', async () => {
      expect(order).toMatchObject({
        status: 'ORDERED',
        backDated: true,
        effectiveFrom: '2026-05-09T16:00:00.000Z',
      });
      expect(await all('2026-05-09')).toEqual(['accepted', 'accepted', 'accepted']);
      expect(await all('2026-05-10')).toEqual(['409 SUSPENDED', '409 SUSPENDED', '409 SUSPENDED']);
      const blocked = await at().filing(PLACE, poolIdOf(PLACE), { effectiveOn: '2026-05-10' });
      expect(groundOf(blocked, 'SUSPENDED')).toMatchObject({
        place: PLACE,
        orderNo: order.orderNo,
        effectiveFrom: '2026-05-10',
      });
      expect(blocked.problem.detail).toContain(order.orderNo);
    });

    it('one that takes effect on 05-09 goes to its voucher under the order', async () => {
      const { id } = bodyOf(await at().filing(PLACE, poolIdOf(PLACE), { effectiveOn: '2026-05-09' }), 201);
      await at().journey.hold(id, PLACE);
      expect((await at().journey.approve(id, PLACE)).voucherNo).toMatch(/\S/);
    });

    it('scenario 8: a deposit of 05-15 is accepted and credited', async () => {
      const facts = { formedOn: '2026-05-01', permitChangedOn: '2026-05-15' };
      const reduction = await at().journey.file(PLACE, { COD: '10' }, facts);
      const { id } = await at().journey.claim(reduction, { COD: '10' }, { lateReason: '示例：补报。' });
      await at().journey.examine(id, PLACE, { COD: '10' });
      expect((await at().journey.credit(id)).status).toBe('CREDITED');
    });

    it('once lifted, 06-30 stays blocked and 07-01 is open; a lift into the past needs its reason', async () => {
      const bare = await at().lead.post(`/suspensions/${order.id}/lift`, { effectiveFrom: '2026-07-01' });
      expect(refusal(bare)).toBe('422 BACK_DATING_REASON');
      const after = await at().lifted(order.id, {
        effectiveFrom: '2026-07-01',
        reason: '示例：连续两月达标。',
        orderNo: '示例环解〔2026〕1号',
      });
      expect(after).toMatchObject({
        status: 'LIFTED',
        liftedFrom: '2026-06-30T16:00:00.000Z',
        liftOrderNo: '示例环解〔2026〕1号',
      });
      expect(await all('2026-06-30')).toEqual(['409 SUSPENDED', '409 SUSPENDED', '409 SUSPENDED']);
      expect(await all('2026-07-01')).toEqual(['accepted', 'accepted', 'accepted']);
    });

    it('scenario 8: standing as of 05-12 shows the block; 05-09, 07-01 and what was known before do not', async () => {
      const blocked = await at().standing(PLACE, 'asOf=2026-05-12');
      expect([openActs(blocked), failing(blocked, 'SUSPENDED')]).toEqual([[], ACTS]);
      expect(blocked.orders).toMatchObject([{ place: PLACE, orderNo: order.orderNo }]);
      expect(openActs(await at().standing(PLACE, 'asOf=2026-05-09'))).toEqual(ACTS);
      expect(openActs(await at().standing(PLACE, 'asOf=2026-07-01'))).toEqual(ACTS);
      expect(openActs(await at().standing(PLACE, `asOf=2026-05-12&knownAt=@${before}`))).toEqual(ACTS);
    });

    it('the register tells of it at any two times', async () => {
      const path = `/suspensions/${order.id}`;
      const status = async (query: string): Promise<string> =>
        bodyOf(await at().lead.get<Suspension>(path + query), 200).status;
      expect([await status(''), await status('?asOf=2026-06-30')]).toEqual(['LIFTED', 'ORDERED']);
      expect((await at().lead.get(`${path}?asOf=2026-05-09`)).status).toBe(404);
      const listed = await at().lead.get<Items<Suspension>>(`/suspensions?place=${PLACE}&status=LIFTED`);
      expect(listed.body.items.map(({ id }) => id)).toEqual([order.id]);
      expect((await at().lead.get(`${path}?knownAt=@${before}`)).status).toBe(404);
    });
  });
};

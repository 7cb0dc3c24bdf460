import { randomUUID } from 'node:crypto';
import { must, poolIdOf } from '#kernel';
import type { Items } from '../../support/answers.js';
import { bodyOf, PASS, refusal } from '../../support/journey.js';
import {
  ACTS,
  today,
  reading,
  answered,
  type Suspension,
  type Warning,
  type Bulk,
  type Part,
} from './watch.js';

/** 第九条: a warning, a proposal, an order, and what it does to files in flight. */
export const fromReadings: Part = (at) => {
  describe('from readings to an order and back', () => {
    const PLACE = '320505';
    const warnings = async (): Promise<readonly Warning[]> =>
      bodyOf(await at().monitoring.get<Items<Warning>>(`/warnings?place=${PLACE}&indicator=O3`), 200).items;

    it('warned, proposed, ordered: what is in flight waits; lifted again: all goes on', async () => {
      const rows = [
        reading(PLACE, '2026-08', { value: '165' }),
        reading(PLACE, '2026-09', { value: '162.5' }),
      ];
      const bulk = bodyOf(await at().monitoring.post<Bulk>('/readings/bulk', { items: rows }), 200);
      const readingIds = bulk.items.map((row) => must(row.reading, 'reading').id);
      expect(await warnings()).toMatchObject([
        { month: '2026-09', level: 'PROPOSAL', readingIds },
        { month: '2026-08', level: 'NOTICE', grounds: ['WORSE_THAN_TARGET', 'WORSE_THAN_LAST_YEAR'] },
      ]);

      const queued = bodyOf(await at().filing(PLACE, poolIdOf(PLACE)), 201);
      const holding = bodyOf(await at().filing(PLACE, poolIdOf(PLACE)), 201);
      await at().journey.hold(holding.id, PLACE);
      const unread = await at().monitoring.post('/suspensions', {
        place: PLACE,
        effectiveFrom: today(),
        reason: '示例',
        readingIds: ['r-0'],
      });
      expect(refusal(unread)).toBe('409 READINGS_REQUIRED');
      const { id, acts } = await at().proposed(PLACE, { acts: undefined, readingIds, orderNo: undefined });
      expect(acts).toEqual(ACTS);
      expect(answered(await at().filing(PLACE, poolIdOf(PLACE)))).toBe('accepted');
      expect(refusal(await at().lead.post(`/suspensions/${id}/order`, {}))).toBe('422 ORDER_NUMBER_REQUIRED');
      expect(refusal(await at().monitoring.post(`/suspensions/${id}/order`, {}))).toBe('403 FORBIDDEN_ROLE');
      bodyOf(await at().lead.post(`/suspensions/${id}/order`, { orderNo: '示例环暂〔2026〕77号' }), 200);

      const reviewer = await at().journey.reviewer(PLACE);
      const approver = await at().journey.approver(PLACE);
      expect(refusal(await reviewer.post(`/withdrawals/${queued.id}/first-review`, PASS))).toBe(
        '409 SUSPENDED',
      );
      expect(refusal(await approver.post(`/withdrawals/${holding.id}/approval`, PASS))).toBe('409 SUSPENDED');
      const status = async (of: string): Promise<unknown> =>
        (await approver.get(`/withdrawals/${of}`)).body['status'];
      expect([await status(queued.id), await status(holding.id)]).toEqual(['FILED', 'HELD']);
      expect(answered(await at().filing(PLACE, poolIdOf(PLACE)))).toBe('409 SUSPENDED');

      const proposals = async () =>
        bodyOf(await at().lead.get<Items>(`/lift-proposals?place=${PLACE}`), 200).items;
      expect(await proposals()).toEqual([]);
      const better = [
        await at().measured(PLACE, '2026-10', '140'),
        await at().measured(PLACE, '2026-11', '120'),
      ];
      expect(await proposals()).toEqual([{ suspensionId: id, place: PLACE, readingIds: better }]);
      await at().lifted(id, { readingIds: better });
      await at().journey.hold(queued.id, PLACE);
      for (const withdrawal of [queued, holding]) await at().journey.approve(withdrawal.id, PLACE);
      expect([await status(queued.id), await status(holding.id)]).toEqual(['VOUCHERED', 'VOUCHERED']);
    });

    it('a proposal may be declined; then it cannot be ordered', async () => {
      const { id } = await at().proposed(PLACE);
      bodyOf(await at().lead.post(`/suspensions/${id}/decline`, { reason: '示例：系沙尘影响。' }), 200);
      const bodiless = { method: 'POST', headers: { 'idempotency-key': randomUUID() } };
      expect(refusal(await at().lead.send(`/suspensions/${id}/order`, bodiless))).toBe('409 WRONG_STATE');
      expect((await at().lead.get(`/suspensions/${id}`)).body['status']).toBe('DECLINED');
    });

    it('an order over the county stops its parks; one over a park stops nobody else', async () => {
      const effectiveFrom = '2026-06-01';
      const [county, park] = await Promise.all([
        at().ordered('320509', { effectiveFrom }),
        at().ordered('park-kunshan-dev', { effectiveFrom }),
      ]);
      const places = ['320509', 'park-wujiang-dev', 'park-kunshan-dev', '320583', 'park-sip'];
      const on = (effectiveOn: string) =>
        Promise.all(
          places.map(async (place) => answered(await at().filing(place, poolIdOf(place), { effectiveOn }))),
        );
      expect(await on('2026-05-31')).toEqual(places.map(() => 'accepted'));
      expect(await on('2026-06-01')).toEqual([
        '409 SUSPENDED',
        '409 SUSPENDED',
        '409 SUSPENDED',
        'accepted',
        'accepted',
      ]);
      const inherited = await at().standing('park-wujiang-dev', 'asOf=2026-06-01');
      expect(inherited.orders).toMatchObject([{ place: '320509', orderNo: county.orderNo }]);
      const reason = '示例：已改善。';
      await Promise.all(
        [county, park].map(({ id }) => at().lifted(id, { effectiveFrom: '2026-06-02', reason })),
      );
    });

    it('finds what was just written and nothing unknown; refuses an older version seen', async () => {
      expect(refusal(await at().lead.post('/suspensions/nobody/order', {}))).toBe('404 NOT_FOUND');
      expect((await at().lead.get('/assessments/nobody')).status).toBe(404);
      const made = await at().monitoring.post<Suspension>('/suspensions', {
        place: '320585',
        effectiveFrom: '2027-01-01',
        reason: '示例',
        readingIds: [await at().measured('320585', '2026-04', '170')],
        orderNo: '示例环暂〔2027〕1号',
      });
      const path = `/suspensions/${made.body.id}`;
      expect(made.headers.get('location')).toBe(`/api/v1${path}`);
      const seen = must((await at().lead.get(path)).headers.get('etag'), 'etag');
      expect(seen).toBe(made.headers.get('etag'));
      await at().measured('320585', '2026-05', '150');
      const stale = await at().lead.post(`${path}/order`, {}, { headers: { 'if-match': seen } });
      expect(stale.status).toBe(412);
      const fresh = must((await at().lead.get(path)).headers.get('etag'), 'etag');
      bodyOf(
        await at().lead.post(`${path}/decline`, { reason: '示例' }, { headers: { 'if-match': fresh } }),
        200,
      );
    });
  });
};

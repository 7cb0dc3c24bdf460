import { randomUUID } from 'node:crypto';
import type { Items } from '../../support/answers.js';
import { bodyOf, refusal } from '../../support/journey.js';
import { reading, type Reading, type Bulk, type Part } from './watch.js';

/** A month of readings in one request. */
export const readingsInBulk: Part = (at) => {
  describe('readings in bulk', () => {
    const PLACE = '320506';
    const row = (month: string, differing: object = {}) =>
      reading(PLACE, month, { value: '150', indicator: 'NO2', ...differing });
    const known = async (): Promise<readonly string[]> =>
      bodyOf(
        await at().monitoring.get<Items<Reading>>(`/readings?place=${PLACE}&indicator=NO2&sort=filedAt`),
        200,
      ).items.map(({ month, status }) => `${month} ${status}`);

    it('answers row by row, once; a malformed row refuses all; the same key takes no other body', async () => {
      const malformed = [row('2026-01'), row('2026-1'), row('2026-02', { value: 3 })];
      const refused = await at().monitoring.post('/readings/bulk', { items: malformed });
      expect(refused.problem.errors?.map(({ field, rule }) => `${field} ${rule}`)).toEqual([
        'items[1].month MONTH_FORM',
        'items[2].value AMOUNT_AS_NUMBER',
      ]);
      expect(await known()).toEqual([]);

      const key = randomUUID();
      const items = [row('2026-01'), row('2199-01'), row('2026-02'), row('2026-01', { value: '151' })];
      const tried = bodyOf(await at().monitoring.dryRun<Bulk>('/readings/bulk', { items }), 200);
      expect(tried.items.map(({ accepted }) => accepted)).toEqual([true, false, true, true]);
      expect(await known()).toEqual([]);
      const first = await at().monitoring.post<Bulk>('/readings/bulk', { items }, { key });
      expect(bodyOf(first, 200).items.map(({ accepted, problem }) => problem?.code ?? accepted)).toEqual([
        true,
        'INVALID_MEANING',
        true,
        true,
      ]);
      expect(await known()).toEqual(['2026-01 CORRECTED', '2026-02 CURRENT', '2026-01 CURRENT']);
      const again = await at().monitoring.post<Bulk>('/readings/bulk', { items }, { key });
      expect(again.body.items.map(({ reading: one }) => one?.id)).toEqual(
        first.body.items.map(({ reading: one }) => one?.id),
      );
      const other = await at().monitoring.post(
        '/readings/bulk',
        { items: [row('2026-03'), row('2026-04')] },
        { key },
      );
      expect(refusal(other)).toBe('422 IDEMPOTENCY_KEY_REUSED');
      expect(await known()).toHaveLength(3);
    });
  });
};

import { must } from '#kernel';
import type { Balance, Items, LogEvent, Withdrawal } from '../../support/answers.js';
import type { Answer } from '../../support/client.js';
import { applicationBody, bodyOf, CITY_POOL, demand, lineOf, refusal } from '../../support/journey.js';
import { PLACE, POOL, type Part } from './city.js';

export const lookingBack: Part = (at) => {
  describe('looking back', () => {
    interface Moment {
      readonly position: number;
      readonly answers: readonly string[];
    }

    const knownAt = (path: string, known: string): string =>
      `${path}${path.includes('?') ? '&' : '?'}knownAt=${known}`;
    /** The answer as compared: what was asked for is echoed by balances, and differs. */
    const seen = ({ status, body }: Answer): string => {
      const { asOf: _, knownAt: __, traceId: ___, ...rest } = body;
      return JSON.stringify({ status, ...rest });
    };
    const ask = async (paths: readonly string[]): Promise<readonly string[]> =>
      (await Promise.all(paths.map((path) => at().office.get(path)))).map(seen);

    it('answers at any past position and instant what it answered then', async () => {
      const amounts = { NOx: '4', COD: '2' };
      const moments: Moment[] = [];
      const paths: string[] = [
        `/pools/${POOL}/balance`,
        `/pools/${CITY_POOL}/balance`,
        `/pools/${POOL}/lots?perPage=200`,
        `/pools/${POOL}/journal?perPage=200`,
        `/reductions?place=${PLACE}`,
        `/deposits?place=${PLACE}&status=FILED`,
        `/deposits?place=${PLACE}&status=CREDITED&sort=status`,
        `/withdrawals?place=${PLACE}&status=FILED`,
        `/withdrawals?place=${PLACE}&status=VOUCHERED`,
        `/withdrawals?place=${PLACE}&perPage=2&page=2&sort=-updatedAt`,
      ];
      const note = async (): Promise<void> => {
        moments.push({ position: await at().head(), answers: await ask(paths) });
      };

      const reduction = await at().journey.file(PLACE, amounts);
      paths.push(`/reductions/${reduction.id}`);
      await note();
      const deposit = await at().journey.claim(reduction, amounts);
      paths.push(`/deposits/${deposit.id}`, `/deposits?reductionId=${reduction.id}`);
      await note();
      await at().journey.examine(deposit.id, PLACE, amounts);
      await note();
      await at().journey.credit(deposit.id);
      await note();
      const { id } = await at().journey.apply(
        applicationBody(PLACE, [demand('NOx', '1.5')], { pools: [POOL] }),
      );
      paths.push(`/withdrawals/${id}`);
      await note();
      await at().journey.hold(id, PLACE);
      await note();
      await at().journey.approve(id, PLACE);
      await note();
      bodyOf(
        await (
          await at().journey.approver(PLACE)
        ).post(`/withdrawals/${id}/release`, { reason: '项目取消。' }),
        200,
      );
      await note();

      const log = await at().itemsOf<LogEvent>(
        `/events?limit=1000&after=${must(moments[0], 'first moment').position - 1}`,
      );
      const recordedAt = (position: number): string =>
        must(
          log.find((event) => event.position === position),
          'event',
        ).recordedAt;
      for (const { position, answers } of moments) {
        const then = paths.slice(0, answers.length);
        const same = await ask(then.map((path) => knownAt(path, `@${position}`)));
        then.forEach((path, index) => expect(`${path} ${same[index]}`).toBe(`${path} ${answers[index]}`));
        expect(await ask(then.map((path) => knownAt(path, recordedAt(position))))).toEqual(same);
      }
      expect(new Set(moments.map(({ answers }) => answers[0])).size).toBeGreaterThan(4);
      expect(
        refusal(
          await at().office.get(knownAt(`/withdrawals/${id}`, `@${must(moments[2], 'moment').position}`)),
        ),
      ).toBe('404 NOT_FOUND');
    });

    it('tells the day an act takes effect from the day it was recorded', async () => {
      const path = `/pools/${POOL}/balance`;
      const available = async (query: string): Promise<string> =>
        lineOf((await at().get<Balance>(`${path}?${query}`)).lines, 'SO2').available;
      const before = await at().head();
      const [dayBefore, thatDay] = [await available('asOf=2026-07-14'), await available('asOf=2026-07-15')];
      const application = applicationBody(PLACE, [demand('SO2', '0.75')], {
        pools: [POOL],
        effectiveOn: '2026-07-15',
      });
      const { id } = await at().journey.draw(application);
      await at().journey.stock(PLACE, { SO2: '10' });

      expect(await available('asOf=2026-07-14')).toBe(dayBefore);
      expect(Number(thatDay) - Number(await available('asOf=2026-07-15'))).toBeCloseTo(1.5, 9);
      expect(await available(`asOf=2026-07-15&knownAt=@${before}`)).toBe(thatDay);
      expect(await available('asOf=2026-07-15T23:59:59.998%2B08:00')).toBe(thatDay);

      expect(refusal(await at().office.get(`/withdrawals/${id}?asOf=2026-07-14`))).toBe('404 NOT_FOUND');
      expect(await at().get<Withdrawal>(`/withdrawals/${id}?asOf=2026-07-15`)).toMatchObject({
        status: 'VOUCHERED',
      });
      const listed = (asOf: string) => at().itemsOf(`/withdrawals?place=${PLACE}&perPage=200&asOf=${asOf}`);
      expect((await listed('2026-07-14')).map((item) => item.id)).not.toContain(id);
      expect((await listed('2026-07-15')).map((item) => item.id)).toContain(id);
    });

    it.each([
      '/withdrawals',
      '/deposits',
      '/reductions',
      `/pools/${POOL}/lots`,
      `/pools/${POOL}/journal`,
      `/pools/${POOL}/balance`,
    ])('refuses a time that is none on %s', async (path) => {
      for (const query of [
        'asOf=yesterday',
        'asOf=@3',
        'asOf=2026-02-30',
        'knownAt=@-1',
        'knownAt=@1.5',
        'knownAt=soon',
      ]) {
        const answer = await at().office.get(`${path}?${query}`);
        expect(`${query} ${refusal(answer)}`).toBe(`${query} 400 INVALID_FIELD`);
        expect(answer.problem.errors).toMatchObject([{ field: query.split('=')[0], rule: 'MOMENT_FORM' }]);
      }
    });

    it('counts a past list by what was there then', async () => {
      const path = `/reductions?place=${PLACE}`;
      const total = async (query: string): Promise<[string | null, number]> => {
        const answer = await at().office.get<Items>(`${path}&perPage=200&${query}`);
        return [answer.headers.get('x-total-count'), bodyOf(answer, 200).items.length];
      };
      expect(await total('asOf=2025-01-01')).toEqual(['0', 0]);
      const [then, shown] = await total('asOf=2026-06-30');
      expect(then).toBe(String(shown));
      expect(shown).toBeGreaterThan(0);
    });
  });
};

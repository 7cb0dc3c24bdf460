import { must } from '#kernel';
import type { Reduction } from '../../support/answers.js';
import { applicationBody, demand, linesOf, reductionBody, refusal } from '../../support/journey.js';
import { inParallel } from '../../support/naughty.js';
import { PLACE, FOREIGN, POOL, type Part } from './writes.js';

export const retryKeys: Part = (at) => {
  describe('idempotency keys', () => {
    it('are required on every write', async () => {
      await at().writingNothing(async () => {
        for (const { who, path, body, name } of at().routes.filter(
          (route) => route.name !== '/demands/assess',
        )) {
          const bare = {
            method: 'POST',
            body: JSON.stringify(body),
            headers: { 'content-type': 'application/json' },
          };
          expect(`${name} ${refusal(await who.send(path, bare))}`).toBe(
            `${name} 400 IDEMPOTENCY_KEY_REQUIRED`,
          );
          for (const key of ['', 'two words', 'x'.repeat(201), 'clé']) {
            expect(`${key} ${refusal(await who.post(path, body, { key }))}`).toBe(
              `${key} 400 IDEMPOTENCY_KEY_REQUIRED`,
            );
          }
        }
      });
    });

    it('give the same answer again, and belong to one body, one path and one account', async () => {
      const clerk = await at().journey.clerk(PLACE);
      const [key, body] = ['same-key', reductionBody(PLACE, { TP: '1' })];
      const first = await clerk.post<Reduction>('/reductions', body, { key });
      expect([first.status, first.headers.get('idempotency-replayed')]).toEqual([201, null]);

      await at().writingNothing(async () => {
        const again = await clerk.post<Reduction>('/reductions', body, { key });
        expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
        expect(again.text).toBe(first.text);
        for (const header of ['ledger-position', 'etag', 'location']) {
          expect(again.headers.get(header)).toBe(first.headers.get(header));
        }
        const other = await clerk.post('/reductions', { ...body, facility: '另一设施' }, { key });
        expect(refusal(other)).toBe('422 IDEMPOTENCY_KEY_REUSED');
        const lines = linesOf({ TP: '1' });
        const elsewhere = await clerk.post('/deposits', { reductionId: first.body.id, lines }, { key });
        expect(refusal(elsewhere)).toBe('422 IDEMPOTENCY_KEY_REUSED');
      });

      const neighbour = await (
        await at().journey.clerk(FOREIGN)
      ).post('/reductions', reductionBody(FOREIGN, { TP: '1' }), { key });
      expect([neighbour.status, neighbour.headers.get('idempotency-replayed')]).toEqual([201, null]);
    });

    it('give a refusal of the ledger again, and record it once', async () => {
      const clerk = await at().journey.clerk(PLACE);
      const greedy = applicationBody(PLACE, [demand('TP', '900')], { pools: [POOL] });
      const first = await clerk.post('/withdrawals', greedy, { key: 'refused-key' });
      expect(refusal(first)).toBe('409 INSUFFICIENT_QUOTA');
      const again = await at().writingNothing(() =>
        clerk.post('/withdrawals', greedy, { key: 'refused-key' }),
      );
      expect([refusal(again), again.headers.get('idempotency-replayed')]).toEqual([
        '409 INSUFFICIENT_QUOTA',
        'true',
      ]);
      expect(again.problem.rules).toEqual(first.problem.rules);
    });

    it('of a request sent many times at once write once', async () => {
      const clerk = await at().journey.clerk(PLACE);
      const body = reductionBody(PLACE, { TP: '2' });
      const before = await at().head();
      const answers = await inParallel(Array.from({ length: 24 }), () =>
        clerk.post<Reduction>('/reductions', body, { key: 'at-once' }),
      );
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
      const id = must(answers[0], 'answer').body.id;
      expect(await at().journey.events(`reduction-${id}`)).toHaveLength(1);
      expect((await at().head()) - before).toBeLessThan(5);
    });
  });
};

import { dateAt, endOf, must, parseInstant, type CivilDate } from '#kernel';
import type { Balance, Items, LogEvent } from '../../support/answers.js';
import { lineOf } from '../../support/journey.js';
import { POOL, type Part } from './city.js';

export const originOfFigures: Part = (at) => {
  describe('what a figure consists of', () => {
    interface JournalRow extends Readonly<Record<string, string | number>> {
      readonly pollutant: string;
      readonly lotId: string;
      readonly held: string;
      readonly occurredAt: string;
      readonly balance: string;
    }

    it('gives of a journal the movements that add up to a figure, each with the balance it left', async () => {
      const whole = await at().itemsOf<JournalRow>(`/pools/${POOL}/journal?perPage=200`);
      const lines = lineOf((await at().get<Balance>(`/pools/${POOL}/balance`)).lines, 'VOCs');
      const { month, lotId } = {
        month: must(
          whole.find(({ pollutant }) => pollutant === 'VOCs'),
          'a movement',
        ).occurredAt.slice(0, 7),
        lotId: must(whole[0], 'a movement').lotId,
      };
      const asked: readonly (readonly [string, (row: JournalRow) => boolean])[] = [
        ['pollutant=VOCs', ({ pollutant }) => pollutant === 'VOCs'],
        ['pollutant=VOCs&figure=held', ({ pollutant, held }) => pollutant === 'VOCs' && held !== '0'],
        [`lotId=${lotId}`, (row) => row.lotId === lotId],
        [`lotId=${lotId}&figure=writtenOff`, () => false],
        [
          `month=${month}`,
          ({ occurredAt }) => dateAt(must(parseInstant(occurredAt), occurredAt)).startsWith(month),
        ],
      ];
      for (const [query, fits] of asked) {
        const found = await at().get<Items<JournalRow>>(`/pools/${POOL}/journal?perPage=200&${query}`);
        expect({ query, rows: found.items }).toEqual({ query, rows: whole.filter(fits) });
      }
      const vocs = await at().get<Items<JournalRow> & { sums: Balance['lines'][number] }>(
        `/pools/${POOL}/journal?perPage=200&pollutant=VOCs`,
      );
      expect(vocs.sums).toEqual({ ...lines, pollutant: undefined });
      expect(vocs.items.at(-1)?.balance).toBe(lines.available);
      // Page by page it is the same list.
      const pages = await Promise.all(
        [1, 2, 3].map((page) => at().itemsOf<JournalRow>(`/pools/${POOL}/journal?perPage=7&page=${page}`)),
      );
      expect(pages.flat()).toEqual(whole.slice(0, 21));
    });

    it('tells how far the log had come day by day', async () => {
      const inspector = await at().service.offices.officer('inspector@320500');
      const steps = await at().itemsOf<{ until: CivilDate; position: number }>('/events/density', inspector);
      expect(steps.at(-1)?.position).toBe(await at().head());
      expect(steps.length).toBeLessThanOrEqual(90);
      for (const { until, position } of steps.filter((_, index) => index % 9 === 0)) {
        const around = await at().itemsOf<LogEvent>(
          `/events?after=${Math.max(0, position - 1)}&limit=2`,
          inspector,
        );
        const within = around.filter(({ recordedAt }) => recordedAt <= endOf(until));
        expect({ until, last: within.at(-1)?.position ?? 0 }).toEqual({ until, last: position });
      }
    });
  });
};

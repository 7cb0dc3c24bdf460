import type { Items } from '../../support/answers.js';
import type { Answer } from '../../support/client.js';
import { bodyOf, refusal } from '../../support/journey.js';
import { PLACE, type Part, type Item } from './city.js';

export const lists: Part = (at) => {
  describe('lists', () => {
    it('page by page through Link, every item once', async () => {
      const all = await at().office.get<Items<Item>>('/deposits?perPage=200');
      const ids = bodyOf(all, 200).items.map(({ id }) => id);
      expect(all.headers.get('x-total-count')).toBe(String(ids.length));
      expect(ids.length).toBeGreaterThan(15);

      const walked: string[] = [];
      let next: string | undefined = '/api/v1/deposits?perPage=7';
      while (next !== undefined) {
        const page: Answer<Items<Item>> = await at().office.get(next.replace('/api/v1', ''));
        expect(page.headers.get('x-total-count')).toBe(String(ids.length));
        walked.push(...bodyOf(page, 200).items.map(({ id }) => id));
        next = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
      }
      expect(walked).toEqual(ids);
      const last = await at().office.get(`/deposits?perPage=7&page=2`);
      expect(last.headers.get('link')).toMatch(
        /page=1>; rel="first", .*page=1>; rel="prev", .*page=3>; rel="next", .*rel="last"/,
      );
    });

    it('keep to their filters and order', async () => {
      const credited = await at().itemsOf(`/deposits?status=CREDITED&place=${PLACE}&perPage=200`);
      expect(credited.length).toBeGreaterThan(0);
      expect(new Set(credited.map(({ status, place }) => `${status} ${place}`))).toEqual(
        new Set([`CREDITED ${PLACE}`]),
      );
      const places = (await at().itemsOf('/deposits?sort=-place&perPage=200')).map(({ place }) => place);
      expect(places).toEqual(places.toSorted().toReversed());
      const newest = await at().itemsOf('/deposits?perPage=200');
      expect((await at().itemsOf('/deposits?sort=filedAt&perPage=200')).map(({ id }) => id)).toEqual(
        newest.map(({ id }) => id).toReversed(),
      );
      const [some] = await at().itemsOf('/withdrawals?perPage=1');
      const { project } = await at().get<{ project: { code: string } }>(`/withdrawals/${some?.id}`);
      expect(await at().itemsOf(`/withdrawals?projectCode=${project.code}`)).toMatchObject([
        { project: { code: project.code } },
      ]);
    });

    it.each([
      ['perPage=201', '400 INVALID_FIELD', 'perPage'],
      ['perPage=0', '400 INVALID_FIELD', 'perPage'],
      ['page=0', '400 INVALID_FIELD', 'page'],
      ['page=1e3', '400 INVALID_FIELD', 'page'],
      ['sort=colour', '400 INVALID_FIELD', 'sort'],
      ['colour=red', '400 INVALID_FIELD', 'colour'],
      ['status=CREDITED&status=FILED', '400 INVALID_FIELD', 'status'],
      ['place=999999', '422 INVALID_MEANING', 'place'],
    ])('refuse ?%s', async (...[query, expected, field]) => {
      const answer = await at().office.get(`/deposits?${query}`);
      expect(refusal(answer)).toBe(expected);
      expect(answer.problem.errors).toMatchObject([{ field }]);
    });

    it('come as CSV that a spreadsheet opens without running anything', async () => {
      const place = '320585';
      const name = '=cmd|\'/c calc\'!A1,"引号"';
      await at().journey.file(place, { PM: '1' }, { facility: name });
      const path = `/reductions?place=${place}&perPage=200`;
      const json = await at().itemsOf(path);
      const csv = await at().office.get(path, { accept: 'text/csv' });
      expect(csv.status).toBe(200);
      expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(csv.headers.get('content-disposition')).toBe('attachment; filename="reductions.csv"');
      expect(csv.headers.get('x-total-count')).toBe(String(json.length));
      const [header = '', ...rows] = csv.text
        .replace(/^\uFEFF/, '')
        .trimEnd()
        .split('\r\n');
      expect(header.split(',').slice(0, 2)).toEqual(['"id"', '"unit.uscc"']);
      expect(rows.map((row) => row.split(',')[0])).toEqual(json.map(({ id }) => `"${id}"`));
      expect(csv.text).toContain(`"'=cmd|'/c calc'!A1,""引号"""`);
    });
  });
};

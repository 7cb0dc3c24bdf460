import { applicationBody, CITY_POOL, demand, refusal } from '../../support/journey.js';
import { PLACE, POOL, type Part } from './city.js';
const NOBODY = '00000000000000000000';

export const problems: Part = (at) => {
  describe('problems', () => {
    it.each([
      [{}, 'zh-CN', '可替代总量指标不足', /需 1800 吨\/年/],
      [{ 'accept-language': 'zh' }, 'zh-CN', '可替代总量指标不足', /缺/],
      [{ 'accept-language': 'en-GB, zh;q=0.5' }, 'en', 'Not enough quota', /1800 t\/a required/],
      [{ 'accept-language': 'de, xx' }, 'zh-CN', '可替代总量指标不足', /可用/],
    ])('speak the language of %j', async (...[headers, language, title, detail]) => {
      const greedy = applicationBody(PLACE, [demand('TP', '900')], { pools: [POOL] });
      const answer = await (await at().journey.clerk(PLACE)).post('/withdrawals', greedy, { headers });
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.headers.get('content-language')).toBe(language);
      expect(answer.problem).toMatchObject({
        type: 'urn:reserve-pool:problem:INSUFFICIENT_QUOTA',
        title,
        status: 409,
        detail: expect.stringMatching(detail),
        code: 'INSUFFICIENT_QUOTA',
        article: '方案第七条、第八条',
        traceId: answer.headers.get('x-trace-id'),
      });
      const failing = answer.problem.rules?.filter(({ outcome }) => outcome === 'FAIL');
      expect(failing).toMatchObject([{ code: 'INSUFFICIENT_QUOTA', article: '方案第七条、第八条' }]);
      expect(answer.problem.rules?.length).toBeGreaterThan(5);
    });

    it('list every failing ground, not the first', async () => {
      const line = demand('TP', '900', { baseline: { basis: 'REACCOUNTED', amount: '1' } });
      const application = applicationBody('320582', [line], {
        pools: ['pool-320582', CITY_POOL, 'pool-320583'],
      });
      const answer = await (await at().journey.clerk('320582')).post('/withdrawals', application);
      const failing = answer.problem.rules
        ?.filter(({ outcome }) => outcome === 'FAIL')
        .map(({ code }) => code);
      expect(new Set(failing)).toEqual(
        new Set([
          'BASELINE_RECORD_REQUIRED',
          'POOL_NOT_OPEN_TO_PLACE',
          'ANNUAL_LINKAGE',
          'INSUFFICIENT_QUOTA',
        ]),
      );
    });

    it.each([
      ['an unknown item', '/deposits/no-such-deposit', '404 NOT_FOUND'],
      ['an unknown pool', '/pools/pool-999999/balance', '404 NOT_FOUND'],
      ['an unknown voucher', '/vouchers/PZ-320583-2026-999999', '404 NOT_FOUND'],
      ['an unknown route', '/no-such-route', '404 NOT_FOUND'],
      ['an id that cannot be one', '/deposits/%2e%2e%2f', '400 INVALID_FIELD'],
      ['a path that cannot be decoded', '/deposits/%ff', '400 MALFORMED_JSON'],
      ['an unknown query', `/deposits/${NOBODY}?colour=red`, '400 INVALID_FIELD'],
    ])('answer %s', async (...[, path, expected]) => {
      const answer = await at().office.get(path);
      expect(refusal(answer)).toBe(expected);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    });
  });
};

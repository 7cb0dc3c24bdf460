import type { Answer, Officer } from '../../support/client.js';
import {
  applicationBody,
  bodyOf,
  CITY_POOL,
  demand,
  linesOf,
  PASS,
  reductionBody,
  refusal,
} from '../../support/journey.js';
import { PLACE, POOL, type Part } from './city.js';

export const dryRuns: Part = (at) => {
  describe('dry runs', () => {
    interface Tried {
      readonly dryRun: true;
      readonly status: string;
      readonly rules: readonly { readonly code: string; readonly outcome: string }[];
    }
    const verdicts = ({ rules }: Pick<Tried, 'rules'>) =>
      rules.map(({ code, outcome }) => `${code} ${outcome}`);

    /** Tries a write, sees that nothing came of it, then does it: the same verdict and the same state. */
    const twice = async (who: Officer, path: string, body: object): Promise<{ readonly id: string }> => {
      const before = await at().head();
      const tried = await who.dryRun<Tried>(path, body);
      const dry = bodyOf(tried, 200);
      expect(dry.dryRun).toBe(true);
      expect([...tried.headers.keys()]).not.toEqual(expect.arrayContaining(['ledger-position']));
      expect(tried.headers.get('location')).toBeNull();
      expect(await at().head()).toBe(before);

      const done = await who.post<Tried & { readonly id: string }>(path, body);
      expect(done.status).toBeLessThan(300);
      expect(await at().head()).toBeGreaterThan(before);
      expect(verdicts(dry)).toEqual(verdicts(done.body));
      expect(dry.status).toBe(done.body.status);
      return done.body;
    };

    it('try out every write of a deposit and then do it', async () => {
      const clerk = await at().journey.clerk(PLACE);
      const amounts = { COD: '9' };
      const { id: reductionId } = await twice(clerk, '/reductions', reductionBody(PLACE, amounts));
      const use = { use: 'TRADE', reference: '示例交易〔2026〕1号', lines: linesOf({ COD: '1' }) };
      await twice(at().office, `/reductions/${reductionId}/uses`, use);
      const { id } = await twice(clerk, '/deposits', { reductionId, lines: linesOf({ COD: '8' }) });
      const path = `/deposits/${id}`;
      const reviewer = await at().journey.reviewer(PLACE);
      await twice(reviewer, `${path}/first-review`, { decision: 'RETURN', opinion: '数量有误。' });
      await twice(clerk, `${path}/amendment`, { lines: linesOf({ COD: '7' }) });
      await twice(reviewer, `${path}/first-review`, PASS);
      const inspector = await at().service.offices.officer('inspector@320500');
      await twice(inspector, `${path}/site-verification`, { result: 'PASS', opinion: '现场属实。' });
      await twice(await at().journey.division('WATER'), `${path}/element-review`, {
        medium: 'WATER',
        ...PASS,
      });
      await twice(at().office, `${path}/approval`, PASS);
    });

    it('try out every write of a withdrawal and then do it', async () => {
      const clerk = await at().journey.clerk(PLACE);
      const approver = await at().journey.approver(PLACE);
      const wish = () => applicationBody(PLACE, [demand('TN', '0.25')], { pools: [POOL] });
      const granted = async (): Promise<string> => {
        const { id } = await twice(clerk, '/withdrawals', wish());
        await twice(clerk, `/withdrawals/${id}/amendment`, { lines: [demand('TN', '0.125')] });
        await twice(await at().journey.reviewer(PLACE), `/withdrawals/${id}/first-review`, PASS);
        await twice(approver, `/withdrawals/${id}/approval`, PASS);
        return `/withdrawals/${id}`;
      };
      await twice(approver, `${await granted()}/release`, { reason: '项目取消。' });
      const registered = await granted();
      await twice(approver, `${registered}/registration`, { eiaApprovalNo: '示例环建〔2026〕3号' });
      const before = await at().head();
      const tooEarly = await approver.dryRun(`${registered}/lapse`, { reason: '五年未开工。' });
      expect([refusal(tooEarly), await at().head()]).toEqual(['409 TOO_EARLY', before]);
      const { project } = bodyOf(await approver.get<{ project: { uscc: string } }>(registered), 200);
      await twice(approver, `${registered}/permit`, { permitNo: `${project.uscc}001P` });
      const tooLate = await approver.dryRun(`${registered}/lapse`, { reason: '五年未开工。' });
      expect(refusal(tooLate)).toBe('409 WRONG_STATE');
    });

    it('try out an element review and a policy and then do them', async () => {
      const application = applicationBody(PLACE, [demand('SO2', '0.5')], {
        pools: [CITY_POOL],
        effectiveOn: '2026-07-15',
      });
      const { id } = await at().journey.apply(application);
      await at().journey.hold(id, PLACE);
      const air = await at().journey.division('AIR');
      await twice(air, `/withdrawals/${id}/element-review`, { medium: 'AIR', ...PASS });

      const group = await at().service.offices.officer('leading-group@320500');
      const adoption = {
        key: 'voucher.validity',
        value: 5,
        effectiveFrom: '2026-01-01',
        decisionNo: '示例总量领〔2026〕2号',
      };
      await twice(group, '/policies', adoption);
    });

    it('leave no trace of a refusal that a real attempt would record', async () => {
      const clerk = await at().journey.clerk(PLACE);
      const greedy = applicationBody(PLACE, [demand('TP', '900')], { pools: [POOL] });
      const before = await at().head();
      const tried = await clerk.dryRun('/withdrawals', greedy);
      expect(refusal(tried)).toBe('409 INSUFFICIENT_QUOTA');
      expect(await at().head()).toBe(before);

      const real = await clerk.post('/withdrawals', greedy);
      expect(refusal(real)).toBe('409 INSUFFICIENT_QUOTA');
      const grounds = ({ problem }: Answer) =>
        problem.rules?.map(({ code, outcome }) => `${code} ${outcome}`);
      expect(grounds(tried)).toEqual(grounds(real));
      expect(await at().head()).toBe(before + 1);
      expect((await at().journey.events(`refusal-${PLACE}`)).at(-1)).toMatchObject({
        type: 'CommandRefused',
        position: before + 1,
      });
    });
  });
};

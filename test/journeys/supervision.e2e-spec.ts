import type { Officer } from '../support/client.js';
import { applicationBody, bodyOf, demand, Journey, refusal } from '../support/journey.js';
import { startTestService, type TestService } from '../support/service.js';

const PLACE = '320583';

let running: TestService;
let journey: Journey;
let clerk: Officer;

beforeAll(async () => {
  running = await startTestService();
  journey = new Journey(running.offices);
  clerk = await journey.clerk(PLACE);
}, 60_000);
afterAll(() => running.stop());

it('两高一低: a listed project needs its joint review', async () => {
  const listed = applicationBody(PLACE, [demand('COD', '0.01')], { project: { listed: 'TWO_HIGH_ONE_LOW' } });
  expect(refusal(await clerk.post('/withdrawals', listed))).toBe('409 JOINT_REVIEW_REQUIRED');
  const reviewed = { ...listed, project: { ...listed.project, jointReviewNo: '示例会审〔2026〕9号' } };
  const filed = bodyOf(await clerk.post<{ project: object }>('/withdrawals', reviewed), 201);
  expect(filed.project).toMatchObject({ listed: 'TWO_HIGH_ONE_LOW', jointReviewNo: '示例会审〔2026〕9号' });
});

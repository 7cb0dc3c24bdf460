import { CITY } from '../../support/journey.js';
import { pass, sees, type Play } from '../stage.js';
import { atMost } from '../../support/at-most.js';

/** What others do is seen without asking for it. */
export const livePages: Play = (stage) => {
  /** How long after the answer to an approval in one browser another shows it, in milliseconds. */
  const delay = async (): Promise<number> => {
    const { journey } = stage();
    const { id } = await journey.claim(await journey.file('320509', { COD: '2' }), { COD: '2' });
    await journey.examine(id, '320509', { COD: '2' });
    const watcher = await stage().deskOf('county-clerk@320509', `/deposits/${id}`);
    const status = watcher.page.locator('.page-title .status', { hasText: '已入库' });
    expect(await status.count()).toBe(0);
    const office = await stage().deskOf(`office@${CITY}`, `/deposits/${id}`);
    await sees(office, '批准后的分配');
    const approved = office.page.waitForResponse(
      (response) => response.url().endsWith('/approval') && response.status() === 200,
    );
    await pass(office);
    await approved;
    const started = performance.now();
    await status.waitFor();
    expect([watcher, office].flatMap((desk) => desk.complaints.take())).toEqual([]);
    return performance.now() - started;
  };

  it('shows an approval in a second browser within one second', async () => {
    expect(await delay()).toBeLessThan(atMost(1_000));
  });

  it('says so when the service is not heard any more, and goes on where it was once it is', async () => {
    const clerk = await stage().stranger();
    await clerk.page.route('**/api/v1/stream', (route) => route.abort());
    await clerk.enter(await stage().tokenOf('county-clerk@320509'));
    await clerk.open('/deposits');
    await sees(clerk, '实时更新中断');
    const { journey } = stage();
    const { id } = await journey.claim(await journey.file('320509', { TN: '2' }), { TN: '2' });
    await clerk.page.unroute('**/api/v1/stream');
    await clerk.page.getByRole('link', { name: id }).waitFor();
    await clerk.page.getByText('实时更新中断').waitFor({ state: 'detached' });
  });
};

import { must } from '#kernel';
import { applicationBody, bodyOf, CITY, demand } from '../../support/journey.js';
import { sees, uscc, type Play } from '../stage.js';

/** Monitoring, the lead and a clerk: from an order to a refused application to the lifting. */
export const orderToLift: Play = (stage) => {
  it('blocks a withdrawal by an order of the lead, and lets it pass once lifted', async () => {
    const place = '320507';
    const { offices } = stage().running;
    const clerk = await offices.officer(`county-clerk@${place}`);
    const pools = [`pool-${place}`];
    const waiting = await clerk.post<{ id: string }>(
      '/withdrawals',
      applicationBody(place, [demand('VOCs', '0.1')], { pools }),
    );
    const { id } = bodyOf(waiting, 201);

    const monitoring = await stage().deskOf(`monitoring@${CITY}`, `/readings?place=${place}`);
    const reading = must(
      await monitoring.page.locator('.sheet tbody td:first-child a').first().textContent(),
      'reading',
    );
    await monitoring.go(`/orders?place=${place}&readings=${reading}`);
    await monitoring.page.getByRole('button', { name: '提出暂停建议' }).click();
    await sees(monitoring, id);
    await monitoring.page.getByLabel('理由').fill('示例：连续超标');
    await sees(monitoring, '符合全部规则，可以提交');
    await monitoring.page.locator('form').getByRole('button', { name: '提出暂停建议' }).click();
    await sees(monitoring, '已建议');

    const lead = await stage().deskOf(`bureau-lead@${CITY}`, `/orders?place=${place}`);
    await lead.page.locator('.sheet tbody a').first().click();
    await sees(lead, '此令影响的未办结申请');
    await lead.page.getByRole('link', { name: id }).waitFor();
    await lead.page.getByRole('button', { name: '下令', exact: true }).click();
    await lead.page.getByLabel('文号').fill('示例环暂〔2026〕9号');
    await lead.page.getByLabel('理由').fill('示例');
    await lead.page.locator('form').getByRole('button', { name: '下令', exact: true }).click();
    await sees(lead, '已下令');

    // The clerk's page says so while typing, and the ledger refuses what is filed all the same.
    const desk = await stage().deskOf(`county-clerk@${place}`, '/withdrawals/new');
    const { page } = desk;
    await page.getByLabel('项目名称').fill('示例涂装线');
    await page.getByLabel('项目代码').fill(`2603-${place}-89-01-777007`);
    await page.getByLabel('统一社会信用代码').fill(uscc('7'));
    await page.getByLabel('行业代码').fill('C2929');
    await page.getByLabel('建成后排放量').fill('0.1');
    await page.locator('[data-verdict="REFUSED"]').waitFor();
    await sees(desk, '示例环暂〔2026〕9号');
    expect(await page.getByRole('button', { name: '申报', exact: true }).isDisabled()).toBe(true);
    expect(desk.complaints.take()).toEqual([]);
    const reviewer = await stage().deskOf(`county-reviewer@${place}`, `/withdrawals/${id}`);
    await sees(reviewer, '按现有规则不能通过');
    expect(await reviewer.page.getByRole('button', { name: '通过', exact: true }).isDisabled()).toBe(true);

    await lead.page.getByRole('button', { name: '解除', exact: true }).click();
    await lead.page.getByLabel('文号').fill('示例环解〔2026〕9号');
    await lead.page.getByLabel('理由').fill('示例');
    await lead.page.locator('form').getByRole('button', { name: '解除', exact: true }).click();
    await sees(lead, '已解除');
    await page.getByLabel('建成后排放量').fill('0.11');
    await page.locator('[data-verdict="ACCEPTABLE"]').waitFor();
    expect([monitoring, lead, reviewer, desk].flatMap((one) => one.complaints.take())).toEqual([]);
  });
};

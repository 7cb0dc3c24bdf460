import { pass, sees, uscc, type Play } from '../stage.js';

/** The county clerk and the approver: from an assessment to a voucher anybody can check. */
export const assessToVoucher: Play = (stage) => {
  it('shows the verdict while the clerk types, and goes on to the voucher anybody can check', async () => {
    const clerk = await stage().deskOf('county-clerk@320583', '/withdrawals/new');
    const { page } = clerk;
    await page.getByLabel('项目名称').fill('示例注塑扩建');
    await page.getByLabel('项目代码').fill('2603-320583-89-01-777001');
    await page.getByLabel('统一社会信用代码').fill(uscc('2'));
    await page.getByLabel('行业代码').fill('C2929');
    await page.getByLabel('建成后排放量').fill('900000');
    await page.locator('[data-verdict="REFUSED"]').waitFor();
    expect(await clerk.words()).toContain('1800000');
    await page.getByLabel('建成后排放量').fill('1.63217');
    await page.locator('[data-verdict="ACCEPTABLE"]').waitFor();
    expect(await clerk.words()).toContain('3.26434');

    await page.reload();
    expect(await page.getByLabel('项目名称').inputValue()).toBe('示例注塑扩建');
    await page.getByRole('button', { name: '申报', exact: true }).click();
    await page.waitForURL(/\/withdrawals\/(?!new)[^/]+$/);
    const path = new URL(page.url()).pathname.replace('/console', '');

    const reviewer = await stage().deskOf('county-reviewer@320583', path);
    await pass(reviewer);
    await sees(reviewer, '已预留');
    const approver = await stage().deskOf('county-approver@320583', path);
    await pass(approver);
    await sees(approver, '已发凭证');
    await approver.page.getByRole('link', { name: /^PZ-320583-/ }).click();
    await sees(approver, '排污总量指标使用凭证');
    await approver.page.getByRole('link', { name: '公众查验页' }).click();
    await sees(approver, '真实，有效，尚未使用');
    await sees(approver, '摘要相符');
    expect([clerk, reviewer, approver].flatMap((desk) => desk.complaints.take())).toEqual([]);

    const visitor = await stage().stranger();
    await visitor.open('/check');
    await visitor.page.getByLabel('凭证编号').fill('PZ-320583-2026-999999');
    await visitor.page.getByRole('button', { name: '查验' }).click();
    await sees(visitor, '台账里没有这个编号');
  });
};

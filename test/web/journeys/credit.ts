import { must, sha256Hex } from '#kernel';
import { bodyOf, CITY, PASS } from '../../support/journey.js';
import { pass, sees, uscc, type Play } from '../stage.js';

/** The county clerk, the reviewer, the water division and the office: from a filing to the credit. */
export const fileToCredit: Play = (stage) => {
  it('takes a reduction from the clerk’s form to the credit in the pools', async () => {
    const clerk = await stage().deskOf('county-clerk@320583', '/deposits/new');
    const { page } = clerk;
    const fields: readonly (readonly [string, string])[] = [
      ['单位名称', '示例企业甲'],
      ['统一社会信用代码', uscc('1')],
      ['排污许可证编号', `${uscc('1')}001P`],
      ['设施', '1#锅炉'],
      ['形成日期', '2026-09-30'],
      ['许可变更日期', '2026-11-10'],
    ];
    for (const [label, value] of fields) await page.getByLabel(label, { exact: true }).fill(value);
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByLabel('核算减排量').fill('12.3456789');
    await page.getByLabel('变更前许可量').fill('20');
    await page.getByRole('button', { name: '下一步' }).click();
    for (const box of ['可监测', '可报告', '可统计', '可核查'])
      await page.getByRole('checkbox', { name: box }).check();
    await page.getByLabel('文件名').fill('示例-核算报告.pdf');
    await page.getByLabel('SHA-256').fill(sha256Hex('console'));
    await sees(clerk, '符合全部规则，可以提交');
    await page.getByRole('button', { name: '申报减排量' }).click();
    await page.getByRole('button', { name: '申报入库' }).click();
    await page.waitForURL(/\/deposits\/(?!new)[^/]+$/);
    const id = must(page.url().split('/').at(-1), 'id of the deposit');

    const reviewer = await stage().deskOf('county-reviewer@320583', `/deposits/${id}`);
    await pass(reviewer);
    await sees(reviewer, '待要素审核');
    const water = await stage().journey.division('WATER');
    bodyOf(await water.post(`/deposits/${id}/element-review`, { medium: 'WATER', ...PASS }), 200);

    const office = await stage().deskOf(`office@${CITY}`, `/deposits/${id}`);
    await sees(office, '批准后的分配');
    await pass(office);
    await sees(office, '已入库');
    // 12.3456789 in 3 : 7, each figure in full.
    await sees(office, '入库分配');
    const words = await office.words();
    expect(words).toContain('3.70370367');
    expect(words).toContain('8.64197523');
    expect([clerk, reviewer, office].flatMap((desk) => desk.complaints.take())).toEqual([]);
  });
};

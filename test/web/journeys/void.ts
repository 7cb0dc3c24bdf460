import { must, sha256Hex } from '#kernel';
import { applicationBody, CITY, demand } from '../../support/journey.js';
import { sees, type Play } from '../stage.js';

/** The inspector and the lead: from a proposal to the debt and what pays it. */
export const voidToDebt: Play = (stage) => {
  it('voids a lot on the inspector’s proposal, and shows the debt it leaves and what pays it', async () => {
    const place = '320508';
    await stage().journey.bringTo(place, 'SO2', '0');
    const { lotId } = await stage().journey.stock(place, { SO2: '9' });
    await stage().journey.draw(applicationBody(place, [demand('SO2', '1')], { pools: [`pool-${place}`] }));
    const path = `/lots/${must(lotId, 'lot')}`;
    const inspector = await stage().deskOf(`inspector@${CITY}`, path);
    await inspector.page.getByLabel('理由').fill('示例：减排设施未实际运行');
    await inspector.page.getByLabel('文件名').fill('示例-现场核查笔录.pdf');
    await inspector.page.getByLabel('SHA-256').fill(sha256Hex('console-void'));
    await inspector.page.getByRole('button', { name: '提出作废建议' }).click();
    await sees(inspector, '减排设施未实际运行');

    const lead = await stage().deskOf(`bureau-lead@${CITY}`, path);
    await sees(lead, '核销');
    await lead.page.getByLabel('理由').fill('示例：核查属实');
    await lead.page.getByLabel('决定文号').fill('示例废〔2026〕9号');
    await lead.page.getByRole('button', { name: '视为无效' }).click();
    await lead.page.getByRole('button', { name: '确认', exact: true }).click();
    await sees(lead, '示例废〔2026〕9号');

    // The next deposit of the place pays the debt, and the chain goes on to it.
    const debt = lead.page.locator('.chain-debt');
    await debt.first().waitFor();
    const { id } = await stage().journey.stock(place, { SO2: '30' });
    const netting = lead.page.locator('.chain-netting').getByRole('link', { name: id });
    await netting.waitFor();
    await lead.page.getByText('看数').click();
    await lead.page.getByRole('region', { name: '来龙去脉表' }).getByRole('link', { name: id }).click();
    await sees(lead, '入库分配');
    expect([inspector, lead].flatMap((desk) => desk.complaints.take())).toEqual([]);
  });
};

import { mg, mgOf, tonnes } from '#kernel';
import { applicationBody, bodyOf, demand } from '../../support/journey.js';
import { sees, type Play } from '../stage.js';

const PLACE = '320506';

/** The reviewer of a county: several reviews with one opinion. */
export const passedTogether: Play = (stage) => {
  it('passes several reviews with one opinion, each answered by itself, and none that a rule forbids', async () => {
    const { journey } = stage();
    const { available } = await journey.balance(`pool-${PLACE}`, 'VOCs');
    // Each needs twice this: three fifths of what there is, so that there is enough for one of them only.
    const each = tonnes(mg((mgOf(available) * 3n) / 10n));
    const file = async (amount: string) => {
      const application = applicationBody(PLACE, [demand('VOCs', amount)], { pools: [`pool-${PLACE}`] });
      return (await journey.apply(application)).id;
    };
    const [first, second] = [await file(each), await file(each)];
    const deposit = await journey.claim(await journey.file(PLACE, { COD: '2' }), { COD: '2' });

    const reviewer = await stage().deskOf(`county-reviewer@${PLACE}`, '/inbox');
    const { page } = reviewer;
    await page.getByRole('checkbox', { name: '全选可一并通过的事项' }).check();
    await page.getByRole('button', { name: /^一并通过 \d+ 件$/ }).click();
    const sheet = page.getByRole('region', { name: '一并通过' });
    await sheet.getByText('✓ 可以通过').nth(2).waitFor();
    await page.getByLabel('意见').fill('同意，材料齐全');
    await page.getByRole('button', { name: /^逐件通过 \d+ 件$/ }).click();
    await sees(reviewer, '办理完毕');

    const rowOf = (id: string) => sheet.locator('tr', { has: page.locator(`a[href$="/${id}"]`) });
    expect(await rowOf(deposit.id).innerText()).toContain('✓ 已通过，待要素审核');
    const said = [await rowOf(first).innerText(), await rowOf(second).innerText()];
    expect(said.filter((words) => words.includes('✓ 已通过，已预留'))).toHaveLength(1);
    expect(said.filter((words) => words.includes('✗ 未通过'))).toHaveLength(1);

    const officer = await journey.reviewer(PLACE);
    const reviewed = bodyOf(
      await officer.get<{ reviews: { opinion: string }[] }>(`/deposits/${deposit.id}`),
      200,
    );
    expect(reviewed.reviews.map(({ opinion }) => opinion)).toEqual(['同意，材料齐全']);
    expect(reviewer.complaints.take()).toEqual([]);
  });

  it('offers no final decision to be taken together', async () => {
    const { journey } = stage();
    for (const amount of ['0.1', '0.2']) {
      const application = applicationBody(PLACE, [demand('TP', amount)], { pools: [`pool-${PLACE}`] });
      await journey.hold((await journey.apply(application)).id, PLACE);
    }
    const approver = await stage().deskOf(`county-approver@${PLACE}`, '/inbox');
    await approver.page.locator('.sheet tbody tr').nth(1).waitFor();
    expect(await approver.page.locator('.sheet').getByRole('checkbox').count()).toBe(0);
  });
};

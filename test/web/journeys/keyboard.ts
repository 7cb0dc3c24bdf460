import type { Page } from 'playwright-core';
import { applicationBody, bodyOf, demand } from '../../support/journey.js';
import { sees, type Play } from '../stage.js';

const PLACE = '320585';

/** Presses keys one after another; the page is given its time by whoever looks at it next. */
const press = async (page: Page, keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
/** Where the link that has the focus leads. */
const FOCUSED = `document.activeElement.getAttribute('href') ?? ''`;
/** Whether what has the focus can be seen to have it. */
const FOCUS_SHOWS = `(() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1;
})()`;

/** The reviewer without a mouse. */
export const byKeysAlone: Play = (stage) => {
  it('finishes reviews by the keyboard alone: queue, open, decide, next', async () => {
    const clerk = await stage().running.offices.officer(`county-clerk@${PLACE}`);
    const ids: string[] = [];
    for (const amount of ['0.1', '0.2']) {
      const application = applicationBody(PLACE, [demand('VOCs', amount)], { pools: [`pool-${PLACE}`] });
      ids.push(bodyOf(await clerk.post<{ id: string }>('/withdrawals', application), 201).id);
    }
    const desk = await stage().deskOf(`county-reviewer@${PLACE}`, '/inbox');
    const { page } = desk;
    await press(page, ['?']);
    await page.getByRole('dialog').getByText('下一行').waitFor();
    await press(page, ['Escape']);
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    const row = (id: string) => page.locator(`.sheet tbody a[href$="/withdrawals/${id}"]`);
    await row(ids[0] ?? '').waitFor();
    for (let steps = 0; steps < 50; steps += 1) {
      await press(page, ['j']);
      if ((await page.evaluate<string>(FOCUSED)).endsWith(ids[0] ?? '')) break;
    }
    expect(await page.evaluate<boolean>(FOCUS_SHOWS)).toBe(true);
    await press(page, ['Enter']);
    await page.waitForURL(new RegExp(`/withdrawals/${ids[0] ?? ''}$`));
    await page.locator('button[aria-keyshortcuts="a"]:enabled').waitFor();
    await press(page, ['o']);
    await page.keyboard.type('同意，材料齐全');
    await press(page, ['Escape', 'a']);
    await page.getByRole('button', { name: '确认', exact: true }).waitFor();
    await press(page, ['Enter']);
    await sees(desk, '已记入台账：通过');

    await page.locator('.next-task').waitFor();
    await press(page, ['n']);
    await page.waitForURL((url) => !url.pathname.endsWith(ids[0] ?? ''));
    await desk.go(`/withdrawals/${ids[1] ?? ''}`);
    await page.locator('button[aria-keyshortcuts="a"]:enabled').waitFor();
    // A return without an opinion leads to the opinion first.
    await press(page, ['r']);
    await page.keyboard.type('材料不全，请补充');
    await press(page, ['Escape', 'r']);
    await page.getByRole('button', { name: '确认', exact: true }).waitFor();
    await press(page, ['Enter']);
    await sees(desk, '已记入台账：退回');
    expect(desk.complaints.take()).toEqual([]);
  });
};

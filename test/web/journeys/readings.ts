import { CITY } from '../../support/journey.js';
import { sees, type Play } from '../stage.js';

/** A clipboard holding a block of a spreadsheet, dropped into the cell that has the focus. */
const PASTE = (text: string): string => `(() => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', ${JSON.stringify(text)});
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
})()`;

/** Monitoring: a month of readings from a spreadsheet. */
export const monthOfReadings: Play = (stage) => {
  it('takes readings pasted from a spreadsheet, keeps them over a closed browser, and hands them in', async () => {
    const desk = await stage().deskOf(`monitoring@${CITY}`, '/readings');
    const { page } = desk;
    await page.getByLabel('第 1 行 地区').focus();
    const rows = [
      ['昆山市', '2026年9月', '水', '总磷', '0.081', 'mg/L', '0.1', '0.09', '是'],
      ['320505', '2026-09', '水', '总磷', 'x', 'mg/L', '0.1', '0.09', '是'],
    ];
    await page.evaluate(PASTE(rows.map((cells) => cells.join('\t')).join('\r\n')));
    await sees(desk, '1 条需要改正');
    expect(await page.getByRole('button', { name: '报送 2 条' }).isDisabled()).toBe(true);

    await page.reload();
    expect(await page.getByLabel('第 1 行 指标').inputValue()).toBe('总磷');
    await page.getByLabel('第 2 行 数值').fill('0.077');
    await page.getByRole('button', { name: '核对' }).click();
    await sees(desk, '2 条均可报送');
    await page.getByRole('button', { name: '报送 2 条' }).click();
    await sees(desk, '已报送 2 条');
    await page.getByRole('cell', { name: '0.077' }).waitFor();
    expect(await page.getByLabel('第 1 行 地区').inputValue()).toBe('');
    expect(desk.complaints.take()).toEqual([]);
  });
};

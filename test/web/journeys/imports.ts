import { CITY } from '../../support/journey.js';
import { sees, type Play } from '../stage.js';

const HEADER = '县区,月份,要素,监测指标,监测值,单位,是否有效';
const sheet = (...rows: readonly string[]) => ({
  name: '监测.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from([HEADER, ...rows].join('\r\n')),
});
const GOOD = '昆山市,2026-04,水,导入氨氮,0.02,mg/L,是';

/** Monitoring: a sheet with a slip, marked on its cell, and the same sheet put right. */
export const sheetOfReadings: Play = (stage) => {
  it('takes a template, marks the cell that is wrong, and writes the sheet once it is right', async () => {
    const desk = await stage().deskOf(`monitoring@${CITY}`, '/imports');
    const { page } = desk;
    const template = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载模板' }).click();
    expect((await template).suggestedFilename()).toBe('readings.xlsx');

    const file = page.getByLabel('上传表格');
    await file.setInputFiles(sheet(GOOD, '昆山市,2026-05,土,导入氨氮,0.02,mg/L,是'));
    await sees(desk, '不在可选项内');
    await page.getByRole('cell', { name: 'C3' }).waitFor();
    const marked = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载标注表格' }).click();
    expect((await marked).suggestedFilename()).toMatch(/^readings-.*\.xlsx$/);

    await desk.open('/imports');
    await file.setInputFiles(sheet(GOOD, '昆山市,2026-05,大气,导入氨氮,0.02,mg/L,是'));
    await sees(desk, '没有发现错误');
    await page.getByRole('button', { name: '写入全部 2 条' }).click();
    await sees(desk, '已写入');
    expect(desk.complaints.take()).toEqual([]);
  });
};

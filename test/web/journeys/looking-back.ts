import { readFile } from 'node:fs/promises';
import { must } from '#kernel';
import type { Desk } from '../../support/browser.js';
import { bodyOf, CITY } from '../../support/journey.js';
import { sees, type Play } from '../stage.js';

interface Balance {
  readonly lines: readonly { readonly pollutant: string; readonly available: string }[];
}

/** What the browser keeps when something is done that gives a file. */
const fileOf = async ({ page }: Desk, act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> => {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
};

/** Any moment again, where figures come from, and what is taken home. */
export const lookingBack: Play = (stage) => {
  const available = async (query: string): Promise<string> => {
    const officer = await stage().running.offices.officer(`inspector@${CITY}`);
    const { lines } = bodyOf(await officer.get<Balance>(`/pools/pool-${CITY}/balance?${query}`), 200);
    return must(
      lines.find(({ pollutant }) => pollutant === 'COD'),
      'COD',
    ).available;
  };

  it('replays a pool at two moments, proves the event behind the difference, and takes the pack home', async () => {
    const path = `/replay?pool=pool-${CITY}&since=@150&knownAt=@300&asOf=2026-04-30`;
    const inspector = await stage().deskOf(`inspector@${CITY}`, path);
    const { page } = inspector;
    await sees(inspector, '知悉截至 @300');
    const words = await inspector.words();
    for (const query of ['knownAt=@150', 'knownAt=@300&asOf=2026-04-30'])
      expect(words).toContain(await available(query));
    const moved = page.getByRole('region', { name: '其间入账的变动' }).getByRole('link').first();
    const position = await moved.innerText();
    await moved.click();
    await sees(inspector, `事件 ${position} 在台账之中`);
    const officer = await stage().running.offices.officer(`inspector@${CITY}`);
    const asked = `/audit/proof?position=${position}`;
    const proof = bodyOf(await officer.get<{ leafHash: string }>(asked), 200);
    await page.getByText(proof.leafHash).waitFor();

    const pack = await fileOf(inspector, () => page.getByRole('button', { name: '制作并下载' }).click());
    expect(pack.name).toMatch(/^audit-pack-.+\.zip$/);
    expect(pack.bytes.subarray(0, 2).toString()).toBe('PK');
    await sees(inspector, '已下载');

    // A chain too is that of its moment: the voucher this lot was drawn for came later.
    const used = page.getByText('示例水性涂料迁扩建');
    await inspector.open('/lots/lot-demo-0062?knownAt=2026-04-30');
    expect(await used.count()).toBe(0);
    await page.getByRole('button', { name: '回到现在' }).click();
    await used.first().waitFor();
    expect(inspector.complaints.take()).toEqual([]);
  });

  it('moves both times on the axis, and keeps them from page to page with every action closed', async () => {
    const clerk = await stage().deskOf('county-clerk@320583', '/deposits');
    const { page } = clerk;
    await page.getByRole('link', { name: '新建' }).or(page.locator('.page-actions a')).first().waitFor();
    await page.getByRole('button', { name: /^时点/ }).click();
    await page.getByLabel('知悉截至').fill('@300');
    await page.getByRole('button', { name: '看这一时点' }).click();
    await sees(clerk, '这是过去时点的内容');
    expect(await page.locator('.page-actions a').count()).toBe(0);
    await page.getByRole('link', { name: '储备库', exact: true }).click();
    await page.waitForURL(/pools\?.*knownAt=%40300/);
    await clerk.settle();
    const officer = await stage().running.offices.officer('county-clerk@320583');
    const then = bodyOf(await officer.get<Balance>('/pools/pool-320583/balance?knownAt=@300'), 200);
    const row = page.locator('tr', { has: page.getByRole('link', { name: '昆山市', exact: true }) });
    for (const { available: amount } of then.lines)
      expect((await row.innerText()).replaceAll('−', '-')).toContain(amount);
    await page.getByRole('button', { name: '回到现在' }).click();
    await page.getByText('这是过去时点的内容').waitFor({ state: 'detached' });

    const inspector = await stage().deskOf(`inspector@${CITY}`, '/replay');
    const handles = inspector.page.getByRole('slider');
    await handles.first().press('ArrowLeft');
    await inspector.page.waitForURL(/knownAt=2026-/);
    await handles.last().press('ArrowLeft');
    await inspector.page.waitForURL(/asOf=2026-/);
    expect([clerk, inspector].flatMap((desk) => desk.complaints.take())).toEqual([]);
  });

  it('finds by number, and exports a list as it is shown', async () => {
    const office = await stage().deskOf(`office@${CITY}`, '/deposits?status=CREDITED&sort=place');
    const { page } = office;
    const shown = page.locator('tbody tr');
    const total = Number(/\d+/.exec(await page.getByText(/^共 \d+ 条$/).innerText())?.[0]);
    const exported = async (kind: string) => {
      await page.getByRole('button', { name: '导出' }).click();
      await page.getByLabel('用途').fill(`核对${kind}`);
      return fileOf(office, () => page.getByRole('button', { name: kind }).click());
    };
    const workbook = await exported('XLSX');
    expect([workbook.name, workbook.bytes.subarray(0, 2).toString()]).toEqual(['deposits.xlsx', 'PK']);
    const file = await exported('CSV');
    const text = file.bytes.toString('utf8');
    expect([file.name, text.startsWith('\uFEFF')]).toEqual(['deposits.csv', true]);
    const rows = text.trim().split('\r\n').slice(1);
    expect(rows).toHaveLength(total);
    const first = await shown.first().getByRole('link').first().innerText();
    expect(rows[0]).toContain(`"${first}"`);
    const auditor = await stage().running.offices.officer(`audit-admin@${CITY}`);
    const log = bodyOf(await auditor.get<{ items: readonly object[] }>('/access-log?limit=1000'), 200);
    for (const kind of ['XLSX', 'CSV']) expect(JSON.stringify(log.items)).toContain(`核对${kind}`);

    const search = page.getByRole('searchbox').or(page.locator('#search')).first();
    await search.fill('PZ-park-sip-2026-000001');
    await search.press('Enter');
    await page.locator('main').getByRole('link', { name: 'PZ-park-sip-2026-000001' }).click();
    await sees(office, '排污总量指标使用凭证');
    await page.getByRole('img', { name: '扫码查验' }).waitFor();
    await search.fill('@258');
    await search.press('Enter');
    await page.locator('main').getByRole('link', { name: '258' }).click();
    await sees(office, '事件 258');
    expect(office.complaints.take()).toEqual([]);
  });
};

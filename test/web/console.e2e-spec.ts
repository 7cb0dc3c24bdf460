import { jest } from '@jest/globals';
import { must, sha256Hex } from '#kernel';
import { hasBrowser, type Desk } from '../support/browser.js';
import { applicationBody, bodyOf, CITY, demand, PASS, type Journey } from '../support/journey.js';
import { inParallel } from '../support/naughty.js';
import { PASSWORD, type TestService } from '../support/service.js';
import { figures } from './journeys/figures.js';
import { livePages } from './journeys/live.js';
import { lookingBack } from './journeys/looking-back.js';
import { pass, sees, Stage, uscc } from './stage.js';
import { FIRST_LOAD_BYTES, weigh } from './weight.js';

/** Real Chromium, the real service, the demo city. Without a browser these tests are skipped, and say so. */
const inBrowser = hasBrowser ? describe : describe.skip;
jest.setTimeout(180_000);
/** Pages looked at side by side: while one is drawn, the service answers another. */
const LANES = 3;

inBrowser('the console', () => {
  let stage: Stage;
  let service: TestService;
  let journey: Journey;

  beforeAll(async () => {
    stage = await Stage.raise();
    service = stage.running;
    ({ journey } = stage);
  });
  afterAll(() => stage.strike());
  afterEach(() => stage.clear());

  const stranger = (): Promise<Desk> => stage.stranger();
  const deskOf = (username: string, path: string): Promise<Desk> => stage.deskOf(username, path);

  livePages(() => stage);
  lookingBack(() => stage);
  figures(() => stage);

  it('lets an officer in by name and password, and out again', async () => {
    const desk = await stranger();
    await desk.signIn('county-clerk@320583', PASSWORD);
    await sees(desk, '我的待办');
    const kept = (): Promise<unknown> =>
      desk.page.evaluate('[...Object.keys(sessionStorage), ...Object.keys(localStorage)].toSorted()');
    await desk.page.evaluate(`localStorage.setItem('reserve-pool.draft.reduction', '{}')`);
    const told = ['reserve-pool.draft.reduction', 'reserve-pool.language', 'reserve-pool.token'];
    expect(await kept()).toEqual(told);
    await desk.page.getByRole('button', { name: '退出登录' }).click();
    const password = desk.page.getByLabel('口令');
    await password.waitFor();
    expect(await kept()).toEqual(['reserve-pool.language']);
    expect(desk.complaints.take()).toEqual([]);
    // Masked, and filled in by whatever keeps the officer's passwords.
    expect(await password.getAttribute('type')).toBe('password');
    expect(await password.getAttribute('autocomplete')).toBe('current-password');
    await desk.page.getByLabel('用户名').fill('county-clerk@320583');
    await desk.page.getByLabel('口令').fill('wrong-password');
    await desk.page.getByRole('button', { name: '登录' }).click();
    await sees(desk, '用户名或口令不正确');
  });

  it('takes a reduction from the clerk’s form to the credit in the pools', async () => {
    const clerk = await deskOf('county-clerk@320583', '/deposits/new');
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
    await sees(clerk, '符合全部规则，可以申报');
    await page.getByRole('button', { name: '申报减排量' }).click();
    await page.getByRole('button', { name: '申报入库' }).click();
    await page.waitForURL(/\/deposits\/(?!new)[^/]+$/);
    const id = must(page.url().split('/').at(-1), 'id of the deposit');

    const reviewer = await deskOf('county-reviewer@320583', `/deposits/${id}`);
    await pass(reviewer);
    await sees(reviewer, '待要素审核');
    const water = await journey.division('WATER');
    bodyOf(await water.post(`/deposits/${id}/element-review`, { medium: 'WATER', ...PASS }), 200);

    const office = await deskOf(`office@${CITY}`, `/deposits/${id}`);
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

  it('shows the verdict while the clerk types, and goes on to the voucher anybody can check', async () => {
    const clerk = await deskOf('county-clerk@320583', '/withdrawals/new');
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

    const reviewer = await deskOf('county-reviewer@320583', path);
    await pass(reviewer);
    await sees(reviewer, '已预留');
    const approver = await deskOf('county-approver@320583', path);
    await pass(approver);
    await sees(approver, '已发凭证');
    await approver.page.getByRole('link', { name: /^PZ-320583-/ }).click();
    await sees(approver, '排污总量指标使用凭证');
    await approver.page.getByRole('link', { name: '公众查验页' }).click();
    await sees(approver, '真实，有效，尚未使用');
    await sees(approver, '摘要相符');
    expect([clerk, reviewer, approver].flatMap((desk) => desk.complaints.take())).toEqual([]);

    const visitor = await stranger();
    await visitor.open('/check');
    await visitor.page.getByLabel('凭证编号').fill('PZ-320583-2026-999999');
    await visitor.page.getByRole('button', { name: '查验' }).click();
    await sees(visitor, '台账里没有这个编号');
  });

  it('blocks a withdrawal by an order of the lead, and lets it pass once lifted', async () => {
    const place = '320507';
    const monitoring = await service.offices.officer(`monitoring@${CITY}`);
    const readings = await monitoring.get<{ items: { id: string }[] }>(`/readings?place=${place}`);
    const proposal = {
      place,
      acts: ['WITHDRAW_LOCAL', 'WITHDRAW_MUNICIPAL', 'WITHDRAW_PROVINCIAL'],
      effectiveFrom: new Date(Date.now() - 60_000).toISOString(),
      reason: '示例：连续超标',
      readingIds: [must(readings.body.items[0], 'reading').id],
    };
    bodyOf(await monitoring.post('/suspensions', proposal), 201);

    const lead = await deskOf(`bureau-lead@${CITY}`, `/standing?place=${place}`);
    await lead.page.getByRole('button', { name: '下令', exact: true }).click();
    await sees(lead, '此令影响的未办结申请');
    await lead.page.getByLabel('文号').fill('示例环暂〔2026〕9号');
    await lead.page.getByLabel('理由').fill('示例');
    await lead.page.getByRole('button', { name: '下令', exact: true }).first().click();
    await lead.page.getByRole('button', { name: '解除', exact: true }).waitFor();

    const clerk = await service.offices.officer(`county-clerk@${place}`);
    const application = applicationBody(place, [demand('VOCs', '0.1')], { pools: [`pool-${place}`] });
    const assess = async (): Promise<string> =>
      (await clerk.post<{ verdict: string }>('/demands/assess', application)).body.verdict;
    expect(await assess()).toBe('REFUSED');

    await lead.page.getByRole('button', { name: '解除', exact: true }).click();
    await lead.page.getByLabel('文号').fill('示例环解〔2026〕9号');
    await lead.page.getByLabel('理由').fill('示例');
    await lead.page.getByRole('button', { name: '解除', exact: true }).first().click();
    await sees(lead, '已解除');
    expect(await assess()).toBe('ACCEPTABLE');
    expect(lead.complaints.take()).toEqual([]);
  });

  it('voids a lot on the inspector’s proposal, and shows the debt it leaves and what pays it', async () => {
    const place = '320508';
    await journey.bringTo(place, 'SO2', '0');
    const { lotId } = await journey.stock(place, { SO2: '9' });
    await journey.draw(applicationBody(place, [demand('SO2', '1')], { pools: [`pool-${place}`] }));
    const path = `/lots/${must(lotId, 'lot')}`;
    const inspector = await deskOf(`inspector@${CITY}`, path);
    await inspector.page.getByLabel('理由').fill('示例：减排设施未实际运行');
    await inspector.page.getByLabel('文件名').fill('示例-现场核查笔录.pdf');
    await inspector.page.getByLabel('SHA-256').fill(sha256Hex('console-void'));
    await inspector.page.getByRole('button', { name: '提出作废建议' }).click();
    await sees(inspector, '减排设施未实际运行');

    const lead = await deskOf(`bureau-lead@${CITY}`, path);
    await sees(lead, '核销');
    await lead.page.getByLabel('理由').fill('示例：核查属实');
    await lead.page.getByLabel('决定文号').fill('示例废〔2026〕9号');
    await lead.page.getByRole('button', { name: '视为无效' }).click();
    await lead.page.getByRole('button', { name: '确认', exact: true }).click();
    await sees(lead, '示例废〔2026〕9号');

    // The next deposit of the place pays the debt, and the chain goes on to it.
    const debt = lead.page.locator('.chain-debt');
    await debt.first().waitFor();
    const { id } = await journey.stock(place, { SO2: '30' });
    const netting = lead.page.locator('.chain-netting').getByRole('link', { name: id });
    await netting.waitFor();
    await lead.page.getByText('看数').click();
    await lead.page.getByRole('region', { name: '来龙去脉表' }).getByRole('link', { name: id }).click();
    await sees(lead, '入库分配');
    expect([inspector, lead].flatMap((desk) => desk.complaints.take())).toEqual([]);
  });

  const POSTS = [
    ...['county-clerk', 'county-reviewer', 'county-approver'].map((role) => `${role}@320583`),
    'park-clerk@park-kunshan-dev',
    ...['element-water', 'element-air', 'joint-review', 'office', 'bureau-lead', 'leading-group'].map(
      (role) => `${role}@${CITY}`,
    ),
    ...['monitoring', 'inspector', 'trade-org', 'system-admin', 'security-admin', 'audit-admin'].map(
      (role) => `${role}@${CITY}`,
    ),
    'province@320000',
  ];
  /** A message's key, a place for a parameter, or a code of the service where words should be. */
  const UNTRANSLATED =
    /\b(app|nav|word|state|status|role|rule|kind|tier|step|act|level)\.[A-Za-z_-]+|\{\w+\}|\b[A-Z]{3,}_[A-Z_]+\b/;

  it('shows every post every page of its menu, without a complaint', async () => {
    const crawl = async (post: string): Promise<void> => {
      const desk = await deskOf(post, '/inbox');
      for (const gate of await desk.page.locator('.frame-nav a').all()) {
        await gate.click();
        await desk.settle();
        const at = { post, page: new URL(desk.page.url()).pathname };
        const key = UNTRANSLATED.exec(await desk.words())?.[0];
        expect({ ...at, complaints: desk.complaints.take(), key }).toEqual({
          ...at,
          complaints: [],
          key: undefined,
        });
      }
      await desk.leave();
    };
    await inParallel(POSTS, crawl, LANES);
  });

  it('puts no serious barrier in anybody’s way, in either language', async () => {
    const chinese = [
      '/overview',
      '/deposits/demo-0292',
      '/withdrawals/demo-0299',
      '/withdrawals/new',
      '/pools',
    ]
      .concat([
        `/pools/pool-${CITY}?book=journal&pollutant=TP&figure=held`,
        '/lots/lot-demo-0062',
        '/standing',
      ])
      .concat(['/vouchers/PZ-park-sip-2026-000001', '/replay?event=300&since=@290&knownAt=@300'])
      .concat(['/vouchers', '/search?q=PZ-park-sip-2026-000001', '/check']);
    const english = ['/inbox', '/withdrawals/new', '/sign-in?next=/', '/check'];
    const lookAt = async (paths: readonly string[], language: string): Promise<void> => {
      const desk = await deskOf(`office@${CITY}`, '/inbox');
      if (language === 'en') await desk.page.getByRole('button', { name: 'English' }).click();
      for (const path of paths) {
        await desk.open(path);
        expect({ path, barriers: await desk.barriers() }).toEqual({ path, barriers: [] });
      }
      expect(desk.complaints.take()).toEqual([]);
    };
    const half = Math.ceil(chinese.length / 2);
    await Promise.all([
      lookAt(chinese.slice(0, half), 'zh'),
      lookAt(chinese.slice(half), 'zh'),
      lookAt(english, 'en'),
    ]);
  });

  it('comes over the wire light enough when it is opened for the first time', async () => {
    const desk = await stranger();
    const weight = await weigh(desk.page);
    await desk.signIn('county-clerk@320583', PASSWORD);
    await desk.settle();
    expect(weight()).toBeGreaterThan(100_000);
    expect(weight()).toBeLessThan(FIRST_LOAD_BYTES);
  });
});

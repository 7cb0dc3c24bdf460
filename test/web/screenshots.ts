import { mkdir, mkdtemp, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startService } from '#apps/api';
import { loadConfig } from '#libs/platform';
import { Desk, openBrowser } from '../support/browser.js';

/**
 * `npm run screenshots`: the main pages as they look in an office, 1366x768, into `docs/screenshots`. They are for
 * people to look at, before anybody says that a page is done.
 */
const PASSWORD = 'screenshot-password-1';
const FOLDER = join(import.meta.dirname, '../../docs/screenshots');

interface Shot {
  readonly name: string;
  readonly post: string;
  readonly path: string;
  /** What is done on the page first. */
  readonly prepare?: (desk: Desk) => Promise<void>;
}

const fillDemand = async ({ page }: Desk): Promise<void> => {
  await page.getByLabel('项目名称').fill('示例精密注塑扩建');
  await page.getByLabel('项目代码').fill('2603-320583-89-01-000042');
  await page.getByLabel('统一社会信用代码').fill('91320583MA10005043');
  await page.getByLabel('行业代码').fill('C2929');
  await page.getByLabel('建成后排放量').fill('1.63217');
  await page.locator('[data-verdict]').waitFor();
};

const SHOTS: readonly Shot[] = [
  { name: 'inbox', post: 'county-reviewer@320583', path: '/inbox' },
  { name: 'overview', post: 'office@320500', path: '/overview' },
  { name: 'deposits', post: 'office@320500', path: '/deposits' },
  { name: 'deposit-review', post: 'county-reviewer@320583', path: '/deposits/demo-0292' },
  { name: 'assess', post: 'county-clerk@320583', path: '/withdrawals/new', prepare: fillDemand },
  { name: 'pool', post: 'office@320500', path: '/pools/pool-320500?pollutant=NH3-N' },
  { name: 'lot', post: 'office@320500', path: '/lots/lot-demo-0062' },
  { name: 'voucher', post: 'office@320500', path: '/vouchers/PZ-park-sip-2026-000001' },
  { name: 'standing', post: 'bureau-lead@320500', path: '/standing' },
  { name: 'replay', post: 'inspector@320500', path: '/replay?knownAt=2026-05-10&since=2026-03-15' },
];

const dataDir = await mkdtemp(join(tmpdir(), 'reserve-pool-screenshots-'));
await chmod(dataDir, 0o755);
const environment = { PORT: '0', DATA_DIR: dataDir, DEMO: '1', DEMO_PASSWORD: PASSWORD, LOG_LEVEL: 'error' };
const service = await startService(loadConfig(environment));
const browser = await openBrowser();
try {
  await mkdir(FOLDER, { recursive: true });
  for (const { name, post, path, prepare } of SHOTS) {
    const desk = await Desk.at(browser, service.url);
    await desk.signIn(post, PASSWORD);
    await desk.open(path);
    await prepare?.(desk);
    await desk.settle();
    await desk.page.screenshot({ path: join(FOLDER, `${name}.png`) });
    await desk.leave();
  }
} finally {
  await browser.close();
  await service.stop();
  await rm(dataDir, { recursive: true, force: true });
}

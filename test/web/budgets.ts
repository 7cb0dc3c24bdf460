import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { DataSource } from 'typeorm';
import { startService, type Service } from '#apps/api';
import { loadConfig } from '#libs/platform';
import { Desk, openBrowser } from '../support/browser.js';
import { FIRST_LOAD_BYTES, weigh } from './weight.js';

/**
 * `npm run budgets`: how fast the built console is on an office computer (the processor slowed down four times), and
 * whether a journal of 100,000 rows scrolls. Speed is measured here and not in a test, for a test may run on a busy
 * machine; run it on a quiet one.
 */
const PASSWORD = 'budgets-password-1';
const SLOWDOWN = 4;
const ROWS = 100_000;
const POOL = 'pool-320500';
const BUDGETS = {
  'first load, KB compressed': FIRST_LOAD_BYTES / 1024,
  'first contentful paint, ms': 1_500,
  'slowest interaction, ms': 200,
  'slow frame while scrolling (95 %), ms': 50,
  'rows there after a jump, ms': 1_000,
} as const;
type Budget = keyof typeof BUDGETS;

const results: { readonly budget: Budget; readonly where: string; readonly measured: number }[] = [];
const note = (budget: Budget, where: string, measured: number): void => {
  results.push({ budget, where, measured });
};

const slowed = async (page: Page): Promise<void> => {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
};

/** A journal as long as that of a busy city after some years. */
const fillJournal = async (service: Service): Promise<void> => {
  await service.app.get(DataSource).query(
    `INSERT INTO read.pool_entry
     SELECT ledger, 1000000 + n, 0, pool, lot_id, pollutant, kind, reference, occurred_at, recorded_at,
            credited, available, held, withdrawn, retired, written_off
     FROM (SELECT * FROM read.pool_entry WHERE pool = $1 ORDER BY position, ordinal LIMIT 1) one,
          generate_series(1, $2::int) n`,
    [POOL, ROWS],
  );
};

const PAINT = `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity`;
/** The longest a click or key had to wait for what it changed, as the browser itself reckons it. */
const WATCH = `window.slowest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.slowest = Math.max(window.slowest, duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });`;
/** Scrolls a table through and through, and answers the 95th percentile of the time between frames. */
const SCROLL = `new Promise((resolve) => {
  const box = document.querySelector('.sheet-long');
  const frames = [];
  let last = performance.now();
  box.scrollTop = 0;
  const step = (now) => {
    frames.push(now - last);
    last = now;
    box.scrollTop += 120;
    if (frames.length < 180) requestAnimationFrame(step);
    else resolve(frames.slice(5).sort((a, b) => a - b)[Math.floor((frames.length - 5) * 0.95)]);
  };
  requestAnimationFrame(step);
})`;
const JUMP = `document.querySelector('.sheet-long').scrollTop = 33 * 50000`;

const firstLoad = async (desk: Desk): Promise<void> => {
  const weight = await weigh(desk.page);
  await slowed(desk.page);
  await desk.signIn('county-clerk@320583', PASSWORD);
  note('first contentful paint, ms', 'sign-in', await desk.page.evaluate<number>(PAINT));
  await desk.settle();
  note('first load, KB compressed', 'sign-in and tasks', weight() / 1024);
  for (const path of ['/inbox', '/deposits', '/pools', '/withdrawals/new']) {
    await desk.open(path);
    note('first contentful paint, ms', path, await desk.page.evaluate<number>(PAINT));
  }
};

const interactions = async (desk: Desk): Promise<void> => {
  await slowed(desk.page);
  await desk.signIn('office@320500', PASSWORD);
  const { page } = desk;
  const acts: readonly (readonly [string, string, () => Promise<void>])[] = [
    ['/pools', 'choose a tier', () => page.getByText('县级', { exact: false }).first().click()],
    ['/deposits', 'open a filter', () => page.getByLabel('状态').click()],
    ['/deposits', 'change the language', () => page.getByRole('button', { name: 'English' }).click()],
    ['/lots/lot-demo-0062', 'the table of a chain', () => page.locator('.ant-segmented-item').last().click()],
    [`/pools/${POOL}`, 'the journal', () => page.getByRole('tab').last().click()],
    ['/replay', 'a moment on the axis', () => page.getByRole('slider').first().press('ArrowLeft')],
  ];
  for (const [path, name, act] of acts) {
    await desk.open(path);
    await page.evaluate(WATCH);
    await act();
    await desk.settle();
    await page.waitForTimeout(200);
    note('slowest interaction, ms', `${path}: ${name}`, await page.evaluate<number>('window.slowest'));
  }
};

const longJournal = async (desk: Desk): Promise<void> => {
  await slowed(desk.page);
  await desk.signIn('office@320500', PASSWORD);
  await desk.open(`/pools/${POOL}?book=journal`);
  note('slow frame while scrolling (95 %), ms', `${ROWS} rows`, await desk.page.evaluate<number>(SCROLL));
  const started = performance.now();
  await desk.page.evaluate(JUMP);
  await desk.page.waitForTimeout(50);
  await desk.page.locator('.sketch-cell').first().waitFor({ state: 'detached' });
  note('rows there after a jump, ms', 'row 50,000', performance.now() - started);
};

const dataDir = await mkdtemp(join(tmpdir(), 'reserve-pool-budgets-'));
await chmod(dataDir, 0o755);
const service = await startService(
  loadConfig({ PORT: '0', DATA_DIR: dataDir, DEMO: '1', DEMO_PASSWORD: PASSWORD, LOG_LEVEL: 'error' }),
);
const browser = await openBrowser();
try {
  await fillJournal(service);
  for (const measure of [firstLoad, interactions, longJournal]) {
    const desk = await Desk.at(browser, service.url);
    await measure(desk);
    await desk.leave();
  }
} finally {
  await browser.close();
  await service.stop();
  await rm(dataDir, { recursive: true, force: true });
}
const lines = results.map(({ budget, where, measured }) => {
  const mark = measured <= BUDGETS[budget] ? 'ok  ' : 'OVER';
  return `${mark} ${budget.padEnd(40)} ${measured.toFixed(0).padStart(6)} of ${BUDGETS[budget]}   ${where}`;
});
process.stdout.write(`${lines.join('\n')}\n`);
const [load = 0] = loadavg();
if (load > availableParallelism())
  process.stdout.write(
    `The machine is busy (load ${load.toFixed(1)}): these figures are of it, not of the console.\n`,
  );
process.exitCode = lines.some((line) => line.startsWith('OVER')) ? 1 : 0;

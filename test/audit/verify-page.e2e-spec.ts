import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { StoredEvent } from '#libs/event-store';
import { demoLog, LOG_KEY, packOf, rechained } from '../support/packs.js';
import { adoptingPolicies } from '../support/told-log.js';

jest.setTimeout(120_000);

const PAGE = join(import.meta.dirname, '../../dist/verify.html');
const CHROMIUM = [process.env['CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  existsSync,
);
if (CHROMIUM === undefined)
  process.stderr.write(
    'SKIPPED: verify.html in a browser, because no Chromium is there (CHROMIUM names one)\n',
  );
const whereThere = CHROMIUM === undefined ? describe.skip : describe;

whereThere('verify.html in Chromium, with the network off', () => {
  let browser: Browser;
  let page: Page;
  let folder: string;
  let events: readonly StoredEvent[];
  const asked: string[] = [];
  const complaints: string[] = [];

  const fileOf = async (name: string, log: readonly StoredEvent[]): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, await packOf({ events: log, page: await readFile(PAGE) }));
    return path;
  };
  const verdictOf = async (file: string, key = ''): Promise<string | null> => {
    await page.reload();
    await page.locator('#key').fill(key);
    await page.locator('#file').setInputFiles(file);
    return page.locator('.verdict').getAttribute('data-verdict', { timeout: 60_000 });
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reserve-pool-page-'));
    events = await adoptingPolicies(await demoLog(), [['witness.quorum', 2]]);
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
    const context = await browser.newContext({ offline: true });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(pathToFileURL(PAGE).href);
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('finds the demo city sound, and leads from a figure to its events in two clicks', async () => {
    expect(await verdictOf(await fileOf('sound.zip', events), LOG_KEY.verifier.text)).toBe('SOUND');
    const figure = page.locator('#balances button.figure').first();
    const shown = await figure.textContent();
    expect(Number(shown)).toBeGreaterThan(0);
    await figure.click();
    const behind = page.locator('#trace button.position');
    // A click waits until it is there: the page asks a worker.
    await behind.first().click();
    const event = await page.locator('#event pre').textContent();
    expect(event).toContain('"stream": "pool-');
  });

  it('says how many witnesses signed and which, and leads from a nought to what came and went', async () => {
    expect(await page.locator('#report').textContent()).toContain('1/2 · witness.example/county');
    const row = page.locator('#balances tr', { hasText: /^pool-320583COD/ });
    const held = row.locator('button.figure').nth(1);
    expect(await held.textContent()).toBe('0');
    await held.click();
    await page.locator('#trace h2', { hasText: '预留' }).waitFor();
    const kinds = await page.locator('#trace td:nth-child(3)').allTextContents();
    expect(kinds).toEqual(['QuotaHeld', 'QuotaWithdrawn']);
  });

  it('replays balances at two times, walks the chain of a lot, and takes notes home', async () => {
    await page.locator('#asOf').fill('2026-02-28');
    await page.locator('#knownAt').fill('@60');
    const shown = page.locator('#balances tbody');
    const before = await shown.textContent();
    await page.locator('#balances button.show').click();
    // The page's policy keeps anybody from waiting inside it.
    while ((await shown.textContent()) === before) await page.waitForTimeout(20);
    const lot =
      events.find(({ type }) => type === 'QuotaWithdrawn')?.body.match(/"lotId":"([^"]+)"/)?.[1] ?? '';
    await page.locator('#lot').selectOption(lot);
    await page.locator('#chain h3').first().waitFor();
    const kinds = await page.locator('#chain td:nth-child(5)').allTextContents();
    for (const kind of ['ReductionFiled', 'DepositFiled', 'LotCredited', 'QuotaWithdrawn', 'VoucherIssued'])
      expect(kinds).toContain(kind);
    await page.locator('#notes textarea').fill('示例：现场核对一致');
    await page.locator('#notes button').first().click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('#notes button.save').click(),
    ]);
    const saved = JSON.parse(await readFile(await download.path(), 'utf8')) as { notes: readonly object[] };
    expect(saved).toMatchObject({
      size: events.length,
      verdict: 'SOUND',
      findings: [],
      notes: [{ position: null, text: '示例：现场核对一致' }],
    });
  });

  it('speaks Chinese first and English when asked', async () => {
    expect(await page.locator('h1').textContent()).toBe('审计包核验');
    await page.locator('#head button').click();
    expect(await page.locator('h1').textContent()).toBe('Audit pack verification');
  });

  it('names the first broken link, and a breach of the rules', async () => {
    const ninth = events[8];
    const changed = events.with(8, {
      ...(ninth as StoredEvent),
      body: (ninth?.body ?? '').replace('{', '{ '),
    });
    expect(await verdictOf(await fileOf('changed.zip', changed))).toBe('BROKEN');
    expect(await page.locator('.first').textContent()).toContain('@9');
    const at = events.findIndex(({ type }) => type === 'LotCredited');
    const raised = rechained(
      events.map((event, index) =>
        index === at ? { ...event, body: event.body.replace(/"amount":"/, '"amount":"9') } : event,
      ),
    );
    expect(await verdictOf(await fileOf('raised.zip', raised))).toBe('RULES_BROKEN');
    expect(await page.locator('.first').textContent()).toContain(`@${at + 1}`);
    await writeFile(join(folder, 'none.zip'), 'not a pack at all, but long enough to be one');
    expect(await verdictOf(join(folder, 'none.zip'))).toBe('BROKEN');
  });

  it('speaks of the pack chosen last, though an earlier one was not read to its end', async () => {
    await page.reload();
    for (const name of ['changed.zip', 'sound.zip', 'changed.zip', 'sound.zip'])
      await page.locator('#file').setInputFiles(join(folder, name));
    await page.locator('.verdict[data-verdict="SOUND"]').waitFor({ timeout: 60_000 });
    await page.waitForTimeout(500);
    expect(await page.locator('.verdict').getAttribute('data-verdict')).toBe('SOUND');
    const lots = await page.locator('#lot option').allTextContents();
    expect(new Set(lots).size).toBe(lots.length);
  });

  it('asks nobody for anything', () => {
    const outside = asked.filter((url) => !url.startsWith('file:') && !url.startsWith('blob:'));
    expect({ outside, complaints }).toEqual({ outside: [], complaints: [] });
  });
});

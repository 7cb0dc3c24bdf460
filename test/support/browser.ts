import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { chromium, type Browser, type Page, type Request } from 'playwright-core';

/** The system's browser; nothing is downloaded. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
export const hasBrowser = existsSync(CHROMIUM);

/** Runs in the page, so it is text here: these tests know no page's types. */
const SPOKEN = `(() => {
  const hidden = document.body.querySelectorAll('code, pre');
  for (const one of hidden) one.style.display = 'none';
  const words = document.body.innerText;
  for (const one of hidden) one.style.display = '';
  return words;
})()`;

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--lang=zh-CN', '--force-color-profile=srgb'],
  });

/** Quiet for this long, looked at this often, is quiet. */
const LOOK_MS = 20;
const QUIET_LOOKS = 3;

/** The stream of what changes is open for as long as the page; nobody waits for its end. */
const endsByItself = (request: Request): number => (request.url().endsWith('/api/v1/stream') ? 0 : 1);

/** What a page must never do: fail, complain, be refused. */
export class Complaints {
  private found: string[] = [];

  watch(page: Page): void {
    page.on('pageerror', (error) => this.found.push(`error ${error.message}`));
    page.on('console', (message) => {
      // A refusal is an answer: those that may not come are told apart below, by their status.
      if (message.text().startsWith('Failed to load resource')) return;
      if (message.type() === 'error' || message.type() === 'warning') this.found.push(message.text());
    });
    page.on('response', (response) => {
      if ([401, 403, 404].includes(response.status()) || response.status() >= 500)
        this.found.push(`${response.status()} ${new URL(response.url()).pathname}`);
    });
  }

  /** What there was since the last time somebody asked. */
  take(): readonly string[] {
    const taken = this.found;
    this.found = [];
    return taken;
  }
}

type Violation = {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
};

/** An officer at the console, in a tab of their own. */
export class Desk {
  readonly complaints = new Complaints();
  private underWay = 0;

  private constructor(
    readonly page: Page,
    private readonly base: string,
  ) {
    this.complaints.watch(page);
    page.on('request', (request) => (this.underWay += endsByItself(request)));
    for (const end of ['requestfinished', 'requestfailed'] as const) {
      page.on(end as 'requestfinished', (request) => (this.underWay -= endsByItself(request)));
    }
  }

  static async at(browser: Browser, url: string): Promise<Desk> {
    const context = await browser.newContext({
      viewport: { width: 1366, height: 768 },
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    return new Desk(page, `${url}/console`);
  }

  /** Through the door, as everybody. */
  async signIn(username: string, password: string): Promise<void> {
    await this.page.goto(`${this.base}/sign-in`);
    await this.page.getByLabel('用户名').fill(username);
    await this.page.getByLabel('口令').fill(password);
    await this.page.getByRole('button', { name: '登录' }).click();
    await this.page.waitForSelector('.frame');
  }

  /** With a token somebody signed in for, which spares the hashing of another password. */
  async enter(token: string): Promise<void> {
    await this.page.goto(new URL('/health/live', this.base).href);
    await this.page.evaluate(`sessionStorage.setItem('reserve-pool.token', '${token}')`);
  }

  async open(path: string): Promise<void> {
    await this.page.goto(this.base + path);
    await this.settle();
  }

  /** Until nothing is being read any more. */
  async settle(): Promise<void> {
    const busy = this.page.locator('[aria-busy="true"]');
    for (let quiet = 0; quiet < QUIET_LOOKS;) {
      await this.page.waitForTimeout(LOOK_MS);
      quiet = this.underWay === 0 && (await busy.count()) === 0 ? quiet + 1 : 0;
    }
  }

  /** The words on the page, without codes, exact bytes and what is typed. */
  words(): Promise<string> {
    return this.page.evaluate<string>(SPOKEN);
  }

  /** Barriers that axe calls serious or critical. */
  async barriers(): Promise<readonly string[]> {
    const there = await this.page.evaluate<boolean>("typeof axe !== 'undefined'");
    if (!there) await this.page.evaluate(axe.source);
    const found = await this.page.evaluate<readonly Violation[]>(
      "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)",
    );
    return found
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }
}

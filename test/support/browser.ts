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

/** Runs in the page: the parts that nobody scrolls sideways and that are too narrow, with what sticks out of them. */
const CUT_OFF = `[...document.querySelectorAll('html, .frame-bar, .frame-nav, .frame-main, .door')]
  .filter((part) => part.scrollWidth > part.clientWidth + 1)
  .map((part) => {
    const edge = part.getBoundingClientRect().right + 1;
    const beyond = [...part.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > edge);
    const last = beyond.at(-1)?.outerHTML.slice(0, 120) ?? '';
    return part.tagName + '.' + part.className + ' ' + part.scrollWidth + ' in ' + part.clientWidth + ': ' + last;
  })`;

/** Runs in the page: every text in it by itself, also those only heard; codes and exact bytes left out. */
const TEXTS = `(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (text) =>
    text.parentElement.closest('code, pre, script, style') === null
      ? NodeFilter.FILTER_ACCEPT
      : NodeFilter.FILTER_SKIP);
  const found = new Set();
  while (walker.nextNode()) found.add(walker.currentNode.data);
  for (const one of document.querySelectorAll('[aria-label]')) found.add(one.ariaLabel);
  return [...found];
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

  /** With a token somebody signed in for, which spares hashing another password; counts once a page is opened. */
  async enter(token: string): Promise<void> {
    const keep = `sessionStorage.setItem('reserve-pool.token', '${token}')`;
    if (this.page.url() === 'about:blank')
      await this.page.addInitScript(`if (!sessionStorage.getItem('reserve-pool.token')) ${keep}`);
    else await this.page.evaluate(keep);
  }

  /** As if typed into the browser: everything is read anew. */
  async open(path: string): Promise<void> {
    await this.page.goto(this.base + path);
    await this.settle();
  }

  /** As a link of the page would lead there. */
  async go(path: string): Promise<void> {
    await this.page.evaluate(
      `history.pushState({}, '', ${JSON.stringify(new URL(this.base).pathname + path)})`,
    );
    await this.settle();
  }

  /** Sets the language of the page by its switch. */
  async speak(language: string): Promise<void> {
    const button = this.page.locator(`button[lang="${language}"]`);
    if ((await button.count()) > 0) await button.click();
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

  /** The same, each text by itself. */
  texts(): Promise<readonly string[]> {
    return this.page.evaluate<readonly string[]>(TEXTS);
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

  /** What sticks out of the window, or of the part of the frame it stands in. */
  cutOff(): Promise<readonly string[]> {
    return this.page.evaluate<readonly string[]>(CUT_OFF);
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }
}

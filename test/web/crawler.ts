import type { Desk } from '../support/browser.js';
import type { Stage } from './stage.js';
import { UNEXPORTED } from './unexported.js';

/** Whether every post looks at everything in both languages, rather than each page being looked over once. */
export const WHOLE = process.env['CONSOLE'] === 'all';

/** A message's key, a place for a parameter, or a code of the service where words should be. */
const UNTRANSLATED = [
  /\b(app|nav|word|state|status|role|rule|kind|tier|step|act|level|field|form)\.[A-Za-z_-]+/,
  /\{\w+\}|\b[A-Z]{3,}_[A-Z_]+\b|\b(undefined|NaN)\b|\[object/,
];
/** Tablets as they are held, the narrow one first; an office's screen is 1366 wide. */
const TABLETS = [
  { width: 768, height: 1024 },
  { width: 1024, height: 768 },
].slice(0, WHOLE ? 2 : 1);
const OFFICE = { width: 1366, height: 768 };

/** Where somebody walks, and with what in sight. */
export interface Walk {
  readonly post: string;
  readonly language: string;
}

/** What is wrong with what the page says: it complained, was refused, or says what nobody can read. */
const faultsIn = async (desk: Desk): Promise<readonly string[]> => {
  await desk.settle();
  const texts = await desk.texts();
  const unread = texts.filter((text) => UNTRANSLATED.some((form) => form.test(text)));
  return [...desk.complaints.take(), ...unread.map((text) => `nobody can read ${text}`)];
};

/** What axe calls a serious barrier, and what a tablet cuts off. */
const barriersOf = async (desk: Desk): Promise<readonly string[]> => {
  const found = [...(await desk.barriers())];
  for (const size of TABLETS) {
    await desk.page.setViewportSize(size);
    found.push(...(await desk.cutOff()).map((what) => `cut off at ${size.width}: ${what}`));
  }
  await desk.page.setViewportSize(OFFICE);
  return found;
};

/** A table that nobody can take home, though nothing says why. */
const unexported = async ({ page }: Desk, where: string): Promise<readonly string[]> => {
  const tables = page.locator('.frame-main .sheet');
  const exports = page.locator('.frame-main .export-button');
  if ((await tables.count()) === 0 || (await exports.count()) > 0) return [];
  return UNEXPORTED.some(({ pages }) => pages.test(where)) ? [] : ['a table without an export'];
};

const hrefsOf = (desk: Desk, selector: string): Promise<readonly string[]> =>
  desk.page.evaluate<readonly string[]>(
    `[...document.querySelectorAll(${JSON.stringify(selector)})].map((link) => link.getAttribute('href') ?? '')`,
  );

/** What has been looked at already, for somebody; in `npm run test:console` everybody looks for themselves. */
class Seen {
  readonly pages = new Set<string>();
  readonly acts = new Set<string>();
  private readonly marks = new Set<string>();

  first(mark: string, { post, language }: Walk): boolean {
    const whole = WHOLE ? `${post} ${language} ${mark}` : mark;
    if (this.marks.has(whole)) return false;
    this.marks.add(whole);
    return true;
  }
}

/** Officers who open whatever they are offered, one after another in one tab. */
export class Crawler {
  /** What is wrong with what, all of it. */
  readonly faults: string[] = [];
  private readonly seen = new Seen();

  constructor(private readonly stage: Stage) {}

  get pages(): number {
    return this.seen.pages.size;
  }
  get acts(): number {
    return this.seen.acts.size;
  }

  /** Each post's menu, the first item of each list, every form, and pages that no list leads to. */
  async crawl(walks: readonly Walk[], deeper: Readonly<Record<string, readonly string[]>>): Promise<void> {
    const desk = await this.stage.stranger();
    for (const walk of walks) {
      await desk.enter(await this.stage.tokenOf(walk.post));
      await desk.open('/inbox');
      await desk.speak(walk.language);
      for (const address of await hrefsOf(desk, '.frame-nav a')) await this.entry(desk, address, walk);
      for (const path of deeper[walk.post.split('@')[0] ?? ''] ?? []) {
        await desk.go(path);
        await this.look(desk, path, walk);
      }
    }
  }

  /** Pages of somebody who has not signed in. */
  async atTheDoor(paths: readonly string[], language: string): Promise<void> {
    const desk = await this.stage.stranger();
    await desk.open(paths[0] ?? '/sign-in');
    await desk.speak(language);
    for (const path of paths) {
      await desk.go(path);
      await this.look(desk, path, { post: 'nobody', language });
    }
  }

  private async entry(desk: Desk, address: string, walk: Walk): Promise<void> {
    this.seen.pages.add(address);
    await desk.page.locator(`.frame-nav a[href="${address}"]`).click();
    await this.look(desk, address, walk);
    const own = (await hrefsOf(desk, '.sheet tbody a')).find((href) => href.startsWith(`${address}/`));
    if (own === undefined) return;
    await desk.page.locator(`.sheet tbody a[href="${own}"]`).first().click();
    await this.look(desk, `${address}/$id`, walk);
  }

  /** The page as it stands, every form it offers that nobody has opened, and how it is to be reached. */
  private async look(desk: Desk, page: string, walk: Walk): Promise<void> {
    this.note(await faultsIn(desk), page, walk);
    const buttons = desk.page.locator('.acts button');
    for (const [index, act] of (await buttons.allInnerTexts()).entries()) {
      if (!this.seen.first(`act ${act}`, walk)) continue;
      this.seen.acts.add(act);
      await buttons.nth(index).click();
      this.note(await faultsIn(desk), `${page} ${act}`, walk);
    }
    if (!this.seen.first(`page ${page}`, walk)) return;
    this.note(await unexported(desk, page), page, walk);
    this.note(await barriersOf(desk), page, walk);
  }

  private note(found: readonly string[], where: string, { post, language }: Walk): void {
    this.faults.push(...found.map((fault) => `${post} ${language} ${where}: ${fault}`));
  }
}

import { must } from '#kernel';
import { CITY } from '../../support/journey.js';
import type { Desk } from '../../support/browser.js';
import type { Play, Stage } from '../stage.js';

/** Posts that between them have every page of the menu, and all there are. */
const SOME = [
  ...['office', 'monitoring', 'inspector', 'security-admin', 'audit-admin'].map((role) => `${role}@${CITY}`),
  'county-clerk@320583',
];
const EVERY = [
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

const POSTS = process.env['CONSOLE'] === 'all' ? EVERY : SOME;

/** A message's key, a place for a parameter, or a code of the service where words should be. */
const UNTRANSLATED = [
  /\b(app|nav|word|state|status|role|rule|kind|tier|step|act|level|field|form)\.[A-Za-z_-]+/,
  /\{\w+\}|\b[A-Z]{3,}_[A-Z_]+\b|\b(undefined|NaN)\b|\[object/,
];

/** Fails when the page complained, was refused, or says what nobody can read. */
export const looksGood = async (desk: Desk, about: object): Promise<void> => {
  await desk.settle();
  const at = { ...about, page: new URL(desk.page.url()).pathname };
  const words = await desk.words();
  const key = UNTRANSLATED.map((form) => form.exec(words)?.[0]).find((found) => found !== undefined);
  expect({ ...at, complaints: desk.complaints.take(), key }).toEqual({
    ...at,
    complaints: [],
    key: undefined,
  });
};

const hrefsOf = (desk: Desk, selector: string): Promise<readonly string[]> =>
  desk.page.evaluate<readonly string[]>(
    `[...document.querySelectorAll(${JSON.stringify(selector)})].map((link) => link.getAttribute('href') ?? '')`,
  );

/** Opens every form of an act that the page offers, unless it has been opened for somebody. */
const tryForms = async (desk: Desk, opened: Set<string>, post: string): Promise<void> => {
  const buttons = desk.page.locator('.acts button');
  for (let index = 0; index < (await buttons.count()); index += 1) {
    const act = await buttons.nth(index).innerText();
    if (opened.has(act)) continue;
    opened.add(act);
    await buttons.nth(index).click();
    await looksGood(desk, { post, act });
  }
};

interface Walk {
  readonly post: string;
  readonly opened: Set<string>;
}

/** A page of the menu with its forms, and the first item it lists. */
const walk = async (desk: Desk, address: string, { post, opened }: Walk): Promise<void> => {
  await desk.page.locator(`.frame-nav a[href="${address}"]`).click();
  await looksGood(desk, { post });
  await tryForms(desk, opened, post);
  const own = (await hrefsOf(desk, '.sheet tbody a')).find((href) => href.startsWith(`${address}/`));
  if (own === undefined) return;
  await desk.page.locator(`.sheet tbody a[href="${own}"]`).first().click();
  await looksGood(desk, { post });
  await tryForms(desk, opened, post);
};

const crawl = async (
  stage: Stage,
  posts: readonly string[],
  opened: Set<string>,
): Promise<readonly string[]> => {
  const desk = await stage.stranger();
  const seen = new Set<string>();
  for (const post of posts) {
    await desk.enter(await stage.tokenOf(post));
    await desk.open('/inbox');
    for (const address of await hrefsOf(desk, '.frame-nav a')) {
      await walk(desk, address, { post, opened });
      seen.add(address);
    }
  }
  return [...seen];
};

/**
 * Every page of the menu, every form of an act, and an item of each kind, for every post in `npm run test:console`, for
 * some of them in `npm test`.
 */
export const everyPage: Play = (stage) => {
  it('shows each post every page, every form and an item of each kind, without a complaint', async () => {
    const half = Math.ceil(POSTS.length / 2);
    const opened = new Set<string>();
    const seen = await Promise.all(
      [POSTS.slice(0, half), POSTS.slice(half)].map((posts) => crawl(stage(), posts, opened)),
    );
    expect(new Set(seen.flat()).size).toBeGreaterThan(24);
    expect(opened.size).toBeGreaterThan(20);
  });
};

/** Posts that between them have every page. */
const ALL_PAGES = ['office', 'security-admin', 'audit-admin'].map((role) => `${role}@${CITY}`);
/** Pages that no entry of the menu leads to. */
const DEEPER = [
  '/deposits/demo-0292',
  '/withdrawals/demo-0299',
  '/withdrawals/new',
  `/pools/pool-${CITY}?pollutant=TP`,
  '/lots/lot-demo-0062',
  '/standing?place=320581',
  '/reports?report=annual',
  '/vouchers/PZ-park-sip-2026-000001',
  '/replay?event=300&from=290&to=300',
  '/parks/park-kunshan-dev',
  '/policies/approval.tiers',
  '/check',
];

const hasNoBarriers = async (desk: Desk, language: string): Promise<void> => {
  await desk.settle();
  const at = { page: new URL(desk.page.url()).pathname, language };
  expect({ ...at, barriers: await desk.barriers() }).toEqual({ ...at, barriers: [] });
};

/** Every entry of the menu that nobody has looked at yet, with the first form it offers. */
const lookAtMenu = async (desk: Desk, seen: Set<string>, language: string): Promise<void> => {
  for (const address of await hrefsOf(desk, '.frame-nav a')) {
    if (seen.has(address)) continue;
    seen.add(address);
    await desk.page.locator(`.frame-nav a[href="${address}"]`).click();
    await desk.settle();
    const act = desk.page.locator('.acts button').first();
    if ((await act.count()) > 0) await act.click();
    await hasNoBarriers(desk, language);
  }
};

/** What axe calls serious or critical, on every page, in both languages. */
export const noBarriers: Play = (stage) => {
  it.each(['zh-CN', 'en'])('puts no serious barrier in anybody’s way, in %s', async (language) => {
    const desk = await stage().stranger();
    const seen = new Set<string>();
    await desk.open('/sign-in');
    if (language === 'en') await desk.page.getByRole('button', { name: 'English' }).click();
    await hasNoBarriers(desk, language);
    for (const post of ALL_PAGES) {
      await desk.enter(await stage().tokenOf(post));
      await desk.open('/inbox');
      await lookAtMenu(desk, seen, language);
    }
    await desk.enter(await stage().tokenOf(must(ALL_PAGES[0], 'office')));
    for (const path of DEEPER) {
      await desk.open(path);
      await hasNoBarriers(desk, language);
    }
    expect(desk.complaints.take()).toEqual([]);
  });
};

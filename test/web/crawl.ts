import { CITY } from '../support/journey.js';
import { Crawler, WHOLE, type Walk } from './crawler.js';
import type { Play } from './stage.js';

const ofTheCity = (roles: readonly string[]): readonly string[] => roles.map((role) => `${role}@${CITY}`);

/** Posts that between them have every page of the menu, and all there are. */
const SOME = [
  ...ofTheCity(['office', 'monitoring', 'inspector', 'security-admin', 'audit-admin']),
  'county-clerk@320583',
  'province@320000',
];
const EVERY = [
  ...['county-clerk', 'county-reviewer', 'county-approver'].map((role) => `${role}@320583`),
  'park-clerk@park-kunshan-dev',
  ...ofTheCity(['element-water', 'element-air', 'joint-review', 'office', 'bureau-lead', 'leading-group']),
  ...ofTheCity(['monitoring', 'inspector', 'trade-org', 'system-admin', 'security-admin', 'audit-admin']),
  'province@320000',
];

/** Pages that no list leads to, and pages that look otherwise when asked for something. */
const DEEPER = {
  office: [
    `/pools/pool-${CITY}?pollutant=TP`,
    `/pools/pool-${CITY}?book=journal&pollutant=COD&figure=credited`,
    '/lots/lot-demo-0062',
    '/standing?place=320581',
    ...['annual', 'statement', 'work', 'findings', 'inspection'].map((report) => `/reports?report=${report}`),
    '/replay?event=300&from=290&to=300',
    '/search?q=PZ-park-sip-2026-000001',
    '/deposits?knownAt=@300',
    '/account',
    '/no-such-page',
  ],
  'county-clerk': ['/deposits/new', '/withdrawals/new', '/accounts'],
  'county-reviewer': ['/deposits/demo-0292'],
};

const LANGUAGES = ['zh-CN', 'en'] as const;

/**
 * Every page of the menu, every form of an act, and an item of each kind: without a complaint, an untranslated word, a
 * barrier that axe calls serious, or a word cut off on a tablet. In `npm test` posts that between them have every page
 * take it in turns, half of them in each language; in `npm run test:console` every post looks at all of it in both.
 */
export const everyPage: Play = (stage) => {
  it('shows each post every page, form and item, in words and within reach', async () => {
    const crawler = new Crawler(stage());
    const half = Math.ceil(SOME.length / 2);
    const walks = LANGUAGES.map((language, index): readonly Walk[] => {
      const posts = WHOLE ? EVERY : SOME.slice(index * half, (index + 1) * half);
      return posts.map((post) => ({ post, language }));
    });
    await Promise.all([
      ...walks.map((posts) => crawler.crawl(posts, DEEPER)),
      crawler.atTheDoor(['/sign-in', '/check'], 'en'),
    ]);
    expect(crawler.faults).toEqual([]);
    expect(crawler.pages).toBeGreaterThan(24);
    expect(crawler.acts).toBeGreaterThan(20);
  });
};

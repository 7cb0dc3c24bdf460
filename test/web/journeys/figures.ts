import { must } from '#kernel';
import type { Desk } from '../../support/browser.js';
import { bodyOf, CITY } from '../../support/journey.js';
import { inParallel } from '../../support/naughty.js';
import { WHOLE } from '../crawler.js';
import type { Play } from '../stage.js';

/** A number as the page shows it, and where a click on it leads; nothing for one that leads nowhere. */
interface Figure {
  readonly shown: string;
  readonly href: string | null;
}
interface Journal {
  readonly items: readonly unknown[];
  readonly sums: Readonly<Record<string, string>>;
}

/** All but those of the movements themselves, and of the drawing, whose nodes are links. */
const FIGURES = `[...document.querySelectorAll('.frame-main .amount')]
  .filter((one) => one.closest('.sheet-long, .chain-plane') === null)
  .map((one) => ({
    shown: one.textContent.replace('−', '-'),
    href: one.closest('a')?.getAttribute('href') ?? null,
  }))`;

/** In the last of the nine decimals, so that sums are exact enough to compare. */
const plus = (a: string, b: string): number => Math.round((Number(a) + Number(b)) * 1e9);
const ASKED_AS = { pollutant: 'pollutant', lot: 'lotId', month: 'month' } as const;
/** Figures of a page whose events are added up. */
const SAMPLE = WHOLE ? 200 : 12;

export const figures: Play = (stage) => {
  /** What the journal behind a figure adds up to, as the page it leads to asks for it. */
  const originOf = async (href: string): Promise<{ readonly sum: number; readonly entries: number }> => {
    const officer = await stage().running.offices.officer('province@320000');
    const { pathname, searchParams: asked } = new URL(href, 'http://console');
    const figure = must(asked.get('figure') ?? undefined, `figure of ${href}`);
    const filter = new URLSearchParams({ perPage: '1', figure });
    for (const [name, as] of Object.entries(ASKED_AS))
      if (asked.has(name)) filter.set(as, asked.get(name) ?? '');
    const path = `${pathname.replace('/console', '')}/journal?${filter.toString()}`;
    const { items, sums } = bodyOf(await officer.get<Journal>(path), 200);
    // A lot is shown with all that left it, of which a part is retired.
    const also = asked.has('lot') && figure === 'withdrawn' ? (sums['retired'] ?? '0') : '0';
    return { sum: plus(sums[figure] ?? '0', also), entries: items.length };
  };

  const look = async (reader: Desk, path: string): Promise<void> => {
    await reader.go(path);
    if (path === '/overview') await reader.page.getByText('看数').click();
    const found = await reader.page.evaluate<readonly Figure[]>(FIGURES);
    expect({ path, some: found.length > 8 }).toEqual({ path, some: true });
    expect({ path, dead: found.filter(({ href }) => href === null) }).toEqual({ path, dead: [] });
    // A number that is a sum over pools leads to theirs, on a page that is looked at here itself.
    const behind = found.filter(({ href }) => href?.includes('book=journal') === true);
    const sample = behind.filter((_, index) => index % Math.ceil(behind.length / SAMPLE) === 0);
    await inParallel(sample, async ({ shown, href }) => {
      const { sum, entries } = await originOf(must(href ?? undefined, 'address'));
      const said = { path, href, sum: plus(shown, '0') };
      expect({ ...said, sum, known: sum === 0 || entries > 0 }).toEqual({ ...said, known: true });
    });
  };

  it('leads from every number of every balance page to the events it is the sum of', async () => {
    // The province sees every pool whole, and has no log; the office has it.
    const province = await stage().deskOf('province@320000', '/inbox');
    const office = await stage().deskOf(`office@${CITY}`, '/inbox');
    const each = async (reader: Desk, paths: readonly string[]): Promise<void> => {
      for (const path of paths) await look(reader, path);
    };
    await Promise.all([
      each(province, ['/overview', '/pools']),
      each(office, [`/pools/pool-${CITY}`, '/lots/lot-demo-0062', '/replay']),
    ]);

    await office.go(`/pools/pool-${CITY}`);
    const { page } = office;
    await page
      .locator('a.figure-link', { hasText: /^[1-9]/ })
      .first()
      .click();
    await page.getByText('由此而来').waitFor();
    await page.locator('.sheet-long a[href*="event="]').first().click();
    await page.getByText('链式散列').waitFor();
    expect([province, office].flatMap((desk) => desk.complaints.take())).toEqual([]);
  });
};

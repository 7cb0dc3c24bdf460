import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REFUSALS } from '#kernel';

import { LEDGER_DECIDERS, LEDGER_EVENTS } from '#libs/audit';
import { POLICY_KEYS } from '#libs/policy';

const root = join(import.meta.dirname, '..');
const text = readFileSync(join(root, 'docs/rules.md'), 'utf8');
const { paths } = JSON.parse(readFileSync(join(root, 'docs/openapi.json'), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};
const routes = Object.entries(paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
);

interface Row {
  readonly article: string;
  readonly what: string;
  readonly policies: readonly string[];
  readonly deciders: readonly string[];
  readonly events: readonly string[];
  readonly refusals: readonly string[];
  readonly routes: readonly string[];
  readonly tests: readonly string[];
}

const quoted = (cell: string): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
const [table = '', beyond = ''] = text.split('## Beyond the scheme');
const rows: readonly Row[] = table
  .split('\n')
  .filter((line) => /^\| (总则)?第/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  .map(([article = '', what = '', ...cells]) => {
    const [policies = '', deciders = '', events = '', refusals = '', ways = '', tests = ''] = cells;
    expect(cells.filter((cell) => cell === '')).toEqual([]);
    return {
      article,
      what,
      policies: quoted(policies),
      deciders: quoted(deciders),
      events: quoted(events),
      refusals: quoted(refusals),
      routes: quoted(ways),
      tests: quoted(tests),
    };
  });
const all = (column: Exclude<keyof Row, 'article' | 'what'>): readonly string[] =>
  rows.flatMap((row) => row[column]);
const elsewhere = quoted(beyond);
const missingFrom = (known: readonly string[], asked: readonly string[]): readonly string[] =>
  [...new Set(asked)].filter((name) => !known.includes(name));

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
const numeral = (number: number): string =>
  number < 10
    ? (NUMERALS[number - 1] ?? '')
    : `${number < 20 ? '' : '二'}十${number % 10 === 0 ? '' : (NUMERALS[(number % 10) - 1] ?? '')}`;

describe('docs/rules.md', () => {
  it('has a row for each of the 25 articles', () => {
    const articles = Array.from({ length: 25 }, (_, index) => `第${numeral(index + 1)}条`);
    expect(rows.map(({ article }) => article).filter((article) => !article.startsWith('总则'))).toEqual(
      articles,
    );
  });

  it.each(rows)('$article names its deciders, events, routes and tests', (row) => {
    for (const column of ['deciders', 'events', 'routes', 'tests'] as const)
      expect({ column, filled: row[column].length > 0 }).toEqual({ column, filled: true });
    expect(row.what).toMatch(/\p{Script=Han}.*[a-z]/u);
  });

  it('names nothing that does not exist', () => {
    expect(missingFrom(POLICY_KEYS, all('policies'))).toEqual([]);
    expect(
      missingFrom(
        LEDGER_DECIDERS.map(({ command }) => command),
        all('deciders'),
      ),
    ).toEqual([]);
    expect(missingFrom(Object.keys(LEDGER_EVENTS), all('events'))).toEqual([]);
    expect(missingFrom(Object.keys(REFUSALS), all('refusals'))).toEqual([]);
    expect(missingFrom(routes, all('routes'))).toEqual([]);
    const files = [...all('tests'), ...elsewhere.filter((name) => name.includes('/'))];
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('leaves out no policy, decider, event or refusal of the scheme', () => {
    expect(missingFrom(all('policies'), POLICY_KEYS)).toEqual([]);
    expect(
      missingFrom(
        [...all('deciders'), ...elsewhere],
        LEDGER_DECIDERS.map(({ command }) => command),
      ),
    ).toEqual([]);
    expect(missingFrom([...all('events'), ...elsewhere], Object.keys(LEDGER_EVENTS))).toEqual([]);
    const ofTheScheme = Object.entries(REFUSALS).filter(([, { article }]) => article.startsWith('方案'));
    expect(
      missingFrom(
        all('refusals'),
        ofTheScheme.map(([code]) => code),
      ),
    ).toEqual([]);
  });

  it('puts each refusal beside an article that it cites', () => {
    const strangers = rows.flatMap(({ article, refusals }) =>
      refusals.filter((code) => {
        const cited = REFUSALS[code as keyof typeof REFUSALS].article;
        return cited.startsWith('方案') && !cited.includes(article.replace('总则', ''));
      }),
    );
    expect(
      strangers.filter((code) => rows.filter(({ refusals }) => refusals.includes(code)).length === 1),
    ).toEqual([]);
  });
});

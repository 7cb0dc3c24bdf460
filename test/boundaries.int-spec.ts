import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A rule never seen red is not a rule. `test/canaries/clean` is a small house that keeps every rule and uses every
 * import the table allows; each folder `test/canaries/<tool>/<rule>` holds files laid over it that break exactly
 * that rule. Both tools run here with the repository's own settings, unchanged.
 */
const repository = join(import.meta.dirname, '..');
const canaries = join(import.meta.dirname, 'canaries');
const settings = ['.dependency-cruiser.mjs', '.oxlintrc.json', 'package.json', 'tsconfig.json'];
const houses: string[] = [];

type Findings = Record<string, string[]>;
type Cruise = {
  modules: { source: string; dependencies: { module: string; resolved: string }[] }[];
  summary: {
    violations: { from: string; cycle?: { name: string }[]; rule: { name: string } }[];
    ruleSetUsed: { forbidden: { name: string }[] };
  };
};
type Lint = { diagnostics: { code: string; filename: string }[] };
type LintRules = { rules?: Record<string, string | [string, ...unknown[]]> };

const rulesOf = (tool: string): string[] => readdirSync(join(canaries, tool)).toSorted();

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );

/** Every canary of a tool with the one rule it breaks. */
const expected = (tool: string): Findings =>
  Object.fromEntries(
    rulesOf(tool).flatMap((rule) => filesIn(join(canaries, tool, rule)).map((file) => [file, [rule]])),
  );

/** A copy of the clean house in a folder of its own, with the canaries of one tool laid over it. */
const house = (tool?: string): string => {
  const root = mkdtempSync(join(tmpdir(), 'boundaries-'));
  houses.push(root);
  for (const file of settings) cpSync(join(repository, file), join(root, file));
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  const layers = tool === undefined ? [] : rulesOf(tool).map((rule) => join(tool, rule));
  for (const layer of ['clean', ...layers]) cpSync(join(canaries, layer), root, { recursive: true });
  return root;
};

const run = (root: string, [tool, ...options]: [string, ...string[]]): Promise<string> =>
  new Promise((resolve, reject) => {
    const command = join(repository, 'node_modules', '.bin', tool);
    execFile(
      command,
      [...options, 'apps', 'libs', 'test'],
      { cwd: root, maxBuffer: 1 << 26 },
      (error, out, err) =>
        out.startsWith('{') ? resolve(out) : reject(new Error(`${tool}: ${err}${out}`, { cause: error })),
    );
  });

const cruise = async (root: string): Promise<Cruise> =>
  JSON.parse(await run(root, ['depcruise', '--config', '.dependency-cruiser.mjs', '--output-type', 'json']));
const lint = async (root: string): Promise<Lint> =>
  JSON.parse(await run(root, ['oxlint', '--format', 'json']));

const byFile = (found: { file: string; rule: string }[]): Findings => {
  const findings: Findings = {};
  for (const { file, rule } of found)
    findings[file] = [...new Set([...(findings[file] ?? []), rule])].toSorted();
  return findings;
};
const cruised = ({ summary }: Cruise): Findings =>
  byFile(
    summary.violations.flatMap(({ from, cycle = [{ name: from }], rule }) =>
      cycle.map(({ name }) => ({ file: name, rule: rule.name })),
    ),
  );
const linted = ({ diagnostics }: Lint): Findings =>
  byFile(
    diagnostics.map(({ filename, code }) => ({ file: filename, rule: code.replace(/^.*\((.*)\)$/, '$1') })),
  );

afterAll(() => houses.forEach((root) => rmSync(root, { recursive: true, force: true })));

describe('import boundaries', () => {
  let clean: Cruise;
  let broken: Cruise;
  beforeAll(async () => {
    [clean, broken] = await Promise.all([cruise(house()), cruise(house('boundaries'))]);
  });

  it('are green where every import is allowed', () => expect(cruised(clean)).toEqual({}));

  it('turn red on each canary, with its own rule and no other', () =>
    expect(cruised(broken)).toEqual(expected('boundaries')));

  it('have a canary for every rule', () =>
    expect(rulesOf('boundaries')).toEqual(
      clean.summary.ruleSetUsed.forbidden.map(({ name }) => name).toSorted(),
    ));

  it('see through the import map of package.json', () => {
    const targets = clean.modules.flatMap(({ dependencies }) => dependencies);
    const resolved = Object.fromEntries(targets.map(({ module, resolved: file }) => [module, file]));
    expect(resolved).toMatchObject({
      '#kernel': 'libs/kernel/src/index.ts',
      '#contract/pool': 'libs/pool/src/contract/index.ts',
      '#libs/pool': 'libs/pool/src/index.ts',
      '#module/pool': 'libs/pool/src/module.ts',
      '#apps/api': 'apps/api/src/index.ts',
    });
  });
});

describe('lint', () => {
  let clean: Lint;
  let broken: Lint;
  beforeAll(async () => {
    [clean, broken] = await Promise.all([lint(house()), lint(house('lint'))]);
  });

  it('is green on clean code', () => expect(linted(clean)).toEqual({}));

  it('turns red on each canary, with its own rule and no other', () =>
    expect(linted(broken)).toEqual(expected('lint')));

  it('has a canary for every rule it sets', () => {
    const { rules, overrides } = JSON.parse(readFileSync(join(repository, '.oxlintrc.json'), 'utf8'));
    const parts: LintRules[] = [{ rules }, ...overrides];
    const entries = parts.flatMap((part) => Object.entries(part.rules ?? {}));
    const set = entries.filter(([, value]) => value !== 'off').map(([name]) => name.replace(/^.*\//, ''));
    expect(rulesOf('lint')).toEqual([...new Set(set)].toSorted());
  });
});

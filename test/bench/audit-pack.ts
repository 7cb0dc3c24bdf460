/**
 * How long an inspector waits: writes the ledger of a busy city by the product's own deciders, packs it, and verifies
 * the pack with full replay and rule audit, at the prompt and in a browser without a network.
 * `npm run bench:audit -- [--write] [--packs folder] [events]…`
 */
import { access, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { must } from '#kernel';
import { hasBrowser } from '../support/browser.js';
import { PAGE, run, verifyAtPrompt, verifyInBrowser, type Run } from './audit-runs.js';
import { writeCityPack } from './city-pack.js';
import { dateWords, machineWords } from './conditions.js';
import { writePart } from './document.js';
import { isMissed, markdownOf, tableOf, type Finding } from './findings.js';

const { values: options, positionals } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    /** Writes packs here and uses those that are there. */
    packs: { type: 'string' },
  },
  allowPositionals: true,
});
const MIB = 2 ** 20;
const LARGE = 1_000_000;
/** Seconds that so many events may take at most. */
const GOALS: Readonly<Record<number, number>> = { 100_000: 4, [LARGE]: 45 };
const BROWSER_GOAL = { events: 100_000, seconds: 10 };
const MOST_MIB = 400;
const TREE_GOAL = 50_000;
/** How often a verification is measured that does not take long. */
const TIMES = 7;
/** How much more an event may cost in a ledger ten times as long. */
const LINEAR = 1.2;

const counts = positionals.length > 0 ? positionals.map(Number) : [10_000, 100_000, LARGE];
const say = (words: string): void => void process.stderr.write(`${words}\n`);
const inWords = (events: number): string => events.toLocaleString('en');
const seconds = (value: number): string => `${value.toFixed(1)} s`;

interface Stages {
  readonly floor: number;
  readonly tree: number;
  readonly proof: number;
  readonly rules: number;
}
const stagesOf = async (pack: string): Promise<Stages> => {
  const source = ['--conditions=source', '--import', './test/support/run-source.mjs'];
  return JSON.parse((await run([...source, 'test/bench/audit-floor.ts', pack])).printed) as Stages;
};

/** The runs of one verification, the fastest first; a machine shared with others does not always go at one speed. */
const runsAtPrompt = async (pack: string, events: number): Promise<readonly Run[]> => {
  const runs: Run[] = [];
  for (let time = 0; time < (events < LARGE ? TIMES : 1); time += 1) runs.push(await verifyAtPrompt(pack));
  return runs.toSorted((a, b) => a.seconds - b.seconds);
};
const medianOf = (runs: readonly Run[]): Run => must(runs[(runs.length - 1) / 2], 'a run');

const atPrompt = (events: number, runs: readonly Run[], bytes: number): Finding[] => {
  const most = GOALS[events];
  const name = `verify ${inWords(events)} events`;
  const { seconds: measured, cpuSeconds } = medianOf(runs);
  const span = runs.length > 1 ? `median of ${runs.map((one) => one.seconds.toFixed(2)).join(', ')}; ` : '';
  return [
    {
      name,
      measured,
      unit: ' s',
      ...(most !== undefined && { goal: { atMost: most } }),
      conditions: `${span}${seconds(cpuSeconds)} of processor, pack of ${Math.round(bytes / MIB)} MiB`,
    },
    {
      name: `${name}, memory`,
      measured: Math.max(...runs.map(({ peak }) => peak)) / MIB,
      unit: ' MiB',
      ...(events <= BROWSER_GOAL.events && { goal: { atMost: MOST_MIB } }),
      conditions: 'the most the process ever held',
    },
  ];
};

const inParts = (events: number, { floor, tree, proof, rules }: Stages): Finding[] => {
  const of = `${inWords(events)} events`;
  const half = (name: string, measured: number, conditions: string): Finding => ({
    name: `${name} of ${of} / floor`,
    measured: measured / floor,
    unit: '×',
    conditions: `${seconds(measured / 1_000)} of processor against ${seconds(floor / 1_000)}: ${conditions}`,
  });
  return [
    half('proof', proof, 'files, chain, tree, signatures'),
    half('replay and rule audit', rules, 'every command decided again, every event folded'),
    {
      name: `tree catch-up over ${of}`,
      measured: (events * 1_000) / tree,
      unit: ' events/s',
      goal: { atLeast: TREE_GOAL },
      conditions: 'stored rows laid out, hashed and hung into tiles',
    },
  ];
};

const inBrowser = async (events: number, pack: string): Promise<readonly Finding[]> => {
  if (!hasBrowser) {
    say('SKIPPED: verify.html, because no Chromium is there (CHROMIUM names one)');
    return [];
  }
  const measured = await verifyInBrowser(pack);
  const name = `verify.html ${inWords(events)} events`;
  const goal = events === BROWSER_GOAL.events && { goal: { atMost: BROWSER_GOAL.seconds } };
  const conditions = 'Chromium, network off, from choosing the file to the verdict';
  return [{ name, measured, unit: ' s', ...goal, conditions }];
};

/** By processor time, which other work on the machine disturbs least. */
const linearity = (runs: ReadonlyMap<number, number>): readonly Finding[] => {
  const sizes = [...runs.keys()].toSorted((a, b) => a - b);
  const perEvent = (events: number): number => must(runs.get(events), 'a run') / events;
  const microseconds = (events: number): string => `${(perEvent(events) * 1_000_000).toFixed(0)} µs`;
  return sizes.slice(1).map((events, index) => {
    const fewer = must(sizes[index], 'a smaller one');
    return {
      name: `an event among ${inWords(events)} / among ${inWords(fewer)}`,
      measured: perEvent(events) / perEvent(fewer),
      unit: '×',
      goal: { atMost: LINEAR },
      conditions: `${microseconds(events)} of processor against ${microseconds(fewer)}`,
    };
  });
};

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const folder = options.packs ?? (await mkdtemp(join(tmpdir(), 'reserve-pool-audit-')));
const findings: Finding[] = [];
const runs = new Map<number, number>();
try {
  for (const count of counts) {
    const pack = join(folder, `${count}.zip`);
    say(`${inWords(count)} events …`);
    if (!(await exists(pack))) await writeCityPack(pack, count, await readFile(PAGE));
    const { size } = await stat(pack);
    const verified = await runsAtPrompt(pack, count);
    runs.set(count, medianOf(verified).cpuSeconds);
    findings.push(...atPrompt(count, verified, size));
    if (count === BROWSER_GOAL.events || counts.length === 1) {
      findings.push(...inParts(count, await stagesOf(pack)), ...(await inBrowser(count, pack)));
    }
  }
} finally {
  if (options.packs === undefined) await rm(folder, { recursive: true, force: true });
}
findings.push(...linearity(runs));

const load = `load average ${loadavg()
  .map((one) => one.toFixed(1))
  .join(', ')}`;
process.stdout.write(`${dateWords()}, ${machineWords()}, ${load}\n\n${tableOf(findings)}\n`);
if (options.write)
  await writePart(
    'audit',
    `Written by \`npm run bench:audit -- --write\`: the ledger of a city at work from February to December, with
deposits, withdrawals, returns, refusals and suspensions, and a thousand checkpoints. The floor is what no verifier can
do without: to unpack the pack, to parse every text and to hash every byte for the chain and for the tree. It and the
parts it is compared with are processor time of one process; in a real verification the two parts run side by side.

- Date: ${dateWords()}
- Machine: ${machineWords()}, ${load}

${markdownOf(findings)}
`,
  );
process.exitCode = findings.some(isMissed) ? 1 : 0;

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { must } from '#kernel';
import { openBrowser } from '../support/browser.js';

const repository = join(import.meta.dirname, '../..');
const SAMPLE_MS = 25;
const TICKS_PER_SECOND = 100;
const PATIENCE_MS = 600_000;
export const PAGE = join(repository, 'dist/verify.html');

/** One process from its start to its end. */
export interface Run {
  readonly seconds: number;
  /** Of all its threads together. */
  readonly cpuSeconds: number;
  /** The most memory it ever held, in bytes. */
  readonly peak: number;
  readonly printed: string;
}

/** What the kernel says of a process so far; Linux only. */
const usageOf = async (pid: number): Promise<Pick<Run, 'cpuSeconds' | 'peak'>> => {
  const read = (name: string): Promise<string> => readFile(`/proc/${pid}/${name}`, 'utf8');
  const [status, stat] = await Promise.all([read('status'), read('stat')]);
  // A process that is being taken down has no memory any more.
  const [, peak] = must(/VmHWM:\s+(\d+) kB/.exec(status), 'memory');
  const [, , , , , , , , , , , user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return {
    peak: Number(peak) * 1_024,
    cpuSeconds: (Number(user) + Number(system)) / TICKS_PER_SECOND,
  };
};

/** Runs a script in a process of its own and looks at it until it ends. Errors: it does not end well. */
export const run = async (args: readonly string[]): Promise<Run> => {
  const started = performance.now();
  const child = spawn(process.execPath, args, { cwd: repository, stdio: ['ignore', 'pipe', 'inherit'] });
  let usage = { cpuSeconds: 0, peak: 0 };
  const look = (): void =>
    void usageOf(must(child.pid, 'a process')).then(
      (seen) => (usage = seen),
      // It has just ended.
      () => undefined,
    );
  const watch = setInterval(look, SAMPLE_MS);
  const printed = child.stdout.toArray();
  const [code] = await once(child, 'exit');
  clearInterval(watch);
  const words = Buffer.concat(await printed).toString();
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${words}`);
  return { seconds: (performance.now() - started) / 1_000, ...usage, printed: words };
};

/** `reserve-pool verify` as it is shipped, with every rule. */
export const verifyAtPrompt = (pack: string): Promise<Run> =>
  run([join(repository, 'dist/apps/inspect/src/main.js'), 'verify', pack]);

/** Seconds from the moment a pack is handed to `verify.html` until its verdict shows, with the network off. */
export const verifyInBrowser = async (pack: string): Promise<number> => {
  const browser = await openBrowser();
  try {
    const context = await browser.newContext({ offline: true });
    const page = await context.newPage();
    await page.goto(pathToFileURL(PAGE).href);
    const started = performance.now();
    await page.locator('#file').setInputFiles(pack);
    const verdict = page.locator('.verdict');
    const found = await verdict.getAttribute('data-verdict', { timeout: PATIENCE_MS });
    if (found !== 'SOUND') throw new Error(`verify.html says ${found}`);
    return (performance.now() - started) / 1_000;
  } finally {
    await browser.close();
  }
};

/**
 * How long an inspector waits: builds a ledger by the product's own deciders, packs it, and verifies the pack at the
 * prompt with full replay and rule audit, in a process of its own. `npm run bench:audit -- [events]…`
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MemoryEventStore } from '#libs/event-store';
import { packPiecesOf } from '../support/packs.js';
import { procedureOn } from './real-draws.js';

const LEDGER = '320000';
const AT_ONCE = 200;
const SAMPLE_MS = 50;
const MIB = 2 ** 20;

const ledgerOf = async (count: number) => {
  const store = new MemoryEventStore();
  const draws = await procedureOn(store, LEDGER);
  while ((await store.head(LEDGER)).position < count)
    await Promise.all(Array.from({ length: AT_ONCE }, () => draws.wholeProcedure()));
  return store.readLedger(LEDGER, 0, count);
};

/** The most memory a process has held so far, in bytes; Linux only. */
const peakOf = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1_024;
};

const folder = await mkdtemp(join(tmpdir(), 'reserve-pool-audit-'));
try {
  for (const count of process.argv
    .slice(2)
    .map(Number)
    .concat(process.argv.length > 2 ? [] : [100_000])) {
    const file = join(folder, `${count}.zip`);
    await pipeline(Readable.from(packPiecesOf({ events: await ledgerOf(count) })), createWriteStream(file));
    const main = join(import.meta.dirname, '../../dist/apps/inspect/src/main.js');
    for (const args of [[], ['--no-rules']]) {
      const started = performance.now();
      const child = spawn(process.execPath, [main, 'verify', file, ...args], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let peak = 0;
      const watch = setInterval(
        () => void peakOf(child.pid ?? 0).then((bytes) => (peak = Math.max(peak, bytes))),
        SAMPLE_MS,
      );
      const words = child.stdout.toArray();
      await once(child, 'exit');
      clearInterval(watch);
      const seconds = ((performance.now() - started) / 1_000).toFixed(1);
      process.stdout.write(
        `${count} events ${args.join(' ')}: ${seconds} s, ${Math.round(peak / MIB)} MiB\n${Buffer.concat(
          await words,
        )
          .toString()
          .split('\n')
          .slice(0, 3)
          .join('\n')}\n`,
      );
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atRest } from './at-the-door.js';
import type { Finding } from './findings.js';
import { load, type Step } from './load.js';
import { interleaved, over, type Effort, type Sample } from './rounds.js';
import type { BenchDatabase, Child } from './setting.js';
import { CONNECTIONS, OFFICERS, procedures, serving, signIn } from './whole-service.js';

const MAIN = 'apps/inspect/src/main.ts';
const PROCESSES = 3;
const READER = 'county-clerk@320583';

/** The same crowd, spread over the doors. */
const crowdAt =
  (doors: readonly Child[], milliseconds: number) =>
  (steps: readonly Step[]) =>
  async (): Promise<Sample> => {
    const connections = Math.floor(CONNECTIONS / doors.length);
    const samples = await Promise.all(
      doors.map(({ url }) => load({ url, connections, milliseconds, steps })),
    );
    await Promise.all(doors.map(({ url }) => atRest(url)));
    return {
      perSecond: samples.reduce((sum, { perSecond }) => sum + perSecond, 0),
      p50: Math.max(...samples.map(({ p50 }) => p50)),
      p99: Math.max(...samples.map(({ p99 }) => p99)),
    };
  };

const reading = (token: string): readonly Step[] => [
  {
    make: () => ({
      path: '/api/v1/pools/pool-320583/balance',
      headers: { authorization: `Bearer ${token}` },
    }),
  },
];

/** One service process and three, each on a database of its own: what leading, passing on and sharing cost. */
export const severalProcesses = async (
  [lone, shared]: readonly [BenchDatabase, BenchDatabase],
  { rounds, milliseconds }: Effort,
): Promise<readonly Finding[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'reserve-pool-bench-peers-'));
  const settings = { DATA_DIR: folder, PEER_KEY_FILE: join(folder, 'peer-key') };
  await writeFile(settings.PEER_KEY_FILE, randomBytes(32).toString('base64'));
  const one = [await serving(MAIN, lone)];
  const three: Child[] = [];
  // One after another: the first tells the demo year.
  while (three.length < PROCESSES) three.push(await serving(MAIN, shared, settings));
  const variants = async (doors: readonly Child[]) => {
    const tokens = await signIn(doors[0]?.url ?? '', OFFICERS);
    const crowd = crowdAt(doors, milliseconds);
    return { write: crowd(procedures(tokens).withdrawal), read: crowd(reading(tokens(READER))) };
  };
  const [alone, together] = [await variants(one), await variants(three)];
  // Before reads count, each of them has answered as often as the lone one: what a compiler learns of a process in use,
  // it learns in each anew. Not so with writes: they would only make the ledger of the three the longer one.
  for (let spare = 1; spare < PROCESSES; spare += 1) await together.read();
  const measured = await interleaved(rounds, {
    writeAlone: alone.write,
    writeTogether: together.write,
    readAlone: alone.read,
    readTogether: together.read,
  });
  await Promise.all([...one, ...three].map((child) => child.stop()));
  await rm(folder, { recursive: true });
  type Variant = keyof (typeof measured)[number];
  const rate = (name: Variant): string =>
    `${Math.round(over(measured, (round) => round[name].perSecond)).toLocaleString('en')}/s`;
  const ratio = (name: Variant, to: Variant): number =>
    over(measured, (round) => round[name].perSecond / round[to].perSecond);
  const crowd = `${CONNECTIONS} connections over ${PROCESSES} processes`;
  return [
    {
      name: 'one pool over HTTP: three processes / one',
      measured: ratio('writeTogether', 'writeAlone'),
      unit: '×',
      goal: { atLeast: 0.8 },
      conditions: `${crowd}, whole withdrawals: ${rate('writeTogether')} against ${rate('writeAlone')}`,
    },
    {
      name: 'balances over HTTP: three processes / one',
      measured: ratio('readTogether', 'readAlone'),
      unit: '×',
      goal: { atLeast: 1 },
      conditions: `${crowd}: ${rate('readTogether')} against ${rate('readAlone')}`,
    },
  ];
};

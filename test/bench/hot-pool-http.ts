import { randomUUID } from 'node:crypto';
import { HOT_DRAW } from './draw-domain.js';
import type { Finding } from './findings.js';
import { load } from './load.js';
import { RIVAL_TABLES } from './rivals.js';
import { interleaved, over, type Effort } from './rounds.js';
import { startChild, type BenchDatabase } from './setting.js';

const CALLERS = 64;
/** What TypeORM's driver takes when nobody says otherwise; each caller has one of its own in the line above it. */
const DEFAULT_CONNECTIONS = 10;

/**
 * The hot pool again, now as requests to servers that differ only in how a draw becomes durable. As at the executor's
 * door, the lock's side is measured with a connection for each caller and with few.
 */
export const hotPoolOverHttp = async (
  database: BenchDatabase,
  { rounds, milliseconds }: Effort,
): Promise<readonly Finding[]> => {
  await database.run(RIVAL_TABLES);
  const file = 'test/bench/draw-server.ts';
  const executor = await startChild(file, { args: ['executor', database.url] });
  const lockedOver = (connections: number) =>
    startChild(file, { args: ['typeorm', database.url, String(connections)] });
  const typeorm = await lockedOver(CALLERS);
  const typeormPooled = await lockedOver(DEFAULT_CONNECTIONS);
  const steps = [
    { make: () => ({ path: '/draws', body: HOT_DRAW, headers: { 'idempotency-key': randomUUID() } }) },
  ];
  const crowd = { connections: CALLERS, milliseconds, steps };
  const measured = await interleaved(rounds, {
    executor: () => load({ url: executor.url, ...crowd }),
    typeorm: () => load({ url: typeorm.url, ...crowd }),
    typeormPooled: () => load({ url: typeormPooled.url, ...crowd }),
  });
  await Promise.all([executor.stop(), typeorm.stop(), typeormPooled.stop()]);
  type Variant = keyof (typeof measured)[number];
  const rate = (name: Variant): string => {
    const perSecond = Math.round(over(measured, (round) => round[name].perSecond)).toLocaleString('en');
    return `${perSecond}/s (p99 ${over(measured, (round) => round[name].p99).toFixed(0)} ms)`;
  };
  const versus = (rival: Variant): number =>
    over(measured, (round) => round.executor.perSecond / round[rival].perSecond);
  const setup = `${CALLERS} callers, Nest on Fastify, same edge and DTO`;
  return [
    {
      name: 'hot pool over HTTP: executor / TypeORM pessimistic_write',
      measured: versus('typeorm'),
      unit: '×',
      goal: { atLeast: 15 },
      conditions: `${setup}: ${rate('executor')} against ${rate('typeorm')} on ${CALLERS} connections`,
    },
    {
      name: 'hot pool over HTTP: executor / TypeORM pessimistic_write over few connections',
      measured: versus('typeormPooled'),
      unit: '×',
      conditions: `the same against ${rate('typeormPooled')} over ${DEFAULT_CONNECTIONS} connections`,
    },
  ];
};

import { randomUUID } from 'node:crypto';
import { HOT_DRAW } from './draw-domain.js';
import type { Finding } from './findings.js';
import { load } from './load.js';
import { RIVAL_TABLES } from './rivals.js';
import { interleaved, over, type Effort } from './rounds.js';
import { startChild, type BenchDatabase } from './setting.js';

const CONNECTIONS = 64;

/** The hot pool again, now as requests to two servers that differ only in how a draw becomes durable. */
export const hotPoolOverHttp = async (
  database: BenchDatabase,
  { rounds, milliseconds }: Effort,
): Promise<readonly Finding[]> => {
  await database.run(RIVAL_TABLES);
  const file = 'test/bench/draw-server.ts';
  const executor = await startChild(file, { args: ['executor', database.url] });
  const typeorm = await startChild(file, { args: ['typeorm', database.url] });
  const steps = [
    { make: () => ({ path: '/draws', body: HOT_DRAW, headers: { 'idempotency-key': randomUUID() } }) },
  ];
  const measured = await interleaved(rounds, {
    executor: () => load({ url: executor.url, connections: CONNECTIONS, milliseconds, steps }),
    typeorm: () => load({ url: typeorm.url, connections: CONNECTIONS, milliseconds, steps }),
  });
  await Promise.all([executor.stop(), typeorm.stop()]);
  const rate = (name: 'executor' | 'typeorm'): string => {
    const perSecond = Math.round(over(measured, (round) => round[name].perSecond)).toLocaleString('en');
    return `${perSecond}/s (p99 ${over(measured, (round) => round[name].p99).toFixed(0)} ms)`;
  };
  const setup = `${CONNECTIONS} connections, Nest on Fastify, same edge and DTO, TypeORM's own 10 connections`;
  return [
    {
      name: 'hot pool over HTTP: executor / TypeORM pessimistic_write',
      measured: over(measured, (round) => round.executor.perSecond / round.typeorm.perSecond),
      unit: '×',
      goal: { atLeast: 15 },
      conditions: `${setup}: ${rate('executor')} against ${rate('typeorm')}`,
    },
  ];
};

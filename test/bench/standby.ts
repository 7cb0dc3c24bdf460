import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { LEDGER_SCHEMA, PostgresEventStore } from '#libs/event-store';
import { DebianPostgres, installed, serverFolder } from '../support/debian-postgres.js';
import { drawExecutor, keyedDraw } from './draw-domain.js';
import type { Finding } from './findings.js';
import { hammer, interleaved, over, type Effort, type Sample } from './rounds.js';

const CALLERS = 64;

/** What it costs that a commit is answered only when a standby has it on disk too; both servers share this machine. */
export const synchronousStandby = async ({ rounds, milliseconds }: Effort): Promise<readonly Finding[]> => {
  if (!installed('the bench of a synchronous standby')) return [];
  const folder = await serverFolder();
  const primary = await DebianPostgres.start(folder);
  const standby = await primary.standby();
  for (const statement of LEDGER_SCHEMA) await primary.ask(statement);
  const store = new PostgresEventStore({ url: primary.url });
  const executor = drawExecutor(store, 'draws');
  const waitingFor = (standbys: string, state: string) => async (): Promise<Sample> => {
    await primary.set('synchronous_standby_names', standbys);
    const settled = `SELECT 1 FROM pg_stat_replication WHERE sync_state = '${state}'`;
    while ((await primary.ask(settled)).length === 0) await sleep(10);
    return hammer({ callers: CALLERS, milliseconds }, async () => {
      const { ok } = await executor.submit(keyedDraw());
      if (!ok) throw new Error('the draw was refused');
    });
  };
  const measured = await interleaved(rounds, {
    none: waitingFor('', 'async'),
    synchronous: waitingFor('*', 'sync'),
  });
  await store.close();
  await Promise.all([primary.stop(), standby.stop()]);
  await rm(folder, { recursive: true });
  const rate = (name: 'none' | 'synchronous'): string =>
    `${Math.round(over(measured, (round) => round[name].perSecond)).toLocaleString('en')}/s`;
  return [
    {
      name: 'hot pool: with a synchronous standby / without waiting for it',
      measured: over(measured, (round) => round.synchronous.perSecond / round.none.perSecond),
      unit: '×',
      goal: { atLeast: 0.75 },
      conditions: `${CALLERS} callers, both servers here: ${rate('synchronous')} against ${rate('none')}`,
    },
  ];
};

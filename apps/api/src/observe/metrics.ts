import { collectDefaultMetrics, Counter, Gauge, Histogram } from 'prom-client';
import type { ExecutorObserver } from '#libs/event-store';

// The process itself: memory, processor, delays of the event loop, pauses of the collector.
collectDefaultMetrics();

const batchSeconds = new Histogram({
  name: 'reserve_pool_batch_seconds',
  help: 'Time to commit one batch of commands',
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
});
const commands = new Counter({ name: 'reserve_pool_commands_total', help: 'Commands committed' });
const events = new Counter({ name: 'reserve_pool_events_total', help: 'Events committed' });
const lostRaces = new Counter({
  name: 'reserve_pool_lost_races_total',
  help: 'Batches another writer overtook',
});
const waiting = new Gauge({ name: 'reserve_pool_queue_depth', help: 'Commands waiting for the executor' });

const leads = new Gauge({ name: 'reserve_pool_leads', help: '1 while this process leads the ledger' });
const forwarded = new Counter({
  name: 'reserve_pool_forwarded_total',
  help: 'Commands answered by the process that leads',
});

export const showTurn = (mine: boolean): void => leads.set(mine ? 1 : 0);
export const countForwarded = (): void => forwarded.inc();

/** What `/metrics` shows of the write side. */
export const metricsObserver: ExecutorObserver = {
  batchCommitted: (batch) => {
    batchSeconds.observe(batch.milliseconds / 1_000);
    commands.inc(batch.commands);
    events.inc(batch.events);
  },
  queueDepth: (depth) => waiting.set(depth),
  lostRace: () => lostRaces.inc(),
};

const position = new Gauge({
  name: 'reserve_pool_position',
  help: 'How far the log and the read models have come',
  labelNames: ['of'],
});
const writesStopped = new Gauge({
  name: 'reserve_pool_writes_stopped',
  help: '1 while the log is not the one proved before, and nothing is written',
});

/** What is looked at when `/metrics` is asked for; the log's position is absent when it cannot be reached. */
export const showState = (state: {
  readonly log: number | undefined;
  readonly readModels: number;
  readonly stopped: boolean;
}): void => {
  if (state.log === undefined) position.remove('log');
  else position.set({ of: 'log' }, state.log);
  position.set({ of: 'read_models' }, state.readModels);
  writesStopped.set(state.stopped ? 1 : 0);
};

const requestSeconds = new Histogram({
  name: 'reserve_pool_http_seconds',
  help: 'Time to answer a request',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 20],
});

/** One answered request; the route as it is written in the code, never what somebody put into an address. */
export const requestAnswered = (
  request: { readonly method: string; readonly route: string; readonly status: number },
  milliseconds: number,
): void => requestSeconds.observe({ ...request, status: String(request.status) }, milliseconds / 1_000);

import { instantOf } from '#kernel';
import { PostgresEventStore } from '../postgres/postgres-event-store.js';
import { CrossingKeeper, crossingExecutor } from './crossing-keeper.js';

/** A keeper of crossings as a process of its own, which dies at a stage if it is told one: `url here there [stage]`. */
const [url = '', from = '', to = '', stage] = process.argv.slice(2);
const store = new PostgresEventStore({ url });
const clock = { now: () => instantOf(Date.now()) };
const keeper = new CrossingKeeper({
  store,
  from,
  here: crossingExecutor(store, from, clock),
  there: crossingExecutor(store, to, clock),
  at: (reached) => {
    if (reached === stage) process.kill(process.pid, 'SIGKILL');
  },
});
await keeper.sweep();
await store.close();

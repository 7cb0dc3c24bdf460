import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';

/**
 * How much of a function runs before the compiler looks at it again. Deciding a log runs every function often enough to
 * be compiled well; looking early compiles many of them twice, on the two cores that the threads need.
 */
const COMPILE_LATE = '--interrupt-budget=800000';
/** And every function often enough not to be interpreted first. */
const COMPILE_AT_ONCE = '--always-sparkplug';
/** What a thread will need to remember a ledger, at once: else it clears up time and again while it grows to that. */
const BEGIN_LARGE = ['--min-semi-space-size=16', '--initial-old-space-size=128'];
/** Both threads are busy: helping one of them to clear up would only make the other one wait. */
const CLEAR_UP_ALONE = '--no-parallel-scavenge';

/** A pack of fewer bytes is verified before a second thread has started. */
export const WORTH_A_THREAD = 2 ** 20;

/**
 * Starts the second thread, which loads the rules while whoever asked for it does the same: so this file must not load
 * them itself.
 */
export const startedThread = (): Worker => {
  for (const flag of [COMPILE_LATE, COMPILE_AT_ONCE, CLEAR_UP_ALONE, ...BEGIN_LARGE])
    setFlagsFromString(flag);
  return new Worker(new URL('./second-thread.js', import.meta.url));
};

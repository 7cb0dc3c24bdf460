import { rm } from 'node:fs/promises';

/** How to close something that is open. */
type Close<T> = (open: T) => Promise<unknown>;

/** Answers what it is given, and has it closed in the end. */
export type Closing = <T>(open: T, close: Close<T>) => T;

const closingBy = (inTheEnd: (close: () => Promise<void>) => void): Closing => {
  const ways: (() => Promise<unknown>)[] = [];
  inTheEnd(async () => {
    const failures: unknown[] = [];
    for (const close of ways.splice(0).toReversed())
      await close().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new AggregateError(failures, 'not everything could be closed');
  });
  return (open, close) => {
    ways.push(() => close(open));
    return open;
  };
};

/**
 * What the tests around open is closed after each of them, the last first, whether the test passed or not and whatever
 * cannot be closed: a server, a process or a timer that is left open would keep Jest waiting for ever.
 */
export const closedAfterEach = (): Closing => closingBy(afterEach);

/** The same for what all the tests around share: it is closed after the last of them. */
export const closedAfterAll = (): Closing => closingBy(afterAll);

/** How a folder is closed. */
export const removeFolder: Close<string> = (path) => rm(path, { recursive: true });

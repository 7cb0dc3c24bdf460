const MICROSECONDS = 1_000;
const ROUNDS = 5;

/**
 * Milliseconds of processor time that a piece of work takes this process, the least of a few rounds: how busy the
 * machine is otherwise is not in it.
 */
export const workOf = async (work: () => unknown): Promise<number> => {
  const spent: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    spent.push((user + system) / MICROSECONDS);
  }
  return Math.min(...spent);
};

/** Below this there is nothing to compare. */
const LEAST_MS = 2;
const LONGER = 16;

/**
 * Whether work on a text grows faster than its length: sixteen times the length takes about sixteen times the work
 * where it does not, and 256 times where it grows with the square. Between them lies four times either, so that no
 * busy machine makes one look like the other.
 */
export const explodes = async (length: number, work: (length: number) => unknown): Promise<boolean> => {
  const short = await workOf(() => work(length));
  const long = await workOf(() => work(LONGER * length));
  return long / Math.max(short, LEAST_MS) > LONGER * Math.sqrt(LONGER);
};

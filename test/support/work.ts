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

/**
 * How much more work four times the length takes: about four where it grows with the length only, about sixteen where
 * it grows with its square.
 */
export const growthOf = async (length: number, work: (length: number) => unknown): Promise<number> => {
  const once = await workOf(() => work(length));
  const fourfold = await workOf(() => work(4 * length));
  return fourfold / Math.max(once, LEAST_MS);
};

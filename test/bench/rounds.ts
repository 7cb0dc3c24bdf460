/** What one variant did in one round. Latencies in milliseconds. */
export interface Sample {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** How long to measure: rounds that count, and milliseconds for each variant of a round. */
export interface Effort {
  readonly rounds: number;
  readonly milliseconds: number;
}

export type Round<K extends string> = Readonly<Record<K, Sample>>;
type Variants<K extends string> = Readonly<Record<K, () => Promise<Sample>>>;

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);

/** The smallest value that so many of a hundred do not exceed. */
const percentile = (values: readonly number[], rank: number): number =>
  sorted(values)[Math.max(0, Math.ceil((values.length * rank) / 100) - 1)] ?? Number.NaN;
const median = (values: readonly number[]): number => percentile(values, 50);

/** From single durations of calls that ran within `elapsed` milliseconds. */
export const sampleOf = (durations: readonly number[], elapsed: number): Sample => ({
  perSecond: (durations.length * 1_000) / elapsed,
  p50: median(durations),
  p99: percentile(durations, 99),
});

/** A sample of one single piece of work that handled so many items. */
export const timed = async (items: number, work: () => unknown): Promise<Sample> => {
  const started = performance.now();
  await work();
  const elapsed = performance.now() - started;
  return { perSecond: (items * 1_000) / elapsed, p50: elapsed, p99: elapsed };
};

type Turn<K extends string> = readonly [K, () => Promise<Sample>];

const lap = async <K extends string>(turns: readonly Turn<K>[]): Promise<Round<K>> => {
  const samples: [string, Sample][] = [];
  for (const [name, run] of turns) samples.push([name, await run()]);
  return Object.fromEntries(samples) as Round<K>;
};

/**
 * Runs the variants in turn, round after round and every other round the other way about, so that whatever else the
 * machine does, and what one variant leaves for the next, falls on all of them alike. The first round warms up and does
 * not count.
 */
export const interleaved = async <K extends string>(
  rounds: number,
  variants: Variants<K>,
): Promise<readonly Round<K>[]> => {
  const turns: readonly Turn<K>[] = Object.keys(variants).map((name) => [name as K, variants[name as K]]);
  await lap(turns);
  const counted: Round<K>[] = [];
  while (counted.length < rounds)
    counted.push(await lap(counted.length % 2 === 0 ? turns.toReversed() : turns));
  return counted;
};

/** The median over the rounds of what is asked of each. */
export const over = <K extends string>(
  rounds: readonly Round<K>[],
  ask: (round: Round<K>) => number,
): number => median(rounds.map(ask));

/** So many callers, each asking again as soon as it is answered, until the time is over. */
export const hammer = async (
  { callers, milliseconds }: { readonly callers: number; readonly milliseconds: number },
  call: () => Promise<unknown>,
): Promise<Sample> => {
  const durations: number[] = [];
  const started = performance.now();
  const caller = async (): Promise<void> => {
    for (let now = performance.now(); now - started < milliseconds;) {
      const asked = now;
      await call();
      now = performance.now();
      durations.push(now - asked);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return sampleOf(durations, performance.now() - started);
};

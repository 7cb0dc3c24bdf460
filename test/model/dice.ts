/** Random choices that the same seed makes again (mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 up to, not including, 1. */
  roll(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  upTo(limit: number): number {
    return Math.floor(this.roll() * limit);
  }
  chance(percent: number): boolean {
    return this.roll() * 100 < percent;
  }
  pick<T>(options: readonly [T, ...T[]]): T;
  pick<T>(options: readonly T[]): T | undefined;
  pick<T>(options: readonly T[]): T | undefined {
    return options[this.upTo(options.length)];
  }
  /** One of several, each as likely as its weight says. */
  weighted<T>(options: readonly (readonly [weight: number, option: T])[]): T {
    let left = this.roll() * options.reduce((sum, [weight]) => sum + weight, 0);
    const chosen = options.find(([weight]) => (left -= weight) < 0) ?? options[0];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen[1];
  }
}

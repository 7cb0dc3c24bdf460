/** Lets only so many through at once; a bounded number waits, the rest is turned away. */
export class Turnstile {
  private inside = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly limits: { readonly inside: number; readonly waiting: number }) {}

  /** Runs the work when its turn comes; nothing when the queue is full. */
  async pass<T>(work: () => Promise<T>): Promise<{ readonly value: T } | undefined> {
    if (this.inside >= this.limits.inside) {
      if (this.waiting.length >= this.limits.waiting) return undefined;
      await new Promise<void>((resume) => this.waiting.push(resume));
    } else {
      this.inside += 1;
    }
    try {
      return { value: await work() };
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.inside -= 1;
    }
  }
}

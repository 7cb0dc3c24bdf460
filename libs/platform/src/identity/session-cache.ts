/** Younger than this, an answer is given as it is. */
const FRESH_MS = 300;
/** Up to here it is given while it is asked anew; older ones wait. A revocation elsewhere holds within this time. */
const TRUSTED_MS = 800;
const MAX_CACHED = 10_000;

interface Known<T> {
  /** When the question behind it was put: what happened before that is in it. */
  readonly askedAt: number;
  readonly value: T | undefined;
}

type Waiter<T> = (value: T | undefined) => void;
interface Waiting<T> {
  readonly resolve: Waiter<T>;
  readonly reject: (error: unknown) => void;
}

/**
 * What tokens stand for, remembered for less than a second. While a token is in use its answer is renewed in the
 * background, one question for all tokens at a time, so a request seldom waits for the database.
 */
export class SessionCache<T> {
  private readonly known = new Map<string, Known<T>>();
  private readonly wanted = new Map<string, Waiting<T>[]>();
  private asking = false;
  /** Raised when something is forgotten: an answer asked for before that may be of before it. */
  private era = 0;

  constructor(
    private readonly ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  async get(key: string): Promise<T | undefined> {
    const known = this.known.get(key);
    const age = known ? this.clock() - known.askedAt : Number.POSITIVE_INFINITY;
    if (known && age < FRESH_MS) return known.value;
    if (!known || age >= TRUSTED_MS) {
      return new Promise((resolve, reject) => this.want(key, [{ resolve, reject }]));
    }
    this.want(key, []);
    return known.value;
  }

  forget(key: string): void {
    this.era += 1;
    this.known.delete(key);
  }

  forgetAll(): void {
    this.era += 1;
    this.known.clear();
  }

  private want(key: string, waiting: readonly Waiting<T>[]): void {
    this.wanted.set(key, [...(this.wanted.get(key) ?? []), ...waiting]);
    void this.renew();
  }

  private async renew(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    while (this.wanted.size > 0) {
      const batch = new Map(this.wanted);
      this.wanted.clear();
      await this.answer(batch);
    }
    this.asking = false;
  }

  private async answer(batch: ReadonlyMap<string, readonly Waiting<T>[]>): Promise<void> {
    const [askedAt, era] = [this.clock(), this.era];
    try {
      const found = await this.ask([...batch.keys()]);
      if (era !== this.era) {
        for (const [key, waiting] of batch) if (waiting.length > 0) this.want(key, waiting);
        return;
      }
      for (const [key, waiting] of batch) {
        const value = found.get(key);
        this.remember(key, { askedAt, value });
        for (const { resolve } of waiting) resolve(value);
      }
    } catch (error) {
      for (const waiting of batch.values()) for (const { reject } of waiting) reject(error);
    }
  }

  private remember(key: string, known: Known<T>): void {
    this.known.delete(key);
    if (known.value === undefined) return;
    this.known.set(key, known);
    const [oldest] = this.known.keys();
    if (this.known.size > MAX_CACHED && oldest !== undefined) this.known.delete(oldest);
  }
}

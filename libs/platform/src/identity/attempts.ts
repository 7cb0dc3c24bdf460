/** How often one may fail within the window; failures beyond are not even checked. */
const LIMIT = 10;
const WINDOW_MS = 60_000;
const REMEMBERED = 10_000;

/** Counts sign-in attempts per user name and address, in memory, over a minute from the first. */
export class Attempts {
  private readonly counts = new Map<string, { readonly since: number; count: number }>();

  /** Takes one attempt; gives the seconds to wait when there is none left. */
  take(key: string, now: number): number | undefined {
    const known = this.counts.get(key);
    const entry = known && now - known.since < WINDOW_MS ? known : { since: now, count: 0 };
    if (entry.count >= LIMIT) return Math.ceil((entry.since + WINDOW_MS - now) / 1000);
    entry.count += 1;
    this.counts.delete(key);
    this.counts.set(key, entry);
    this.forgetOldest();
    return undefined;
  }

  /** A success clears the slate. */
  clear(key: string): void {
    this.counts.delete(key);
  }

  private forgetOldest(): void {
    if (this.counts.size <= REMEMBERED) return;
    const [oldest] = this.counts.keys();
    if (oldest !== undefined) this.counts.delete(oldest);
  }
}

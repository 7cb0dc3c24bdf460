const MS_PER_MINUTE = 60_000;
/** Whoever comes from more addresses than this makes the oldest of them forgotten, not the memory full. */
const REMEMBERED = 10_000;

/**
 * So many a minute for each name, as a bucket that refills evenly: a burst may use up a whole minute's share at once.
 * Zero means no limit. Kept in memory, for each process.
 */
export class Allowance {
  private readonly buckets = new Map<string, { left: number; at: number }>();

  constructor(private readonly perMinute: number) {}

  /** Takes one; the seconds to wait when none is left. */
  take(name: string, now: number): number | undefined {
    const wait = this.wait(name, now);
    if (wait === undefined && this.perMinute > 0) this.bucket(name, now).left -= 1;
    return wait;
  }

  /** The seconds until there is one to take; nothing when there is one. */
  wait(name: string, now: number): number | undefined {
    if (this.perMinute === 0 || !this.buckets.has(name)) return undefined;
    const { left } = this.bucket(name, now);
    return left >= 1 ? undefined : Math.ceil(((1 - left) * 60) / this.perMinute);
  }

  private bucket(name: string, now: number): { left: number; at: number } {
    const known = this.buckets.get(name);
    const bucket = known ?? { left: this.perMinute, at: now };
    const gained = (Math.max(0, now - bucket.at) * this.perMinute) / MS_PER_MINUTE;
    bucket.left = Math.min(this.perMinute, bucket.left + gained);
    bucket.at = now;
    if (!known) this.remember(name, bucket);
    return bucket;
  }

  private remember(name: string, bucket: { left: number; at: number }): void {
    this.buckets.set(name, bucket);
    const [oldest] = this.buckets.keys();
    if (this.buckets.size > REMEMBERED && oldest !== undefined) this.buckets.delete(oldest);
  }
}

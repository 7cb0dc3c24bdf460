import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { edgeRefusal } from '../http/refusal.exception.js';

/** How many failures in a row are answered at once; each further one doubles the wait. */
const FREE_FAILURES = 10;
const FIRST_WAIT_SECONDS = 60;
const LONGEST_WAIT_SECONDS = 3600;
/** Failures this long ago no longer count. */
const FORGOTTEN_AFTER = '1 day';

const TAKE = `
  INSERT INTO identity.sign_in_failure AS f (username, failures, failed_at, wait_until)
  VALUES ($1, 1, now(), NULL)
  ON CONFLICT (username) DO UPDATE SET
    failures = CASE WHEN f.failed_at < now() - $2::interval THEN 1 ELSE f.failures + 1 END,
    failed_at = now(),
    wait_until = CASE
      WHEN f.failed_at < now() - $2::interval OR f.failures + 1 < $3 THEN NULL
      ELSE now() + make_interval(secs => least($4 * 2 ^ least(f.failures + 1 - $3, 20), $5))
    END
  WHERE f.wait_until IS NULL OR f.wait_until <= now()
  RETURNING failures`;

/**
 * Counts failed sign-ins of a user name in the database, so that all processes count together: after ten in a row it
 * waits a minute, and twice as long after each further one, up to an hour. Names nobody has are counted the same, so
 * that the waiting tells nothing. The security administrator ends it by unlocking.
 */
@Injectable()
export class Lockout {
  constructor(private readonly database: DataSource) {}

  /**
   * Counts an attempt as failed before it is looked at, so that many at once cannot outrun the count; `clear` takes it
   * back.
   * @throws RefusalException `RATE_LIMITED` with the seconds to wait.
   */
  async take(username: string): Promise<void> {
    const values = [username, FORGOTTEN_AFTER, FREE_FAILURES, FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS];
    const taken = await this.database.query<unknown[]>(TAKE, values);
    if (taken.length > 0) return;
    const [wait] = await this.database.query<{ seconds: number }[]>(
      `SELECT ceil(extract(epoch FROM wait_until - now()))::int AS seconds
       FROM identity.sign_in_failure WHERE username = $1`,
      [username],
    );
    throw edgeRefusal('RATE_LIMITED', {}, { retryAfterSeconds: Math.max(1, wait?.seconds ?? 1) });
  }

  /** A success clears the slate; also drops names whose failures are forgotten. */
  async clear(username: string): Promise<void> {
    await this.database.query(
      'DELETE FROM identity.sign_in_failure WHERE username = $1 OR failed_at < now() - $2::interval',
      [username, FORGOTTEN_AFTER],
    );
  }
}

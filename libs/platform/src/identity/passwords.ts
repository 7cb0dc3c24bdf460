import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { edgeRefusal } from '../http/refusal.exception.js';
import { Turnstile } from './turnstile.js';

/** Each check takes 19 MiB and tens of milliseconds of a thread: more at once would starve the ledger beside it. */
const AT_ONCE = 2;
const WAITING = 256;

/** Hashing and checking of passwords with argon2id. */
@Injectable()
export class Passwords {
  private readonly turnstile = new Turnstile({ inside: AT_ONCE, waiting: WAITING });
  private readonly decoy = hash(randomBytes(16));

  hash(password: string): Promise<string> {
    return hash(password);
  }

  /**
   * Whether a password belongs to a hash. Without a hash, as for an unknown user name, a random one nobody knows the
   * password of is checked instead: it takes as long and does not match.
   * @throws RefusalException `RATE_LIMITED` when too many checks wait already.
   */
  async matches(password: string, passwordHash: string | undefined): Promise<boolean> {
    const stored = passwordHash ?? (await this.decoy);
    const checked = await this.turnstile.pass(() => verify(stored, password));
    if (!checked) throw edgeRefusal('RATE_LIMITED', {}, { retryAfterSeconds: 2 });
    return checked.value;
  }
}

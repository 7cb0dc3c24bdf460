import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, LessThan, type Repository } from 'typeorm';
import { sha256Hex } from '#kernel';
import { Config } from '../config/config.js';
import type { Account } from './accounts.js';
import { SessionEntity } from './entities.js';

const TOKEN_BYTES = 32;
/** A revocation made elsewhere is seen after this long at most: under the second that is promised. */
const TRUSTED_MS = 500;
/** Idleness is counted in minutes, so not every request need be written down. */
const TOUCH_MS = 15_000;
const MAX_CACHED = 10_000;
const MS_PER_MINUTE = 60_000;

export interface OpenedSession {
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
}

interface Lookup {
  readonly startedAt: number;
  readonly account: Promise<Account | undefined>;
}

/**
 * Sign-ins by opaque random token. A token ends by sign-out, by the lock of its account, after the idle time, or after
 * the session's whole time; roles and place are read anew each time, so a change of them holds within a second too.
 */
@Injectable()
export class Sessions {
  private readonly table: Repository<SessionEntity>;
  private readonly lookups = new Map<string, Lookup>();

  constructor(
    database: DataSource,
    private readonly config: Config,
  ) {
    this.table = database.getRepository(SessionEntity);
  }

  /** Opens a session and forgets those of the account that have run out. */
  async open(account: Account): Promise<OpenedSession> {
    const accessToken = randomBytes(TOKEN_BYTES).toString('base64url');
    const now = Date.now();
    const expiresIn = this.config.sessionHours * 3600;
    await this.table.delete({ accountId: account.id, expiresAt: LessThan(new Date(now)) });
    await this.table.insert({
      tokenHash: sha256Hex(accessToken),
      accountId: account.id,
      createdAt: new Date(now),
      lastSeenAt: new Date(now),
      expiresAt: new Date(now + expiresIn * 1000),
      revokedAt: null,
    });
    return { accessToken, expiresIn };
  }

  /** The account a token stands for; nothing when it stands for none any more. */
  find(accessToken: string): Promise<Account | undefined> {
    const tokenHash = sha256Hex(accessToken);
    const known = this.lookups.get(tokenHash);
    if (known && Date.now() - known.startedAt < TRUSTED_MS) return known.account;
    const lookup = { startedAt: Date.now(), account: this.read(tokenHash) };
    this.remember(tokenHash, lookup);
    return lookup.account;
  }

  /** Ends a session at once. */
  async close(accessToken: string): Promise<void> {
    const tokenHash = sha256Hex(accessToken);
    await this.table.update({ tokenHash, revokedAt: IsNull() }, { revokedAt: new Date() });
    this.lookups.delete(tokenHash);
  }

  private remember(tokenHash: string, lookup: Lookup): void {
    this.lookups.delete(tokenHash);
    this.lookups.set(tokenHash, lookup);
    const [oldest] = this.lookups.keys();
    if (this.lookups.size > MAX_CACHED && oldest !== undefined) this.lookups.delete(oldest);
    const forget = (): void => {
      if (this.lookups.get(tokenHash) === lookup) this.lookups.delete(tokenHash);
    };
    lookup.account.then((account) => account ?? forget(), forget);
  }

  private async read(tokenHash: string): Promise<Account | undefined> {
    const session = await this.table.findOne({
      where: { tokenHash, revokedAt: IsNull() },
      relations: { account: true },
    });
    const now = Date.now();
    if (!session?.account.active || session.expiresAt.getTime() <= now) return undefined;
    const idle = now - session.lastSeenAt.getTime();
    if (idle >= this.config.idleMinutes * MS_PER_MINUTE) return undefined;
    if (idle >= TOUCH_MS) await this.table.update({ tokenHash }, { lastSeenAt: new Date(now) });
    const { id, username, roles, place } = session.account;
    return { id, username, roles, place };
  }
}

import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, IsNull, LessThan, MoreThan, type Repository } from 'typeorm';
import { sha256Hex } from '#kernel';
import { Config } from '../config/config.js';
import type { Account, SignInMethod } from './accounts.js';
import { SessionEntity } from './entities.js';
import { SessionCache } from './session-cache.js';
import { AccountStanding, type SetupStep } from './standing.js';

const TOKEN_BYTES = 32;
/** Idleness is counted in minutes, so not every request need be written down. */
const TOUCH_MS = 15_000;
const MS_PER_MINUTE = 60_000;

export interface OpenedSession {
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** Who a token stands for, and what they still have to do before anything else. */
export interface SignedIn {
  readonly account: Account;
  readonly setup: readonly SetupStep[];
  /** Milliseconds since 1970 after which it stands for nobody, used or not. */
  readonly endsAt: number;
}

/** A live session as its owner and administrators see it; the token is nobody's to see. */
export type SessionView = {
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  readonly method: SignInMethod;
  /** The session that asks. */
  readonly current: boolean;
};

const idleOf = ({ lastSeenAt }: SessionEntity, now: number): number => now - lastSeenAt.getTime();

/**
 * Sign-ins by opaque random token. A token ends by sign-out, by the lock of its account or a change of its password or
 * roles, after the idle time, or after the session's whole time.
 */
@Injectable()
export class Sessions {
  private readonly table: Repository<SessionEntity>;
  private readonly cache = new SessionCache<SignedIn>((hashes) => this.read(hashes));

  constructor(
    database: DataSource,
    private readonly config: Config,
    private readonly standing: AccountStanding,
  ) {
    this.table = database.getRepository(SessionEntity);
  }

  /** Opens a session and forgets those of the account that have run out. */
  async open(account: Account, method: SignInMethod = 'PASSWORD'): Promise<OpenedSession> {
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
      method,
      revokedAt: null,
    });
    return { accessToken, expiresIn };
  }

  /** Whom a token stands for; nothing when it stands for nobody any more. Usually answered from memory. */
  async find(accessToken: string): Promise<SignedIn | undefined> {
    const found = await this.cache.get(sha256Hex(accessToken));
    return found && found.endsAt > Date.now() ? found : undefined;
  }

  /** Ends a session at once. */
  async close(accessToken: string): Promise<void> {
    const tokenHash = sha256Hex(accessToken);
    await this.table.update({ tokenHash, revokedAt: IsNull() }, { revokedAt: new Date() });
    this.cache.forget(tokenHash);
  }

  /** Ends all sessions of an account but that of a token, in a transaction; elsewhere it holds within a second. */
  async revokeAll(manager: EntityManager, accountId: string, exceptToken = ''): Promise<void> {
    await manager.query(
      `UPDATE identity.session SET revoked_at = now()
       WHERE account_id = $1 AND revoked_at IS NULL AND token_hash <> $2`,
      [accountId, sha256Hex(exceptToken)],
    );
    this.cache.forgetAll();
  }

  /** The sessions of an account that still stand for it, newest first. */
  async of(accountId: string, askingToken = ''): Promise<readonly SessionView[]> {
    const now = Date.now();
    const asking = sha256Hex(askingToken);
    const sessions = await this.table.find({
      where: { accountId, revokedAt: IsNull(), expiresAt: MoreThan(new Date(now)) },
      order: { createdAt: 'DESC' },
    });
    return sessions
      .filter((session) => idleOf(session, now) < this.config.idleMinutes * MS_PER_MINUTE)
      .map(({ tokenHash, createdAt, lastSeenAt, expiresAt, method }) => ({
        createdAt: createdAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
        method,
        current: tokenHash === asking,
      }));
  }

  /** Drops what is remembered of accounts that have just changed. */
  forget(): void {
    this.cache.forgetAll();
  }

  /** Which of these tokens still stand for somebody. To be looked at is no use of a session: it may idle out. */
  async live(accessTokens: readonly string[]): Promise<ReadonlySet<string>> {
    const hashes = new Map(accessTokens.map((token) => [token, sha256Hex(token)]));
    const live = new Set((await this.liveAmong([...hashes.values()])).map(({ tokenHash }) => tokenHash));
    return new Set(accessTokens.filter((token) => live.has(hashes.get(token) ?? '')));
  }

  private async liveAmong(hashes: readonly string[]): Promise<readonly SessionEntity[]> {
    const sessions = await this.table.find({
      where: { tokenHash: In([...hashes]), revokedAt: IsNull() },
      relations: { account: true },
    });
    const now = Date.now();
    return sessions.filter(
      (session) =>
        this.standing.maySignIn(session.account, now) &&
        session.expiresAt.getTime() > now &&
        idleOf(session, now) < this.config.idleMinutes * MS_PER_MINUTE,
    );
  }

  private async read(hashes: readonly string[]): Promise<ReadonlyMap<string, SignedIn>> {
    const now = Date.now();
    const live = await this.liveAmong(hashes);
    const seen = live.filter((session) => idleOf(session, now) >= TOUCH_MS).map(({ tokenHash }) => tokenHash);
    if (seen.length > 0) await this.table.update({ tokenHash: In(seen) }, { lastSeenAt: new Date(now) });
    return new Map(live.map((session) => [session.tokenHash, this.signedIn(session)]));
  }

  private signedIn({ account, method, expiresAt }: SessionEntity): SignedIn {
    const { id, username, roles, place } = account;
    return {
      account: { id, username, roles, place },
      setup: this.standing.setup(account, method),
      endsAt: expiresAt.getTime(),
    };
  }
}

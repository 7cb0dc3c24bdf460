import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sha256Hex } from '#kernel';
import { SecretBox } from '../secrets/secret-box.js';

const LASTS = '10 minutes';

/** What a sign-in elsewhere was begun with. */
export interface OidcAttempt {
  readonly state: string;
  /** Kept by the browser that began it: a code slipped to another one is worth nothing there. */
  readonly ticket: string;
  readonly nonce: string;
  readonly verifier: string;
}

const random = (): string => randomBytes(32).toString('base64url');
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');

/** Begun sign-ins, in the database so that another process may finish them. */
@Injectable()
export class OidcAttempts {
  constructor(
    private readonly database: DataSource,
    private readonly box: SecretBox,
  ) {}

  async begin(): Promise<OidcAttempt> {
    const attempt = { state: random(), ticket: random(), nonce: random(), verifier: random() };
    const { state, ticket, nonce, verifier } = attempt;
    const key = sha256Hex(state);
    await this.database.query('DELETE FROM identity.oidc_attempt WHERE started_at < now() - $1::interval', [
      LASTS,
    ]);
    await this.database.query(
      'INSERT INTO identity.oidc_attempt (state_hash, ticket_hash, nonce, verifier) VALUES ($1, $2, $3, $4)',
      [key, sha256Hex(ticket), nonce, this.box.seal(verifier, `oidc ${key}`)],
    );
    return attempt;
  }

  /** Takes an attempt out, so that it is finished once; nothing for another browser's, an old or an unknown one. */
  async finish(state: string, ticket: string): Promise<Pick<OidcAttempt, 'nonce' | 'verifier'> | undefined> {
    const key = sha256Hex(state);
    const [rows] = await this.database.query<[{ nonce: string; verifier: string }[], number]>(
      `DELETE FROM identity.oidc_attempt
       WHERE state_hash = $1 AND ticket_hash = $2 AND started_at > now() - $3::interval
       RETURNING nonce, verifier`,
      [key, sha256Hex(ticket), LASTS],
    );
    const [row] = rows;
    return row && { nonce: row.nonce, verifier: this.box.open(row.verifier, `oidc ${key}`) };
  }
}

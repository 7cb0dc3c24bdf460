import { Injectable, Logger } from '@nestjs/common';
import { edgeRefusal } from '../../http/refusal.exception.js';
import { Accounts, type StoredAccount } from '../accounts.js';
import { challengeOf, OidcAttempts } from './oidc-attempts.js';
import { claimsOf, verifiedContent } from './id-token.js';
import { OidcProvider } from './oidc-provider.js';

export interface OidcAnswer {
  readonly code: string;
  readonly state: string;
  readonly ticket: string;
}

/** A provider's account of who signed in with it. */
export interface OidcPerson {
  readonly account: StoredAccount;
  /** Whether the provider says that it asked for more than a password (RFC 8176). */
  readonly secondFactor: boolean;
}

const STRONG = ['mfa', 'otp', 'hwk', 'sc'];

/** Signing in with an OpenID provider: authorization code with PKCE; no account is made by it. */
@Injectable()
export class OidcSignIn {
  private readonly logger = new Logger('Oidc');

  constructor(
    private readonly provider: OidcProvider,
    private readonly attempts: OidcAttempts,
    private readonly accounts: Accounts,
  ) {}

  /** Where to send the browser, and the ticket it brings back. Errors: NOT_FOUND, SIGN_IN_ELSEWHERE_REFUSED. */
  async begin(): Promise<{ readonly authorizationUrl: string; readonly ticket: string }> {
    const { settings } = this.provider;
    const asked = await this.attempts.begin();
    const challenge = challengeOf(asked.verifier);
    const authorizationUrl = await this.provider
      .authorizationUrl({ ...asked, challenge }, settings)
      .catch((thrown: unknown) => this.refuse(thrown));
    return { authorizationUrl, ticket: asked.ticket };
  }

  /** Who came back with a code. Errors: SIGN_IN_ELSEWHERE_REFUSED, whatever was wrong; the log says what. */
  async finish({ code, state, ticket }: OidcAnswer): Promise<OidcPerson> {
    const { issuer, clientId, claim, algorithms } = this.provider.settings;
    const attempt = await this.attempts.finish(state, ticket);
    if (!attempt) return this.refuse('no such attempt of this browser');
    try {
      const token = await this.provider.redeem(code, attempt.verifier);
      const content = await verifiedContent(token, await this.provider.keys(), algorithms);
      const now = Date.now() / 1000;
      const claims = claimsOf(content, { issuer, clientId, nonce: attempt.nonce, now });
      const [username, amr] = [claims[claim], claims['amr']];
      const account = typeof username === 'string' ? await this.accounts.find(username) : undefined;
      if (!account) return this.refuse(`no account for ${claim}`);
      return { account, secondFactor: Array.isArray(amr) && STRONG.some((method) => amr.includes(method)) };
    } catch (thrown) {
      return this.refuse(thrown);
    }
  }

  private refuse(thrown: unknown): never {
    this.logger.warn(String(thrown));
    throw edgeRefusal('SIGN_IN_ELSEWHERE_REFUSED');
  }
}

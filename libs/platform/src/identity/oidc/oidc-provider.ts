import { Injectable } from '@nestjs/common';
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { Config, type OidcSettings } from '../../config/config.js';
import { edgeRefusal } from '../../http/refusal.exception.js';
import { clientSecret } from '../secrets/auth-key.js';
import { IdTokenError } from './id-token.js';

const TIMEOUT_MS = 5_000;
const REMEMBERED_MS = 600_000;
const MOST_BYTES = 200_000;

/** Where an issuer says that it can be asked. */
interface Discovered {
  readonly at: number;
  readonly authorization: string;
  readonly token: string;
  readonly keys: JWTVerifyGetKey;
}

/** A provider's answer of bounded size; anything but JSON with status 200 is no answer. */
const jsonFrom = async (url: string, init: RequestInit = {}): Promise<Readonly<Record<string, unknown>>> => {
  const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  const text = await response.text();
  if (response.status !== 200 || text.length > MOST_BYTES)
    throw new IdTokenError(`${url}: ${response.status}`);
  return JSON.parse(text) as Record<string, unknown>;
};

/** The one OpenID provider of the configuration. */
@Injectable()
export class OidcProvider {
  private known: Discovered | undefined;

  constructor(private readonly config: Config) {}

  /** Errors: NOT_FOUND when signing in elsewhere is not configured. */
  get settings(): OidcSettings {
    const { oidc } = this.config;
    if (!oidc) throw edgeRefusal('NOT_FOUND', { subject: 'OpenID' });
    return oidc;
  }

  /** Where to send somebody who wants to sign in. */
  async authorizationUrl(
    asked: { readonly state: string; readonly nonce: string; readonly challenge: string },
    { clientId, redirectUri }: OidcSettings,
  ): Promise<string> {
    const url = new URL((await this.discovered()).authorization);
    const query = {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      scope: 'openid profile',
      state: asked.state,
      nonce: asked.nonce,
      code_challenge: asked.challenge,
      code_challenge_method: 'S256',
    };
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url.href;
  }

  /** The ID token for a code. Errors: IdTokenError. */
  async redeem(code: string, verifier: string): Promise<string> {
    const { clientId, redirectUri } = this.settings;
    const credentials = [clientId, clientSecret(this.settings)].map(encodeURIComponent).join(':');
    const answer = await jsonFrom((await this.discovered()).token, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
      }).toString(),
    });
    const token = answer['id_token'];
    if (typeof token !== 'string') throw new IdTokenError('no ID token came');
    return token;
  }

  async keys(): Promise<JWTVerifyGetKey> {
    return (await this.discovered()).keys;
  }

  private async discovered(): Promise<Discovered> {
    const { known } = this;
    if (known && Date.now() - known.at < REMEMBERED_MS) return known;
    const { issuer } = this.settings;
    const document = await jsonFrom(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    if (document['issuer'] !== issuer) throw new IdTokenError('another issuer answered');
    const at = (name: string): string => sameHouse(String(document[name]), issuer);
    this.known = {
      at: Date.now(),
      authorization: at('authorization_endpoint'),
      token: at('token_endpoint'),
      keys: createRemoteJWKSet(new URL(at('jwks_uri')), { timeoutDuration: TIMEOUT_MS }),
    };
    return this.known;
  }
}

/** The service calls nobody but the issuer it was configured with, whatever a document says. */
const sameHouse = (url: string, issuer: string): string => {
  if (!URL.canParse(url) || new URL(url).origin !== new URL(issuer).origin)
    throw new IdTokenError(`${url} is not at ${issuer}`);
  return url;
};

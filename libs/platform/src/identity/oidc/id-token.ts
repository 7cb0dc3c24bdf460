import { compactVerify, type CompactVerifyGetKey } from 'jose';

/** The three parts of a signed token, in base64url and nothing else; decoders forgive more. */
const COMPACT = /^[A-Za-z0-9_-]{2,20000}\.[A-Za-z0-9_-]{0,100000}\.[A-Za-z0-9_-]{2,20000}$/;
/** For clocks that differ. */
const TOLERANCE_SECONDS = 60;

/** An ID token is not to be believed; the message says why, for the log only. */
export class IdTokenError extends Error {
  override readonly name = 'IdTokenError';
}

/** The signed content of a token. Errors: IdTokenError. */
export const verifiedContent = async (
  token: string,
  key: CompactVerifyGetKey,
  algorithms: readonly string[],
): Promise<Uint8Array> => {
  if (!COMPACT.test(token)) throw new IdTokenError('not three parts of base64url');
  try {
    return (await compactVerify(token, key, { algorithms: [...algorithms] })).payload;
  } catch (thrown) {
    throw new IdTokenError('signature not accepted', { cause: thrown });
  }
};

export interface Expected {
  readonly issuer: string;
  readonly clientId: string;
  readonly nonce: string;
  /** Seconds since 1970. */
  readonly now: number;
}

export type Claims = Readonly<Record<string, unknown>>;

const parsed = (content: Uint8Array): Claims => {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Claims;
  } catch {
    // Said below.
  }
  throw new IdTokenError('no JSON object');
};

/** What a signed token says, if it is of this issuer, for this client, in answer to this request, and still holds. */
export const claimsOf = (content: Uint8Array, { issuer, clientId, nonce, now }: Expected): Claims => {
  const claims = parsed(content);
  const { iss, aud, azp, exp, iat } = claims;
  const audience = Array.isArray(aud) ? aud : [aud];
  const ours = audience.includes(clientId) && (audience.length === 1 || azp === clientId);
  const meant = (azp === undefined || azp === clientId) && claims['nonce'] === nonce;
  const lasting = typeof exp === 'number' && exp > now - TOLERANCE_SECONDS;
  const begun = typeof iat === 'number' && iat <= now + TOLERANCE_SECONDS;
  if (iss !== issuer || !ours || !meant || !lasting || !begun) {
    const faults = { iss: iss === issuer, ours, meant, lasting, begun };
    throw new IdTokenError(`claims not accepted: ${JSON.stringify(faults)}`);
  }
  return claims;
};

import { createLocalJWKSet, generateKeyPair, type JWK, SignJWT, UnsecuredJWT, exportJWK } from 'jose';
import { vectors } from '../../../../../test/support/vectors.js';
import { claimsOf, type Expected, IdTokenError, verifiedContent } from './id-token.js';

interface Suite {
  readonly testGroups: readonly {
    readonly comment: string;
    readonly public?: JWK;
    readonly private: JWK;
    readonly tests: readonly {
      readonly tcId: number;
      readonly comment: string;
      readonly jws: unknown;
      readonly result: string;
    }[];
  }[];
}

const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const suite = vectors('wycheproof_json_web_signature_test.json') as Suite | undefined;

/** As the token itself says: two of RFC 7520 are signed with PS384 though their key says PS256. */
const algorithmOf = (jws: unknown): string => {
  const [header = ''] = String(jws).split('.');
  return (JSON.parse(Buffer.from(header, 'base64url').toString()) as { alg: string }).alg;
};

/**
 * The verdict of every case: that of the vectors, but for valid tokens of algorithms that are not on the list, which
 * are refused: shared secrets (HS*), longer hashes and P-521.
 */
const cases = (suite?.testGroups ?? []).flatMap((group) =>
  group.tests.map((test) => {
    const key = group.public ?? group.private;
    return {
      ...test,
      key,
      group: group.comment,
      accepted: test.result === 'valid' && ALGORITHMS.includes(algorithmOf(test.jws)),
    };
  }),
);

const accepts = async (token: unknown, key: JWK): Promise<boolean> => {
  const text = typeof token === 'string' ? token : JSON.stringify(token);
  return verifiedContent(text, createLocalJWKSet({ keys: [key] }), ALGORITHMS).then(
    () => true,
    (thrown: unknown) => {
      expect(thrown).toBeInstanceOf(IdTokenError);
      return false;
    },
  );
};

(suite ? describe : describe.skip)('the JSON web signatures of Wycheproof', () => {
  it('are all there', () => {
    expect(cases).toHaveLength(401);
    expect(cases.filter(({ accepted }) => accepted).length).toBeGreaterThan(15);
  });

  it('each get the verdict stated', async () => {
    const wrong = [];
    for (const { tcId, group, comment, jws, key, accepted } of cases)
      if ((await accepts(jws, key)) !== accepted) wrong.push({ tcId, group, comment, accepted });
    expect(wrong).toEqual([]);
  });
});

describe('an ID token', () => {
  const NOW = 1_800_000_000;
  const expected: Expected = { issuer: 'https://id.example', clientId: 'pool', nonce: 'n-1', now: NOW };
  const good = { iss: 'https://id.example', aud: 'pool', nonce: 'n-1', iat: NOW, exp: NOW + 300, sub: 'x' };
  const taken = (changes: object): boolean => {
    try {
      claimsOf(new TextEncoder().encode(JSON.stringify({ ...good, ...changes })), expected);
      return true;
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(IdTokenError);
      return false;
    }
  };

  it.each<[string, object, boolean]>([
    ['as it should be', {}, true],
    ['for several, us among them and meant', { aud: ['pool', 'other'], azp: 'pool' }, true],
    ['a little early or late', { iat: NOW + 30, exp: NOW - 30 }, true],
    ['of another issuer', { iss: 'https://id.example/' }, false],
    ['for somebody else', { aud: 'other' }, false],
    ['for several, and another meant', { aud: ['pool', 'other'], azp: 'other' }, false],
    ['for several, and nobody meant', { aud: ['pool', 'other'] }, false],
    ['in answer to another request', { nonce: 'n-2' }, false],
    ['in answer to no request', { nonce: undefined }, false],
    ['run out', { exp: NOW - 61 }, false],
    ['that never runs out', { exp: undefined }, false],
    ['whose end is text', { exp: String(NOW + 300) }, false],
    ['of the future', { iat: NOW + 61 }, false],
  ])('%s', (_, changes, accepted) => expect(taken(changes)).toBe(accepted));

  it('is a JSON object', () => {
    for (const text of ['', '[]', 'null', '"x"', '{'])
      expect(() => claimsOf(new TextEncoder().encode(text), expected)).toThrow(IdTokenError);
  });

  it('is not signed by nobody, by a shared secret, or by a key that is not published', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const key = { ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig' };
    const sign = (alg: string, by: Parameters<SignJWT['sign']>[0]) =>
      new SignJWT(good).setProtectedHeader({ alg }).sign(by);
    expect(await accepts(await sign('ES256', privateKey), key)).toBe(true);
    expect(await accepts(new UnsecuredJWT(good).encode(), key)).toBe(false);
    expect(await accepts(await sign('HS256', new TextEncoder().encode(JSON.stringify(key))), key)).toBe(
      false,
    );
    expect(await accepts(await sign('ES256', (await generateKeyPair('ES256')).privateKey), key)).toBe(false);
  });
});

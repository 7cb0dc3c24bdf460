import 'reflect-metadata';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Provider } from 'oidc-provider';
import { sha256Hex } from '#kernel';
import { Caller, type Door, openDoor, type Reply } from '../../../../../test/support/identity.js';

jest.setTimeout(30_000);

const SECRET = 'the secret of the client';
const REDIRECT = 'http://127.0.0.1/signed-in';

/** A real OpenID provider whose people sign in by being named in `person`. */
class House {
  person = 'office@320500';
  amr: string[] = ['pwd'];
  issuer = '';
  private server: Server | undefined;

  async open(): Promise<void> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.server = server;
    this.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const provider = await this.provider();
    const answer = provider.callback();
    server.on('request', (request, response) => {
      if (!request.url?.startsWith('/interaction/')) {
        void answer(request, response);
        return;
      }
      const grant = new provider.Grant({ accountId: this.person, clientId: 'pool' });
      grant.addOIDCScope('openid profile');
      void grant.save().then((grantId) =>
        provider.interactionFinished(request, response, {
          login: { accountId: this.person, amr: this.amr },
          consent: { grantId },
        }),
      );
    });
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private async provider(): Promise<Provider> {
    // It has much to say about being used for a test.
    for (const level of ['warn', 'info'] as const) jest.spyOn(console, level).mockReturnValue();
    const { Provider } = await import('oidc-provider');
    const provider = new Provider(this.issuer, {
      clients: [{ client_id: 'pool', client_secret: SECRET, redirect_uris: [REDIRECT] }],
      cookies: { keys: ['k'] },
      claims: { openid: ['sub', 'amr', 'preferred_username'], profile: ['preferred_username'] },
      conformIdTokenClaims: false,
      features: { devInteractions: { enabled: false } },
      findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, preferred_username: sub }) }),
      pkce: { required: () => true },
    });
    provider.silent = true;
    return provider;
  }
}

/** A browser that keeps cookies and follows the provider until it is sent back to us. */
const back = async (start: string): Promise<{ code: string; state: string }> => {
  const cookies = new Map<string, string>();
  let url = start;
  for (let hops = 0; hops < 10; hops += 1) {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const next = new URL(response.headers.get('location') ?? '', url);
    if (next.href.startsWith(REDIRECT))
      return { code: next.searchParams.get('code') ?? '', state: next.searchParams.get('state') ?? '' };
    url = next.href;
  }
  throw new Error(`the provider did not send the browser back: ${url}`);
};

const house = new House();
let door: Door;
let second: Door;
let folder: string;
beforeAll(async () => {
  await house.open();
  folder = mkdtempSync(join(tmpdir(), 'oidc-'));
  writeFileSync(join(folder, 'secret'), SECRET);
  door = await openDoor({
    AUTH_OIDC_ISSUER: house.issuer,
    AUTH_OIDC_CLIENT_ID: 'pool',
    AUTH_OIDC_CLIENT_SECRET_FILE: join(folder, 'secret'),
    AUTH_OIDC_REDIRECT_URI: REDIRECT,
    AUTH_SECOND_FACTOR_ROLES: 'province',
  });
  second = await door.second();
});
afterAll(async () => {
  await second.close();
  await door.close();
  await house.close();
  rmSync(folder, { recursive: true });
});

interface Begun {
  readonly authorizationUrl: string;
  readonly ticket: string;
}
const begin = async (): Promise<Begun> => (await new Caller(door).post<Begun>('/auth/oidc')).body;
const finish = (answer: object, at: Door = door): Promise<Reply<{ accessToken: string }>> =>
  new Caller(at).post('/auth/oidc/session', answer);
const asked = async (person = 'office@320500', amr = ['pwd']) => {
  Object.assign(house, { person, amr });
  const { authorizationUrl, ticket } = await begin();
  return { ...(await back(authorizationUrl)), ticket };
};
const REFUSED = { status: 401, code: 'SIGN_IN_ELSEWHERE_REFUSED' };

describe('signing in with an OpenID provider', () => {
  it('is by code, PKCE, state and nonce, and may end at another process', async () => {
    const { authorizationUrl } = await begin();
    expect(Object.fromEntries(new URL(authorizationUrl).searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      nonce: expect.stringMatching(/^[\w-]{43}$/) as string,
    });
    const { status, body } = await finish(await asked(), second);
    expect(status).toBe(200);
    const me = await new Caller(door, body.accessToken).get('/auth/me');
    expect(me.body).toMatchObject({ username: 'office@320500', roles: ['office'] });
    // What the provider gave stays here.
    expect(Object.keys(body).toSorted()).toEqual(['accessToken', 'expiresIn', 'tokenType']);
  });

  it('works once, and only in the browser that began', async () => {
    const mine = await asked();
    const theirs = await begin();
    expect(await finish({ ...mine, ticket: theirs.ticket })).toMatchObject(REFUSED);
    const kept = () =>
      door.database.query('SELECT FROM identity.oidc_attempt WHERE state_hash = $1', [sha256Hex(mine.state)]);
    expect(await kept()).toHaveLength(1);
    expect((await finish(mine)).status).toBe(200);
    // The provider takes a code once too, so the second refusal alone would not show that we do.
    expect(await kept()).toEqual([]);
    expect(await finish(mine)).toMatchObject(REFUSED);
  });

  it('does not take a code with another attempt’s verifier, nor one made up', async () => {
    const [one, other] = [await asked(), await asked()];
    expect(await finish({ ...one, code: other.code })).toMatchObject(REFUSED);
    expect(await finish({ ...(await asked()), code: 'made-up' })).toMatchObject(REFUSED);
    expect(await finish({ ...(await asked()), state: 'made-up' })).toMatchObject(REFUSED);
  });

  it('makes no account, opens no locked one, and wants a second factor where the role does', async () => {
    expect(await finish(await asked('nobody.we.know'))).toMatchObject(REFUSED);
    await door.database.query(`UPDATE identity.account SET active = false WHERE id = 'trade-org@320500'`);
    expect(await finish(await asked('trade-org@320500'))).toMatchObject(REFUSED);
    expect(await finish(await asked('province@320000'))).toMatchObject(REFUSED);
    expect((await finish(await asked('province@320000', ['pwd', 'otp']))).status).toBe(200);
  });

  it('forgets an attempt after ten minutes', async () => {
    const late = await asked();
    await door.database.query(`UPDATE identity.oidc_attempt SET started_at = now() - interval '11 minutes'`);
    expect(await finish(late)).toMatchObject(REFUSED);
  });

  it('believes an issuer only what is of its own house, and goes where nobody sends it', async () => {
    let said: object | 'elsewhere' = {};
    const paths: string[] = [];
    const impostor = createServer((request, response) => {
      paths.push(request.url ?? '');
      if (said === 'elsewhere' && request.url !== '/elsewhere')
        response.writeHead(302, { location: '/elsewhere' }).end();
      else
        response
          .setHeader('content-type', 'application/json')
          .end(JSON.stringify(said === 'elsewhere' ? honest : said));
    });
    await new Promise<void>((resolve) => impostor.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(impostor.address() as AddressInfo).port}`;
    const honest = {
      issuer: origin,
      authorization_endpoint: `${origin}/auth`,
      token_endpoint: `${origin}/token`,
      jwks_uri: `${origin}/keys`,
    };
    const deceived = await openDoor({
      AUTH_OIDC_ISSUER: origin,
      AUTH_OIDC_CLIENT_ID: 'pool',
      AUTH_OIDC_CLIENT_SECRET_FILE: join(folder, 'secret'),
      AUTH_OIDC_REDIRECT_URI: REDIRECT,
    });
    const answers: (object | 'elsewhere')[] = [
      { ...honest, issuer: house.issuer },
      { ...honest, authorization_endpoint: `${house.issuer}/auth` },
      { ...honest, token_endpoint: 'http://169.254.169.254/latest' },
      { ...honest, jwks_uri: 'file:///etc/passwd' },
      'elsewhere',
      honest,
    ];
    const statuses: number[] = [];
    for (said of answers) statuses.push((await new Caller(deceived).post('/auth/oidc')).status);
    await deceived.close();
    await new Promise((resolve) => impostor.close(resolve));
    expect(statuses).toEqual([401, 401, 401, 401, 401, 200]);
    expect(paths).toEqual(Array<string>(answers.length).fill('/.well-known/openid-configuration'));
  });

  it('is not there unless it is configured', async () => {
    const plain = await openDoor();
    expect((await new Caller(plain).post('/auth/oidc')).status).toBe(404);
    await plain.close();
  });
});

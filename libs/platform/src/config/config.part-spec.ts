import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { demoPassword } from './demo-password.js';
import { ConfigError, loadConfig } from './load-config.js';
import { retiredWords } from './retired.js';
import { type Variable, VARIABLES } from './variables.js';

const faultsOf = (environment: Record<string, string>): ConfigError => {
  try {
    loadConfig(environment);
  } catch (thrown) {
    if (thrown instanceof ConfigError) return thrown;
  }
  throw new Error('the configuration was taken');
};

describe('configuration', () => {
  it('has a value for everything when nothing is set, and empty means unset', () => {
    const config = loadConfig({ PORT: '', DATABASE_URL: '' });
    expect(config).toEqual({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: undefined,
      databasePooled: false,
      databaseMigrationUrl: undefined,
      dataDir: resolve('.data'),
      demo: 'auto',
      demoPassword: undefined,
      eventStore: 'postgres',
      kurrent: undefined,
      logLevel: 'log',
      logFormat: 'text',
      ledgerQueue: 4096,
      ledgers: [],
      sessionHours: 12,
      idleMinutes: 30,
      ratePerPerson: 300_000,
      rateExports: 600,
      rateFailedSignIns: 1200,
      trustedProxies: [],
      signingKeyFile: undefined,
      cryptoSuite: 'intl',
      logOrigin: 'reserve-pool/320000',
      checkpointSeconds: 60,
      witnesses: [],
      witnessName: 'reserve-pool-witness',
      witnessLogs: [],
      authKeyFile: undefined,
      secondFactorRoles: undefined,
      renewalDays: 365,
      renewalGraceDays: 30,
      oidc: undefined,
      accessLogMonths: 36,
      seal: undefined,
      tracing: undefined,
      projections: 'here',
      peers: undefined,
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('reads what is set', () => {
    const set = {
      PORT: '0',
      DATABASE_URL: 'postgresql://u:p@db:5432/pool',
      DEMO: '0',
      AUTH_IDLE_MINUTES: '5',
    };
    expect(loadConfig(set)).toMatchObject({
      port: 0,
      databaseUrl: set.DATABASE_URL,
      demo: 'off',
      idleMinutes: 5,
    });
    expect(loadConfig({ DEMO: '1' }).demo).toBe('on');
    const proxies = ['10.0.0.1', '192.168.0.0/16', '::1'];
    expect(loadConfig({ TRUSTED_PROXIES: proxies.join(', ') }).trustedProxies).toEqual(proxies);
    expect(
      loadConfig({ WITNESSES: 'w/1+00000000+AA==@http://a:1/, w/2+00000000+BB==@https://b' }).witnesses,
    ).toEqual([
      { key: 'w/1+00000000+AA==', url: 'http://a:1' },
      { key: 'w/2+00000000+BB==', url: 'https://b' },
    ]);
  });

  it('starts with a variable that was given up, and says what took its place', () => {
    const environment = { WITNESS_QUORUM: '2' };
    expect(loadConfig(environment)).toEqual(loadConfig({}));
    expect(retiredWords(environment)).toEqual([expect.stringMatching(/^WITNESS_QUORUM .*witness\.quorum/)]);
    expect(retiredWords({ WITNESS_QUORUM: '', PORT: '0' })).toEqual([]);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['DATABASE_URL', 'mysql://db/pool'],
    ['DATABASE_URL', 'postgres://['],
    ['DATABASE_URL', 'postgres://u@db/pool?sslmode=no-verify'],
    ['DATABASE_URL', 'postgres://u@db/pool?sslmode=require&uselibpqcompat=true'],
    ['DATABASE_MIGRATION_URL', 'postgres://u@db/pool?sslmode=prefer'],
    ['DATABASE_POOLED', 'yes'],
    ['DEMO', 'yes'],
    ['DEMO_PASSWORD', 'short'],
    ['EVENT_STORE', 'files'],
    ['KURRENTDB_URL', 'esdb://node:2113'],
    ['KURRENTDB_URL', 'kurrentdb://'],
    ['LOG_LEVEL', 'loud'],
    ['LOG_FORMAT', 'xml'],
    ['LEDGER_QUEUE', '0'],
    ['AUTH_SESSION_HOURS', '721'],
    ['AUTH_IDLE_MINUTES', '0'],
    ['RATE_PER_PERSON', '-1'],
    ['RATE_FAILED_SIGN_INS', 'many'],
    ['TRUSTED_PROXIES', 'proxy.example'],
    ['TRUSTED_PROXIES', '10.0.0.1,,10.0.0.2'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['CRYPTO_SUITE', 'md5'],
    ['LOG_ORIGIN', 'two words'],
    ['WITNESSES', 'witness.example/w+00000000+AAAA'],
    ['WITNESSES', 'https://witness.example'],
    ['AUTH_SECOND_FACTOR_ROLES', 'office boss'],
    ['AUTH_RENEWAL_DAYS', '0'],
    ['AUTH_OIDC_ISSUER', 'ldap://directory'],
    ['AUTH_OIDC_ALGORITHMS', 'RS256 none'],
    ['AUTH_OIDC_ALGORITHMS', 'HS256'],
    ['ACCESS_LOG_MONTHS', '5'],
    ['SEAL_URL', 'seal.example'],
  ])('refuses %s=%s by name', (variable, value) => {
    const error = faultsOf({ [variable]: value });
    expect(error.faults.map((fault) => fault.variable)).toEqual([variable]);
    expect(error.message).toMatch(
      new RegExp(`^配置有误：\n${variable}: .*\nBad configuration:\n${variable}: `),
    );
  });

  it('takes a secret from a file, and nothing else', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'secrets-'));
    const url = 'postgres://u:p@db/pool';
    await writeFile(join(folder, 'url'), `${url}\n`);
    const named = { DATABASE_URL_FILE: join(folder, 'url'), HOST_FILE: join(folder, 'url') };
    expect(loadConfig(named)).toMatchObject({ databaseUrl: url, host: '127.0.0.1' });
    expect(loadConfig({ ...named, DATABASE_URL: `${url}2` }).databaseUrl).toBe(`${url}2`);
    await rm(folder, { recursive: true });
  });

  it('wants the whole of an OpenID provider or nothing of it', () => {
    const issuer = { AUTH_OIDC_ISSUER: 'https://id.example' };
    expect(faultsOf(issuer).faults.map(({ variable }) => variable)).toEqual([
      'AUTH_OIDC_CLIENT_ID',
      'AUTH_OIDC_CLIENT_SECRET_FILE',
      'AUTH_OIDC_REDIRECT_URI',
    ]);
    const whole = {
      ...issuer,
      AUTH_OIDC_CLIENT_ID: 'pool',
      AUTH_OIDC_CLIENT_SECRET_FILE: '/run/secrets/oidc',
      AUTH_OIDC_REDIRECT_URI: 'https://pool.example/signed-in',
    };
    expect(loadConfig(whole).oidc).toMatchObject({ clientId: 'pool', claim: 'preferred_username' });
  });

  it('wants the whole of a KurrentDB when the log is there, and nothing of it otherwise', () => {
    const chosen = { EVENT_STORE: 'kurrentdb' };
    const named = (environment: Readonly<Record<string, string>>) =>
      faultsOf(environment).faults.map(({ variable }) => variable);
    expect(named(chosen)).toEqual(['KURRENTDB_URL']);
    const url = 'kurrentdb+discover://node-1:2113,node-2:2113?tls=true';
    const there = { ...chosen, KURRENTDB_URL: url };
    expect(named({ ...there, KURRENTDB_USER: 'pool' })).toEqual(['KURRENTDB_PASSWORD_FILE']);
    expect(named({ ...there, KURRENTDB_PASSWORD_FILE: '/run/secrets/kurrent' })).toEqual(['KURRENTDB_USER']);
    const whole = { ...there, KURRENTDB_USER: 'pool', KURRENTDB_PASSWORD_FILE: '/run/secrets/kurrent' };
    expect(loadConfig(whole).kurrent).toEqual({
      url,
      caFile: undefined,
      signIn: { user: 'pool', passwordFile: '/run/secrets/kurrent' },
    });
    expect(loadConfig({ KURRENTDB_URL: url }).kurrent).toBeUndefined();
  });

  it('names every bad variable at once, with its value unless it is a secret', () => {
    const { faults, message } = faultsOf({
      PORT: 'abc',
      DEMO_PASSWORD: 'geheim1',
      DATABASE_URL: 'x://u:geheim2@h',
    });
    expect(faults.map(({ variable }) => variable)).toEqual(['PORT', 'DATABASE_URL', 'DEMO_PASSWORD']);
    expect(message).toContain('"abc"');
    expect(message).not.toContain('geheim');
  });

  it('is documented: each variable with its default, and nothing else', async () => {
    const page = await readFile(join(import.meta.dirname, '../../../../docs/configuration.md'), 'utf8');
    const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| (.+) \| (.+) \| (.+) \|$/gm)].map((row) =>
      row.slice(1),
    );
    const wanted = Object.entries(VARIABLES).map(([name, { fallback, zh, en }]: [string, Variable]) => [
      name,
      fallback === '—' ? fallback : `\`${fallback}\``,
      zh,
      en,
    ]);
    expect(rows).toEqual(wanted);
  });
});

describe('the demo password', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = join(await mkdtemp(join(tmpdir(), 'demo-password-')), 'data');
  });
  afterEach(() => rm(join(dataDir, '..'), { recursive: true }));

  it('is made once, kept from others, and the same at the next start', async () => {
    const first = await demoPassword({ dataDir, demoPassword: undefined });
    expect(first).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    expect(await demoPassword({ dataDir, demoPassword: undefined })).toBe(first);
    expect((await stat(join(dataDir, 'demo-password'))).mode & 0o777).toBe(0o600);
    expect(await demoPassword({ dataDir: `${dataDir}2`, demoPassword: undefined })).not.toBe(first);
    await rm(`${dataDir}2`, { recursive: true });
  });

  it('is the one given, and then nothing is written', async () => {
    expect(await demoPassword({ dataDir, demoPassword: 'given-by-operator' })).toBe('given-by-operator');
    await expect(stat(dataDir)).rejects.toThrow('ENOENT');
  });
});

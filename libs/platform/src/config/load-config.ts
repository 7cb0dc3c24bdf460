import { readFileSync } from 'node:fs';
import type { Config, OidcSettings, PeerSettings, SealSettings, TracingSettings } from './config.js';
import { type ValueOf, type Variable, type VariableName, VARIABLES } from './variables.js';

/** One variable that cannot be used as it is set. */
export interface ConfigFault {
  readonly variable: VariableName;
  readonly zh: string;
  readonly en: string;
  /** What it is set to; never that of a secret. */
  readonly value: string;
}

/** The environment does not make a configuration. Names every bad variable, in Chinese, then in English. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly faults: readonly ConfigFault[]) {
    const say = (language: 'zh' | 'en'): string[] =>
      faults.map((fault) => `${fault.variable}: ${fault[language]} (${fault.value})`);
    super(['配置有误：', ...say('zh'), 'Bad configuration:', ...say('en')].join('\n'));
  }
}

type Read = <N extends VariableName>(variable: N) => ValueOf<N>;

/** A variable that something else makes necessary is not set. */
export const missing = (variable: VariableName): ConfigFault => ({
  variable,
  zh: '必须设置',
  en: 'must be set',
  value: '—',
});

const oidcOf = (read: Read, faults: ConfigFault[]): OidcSettings | undefined => {
  const [claim, algorithms] = [read('AUTH_OIDC_CLAIM'), read('AUTH_OIDC_ALGORITHMS')];
  const clientId = read('AUTH_OIDC_CLIENT_ID');
  const clientSecretFile = read('AUTH_OIDC_CLIENT_SECRET_FILE');
  const redirectUri = read('AUTH_OIDC_REDIRECT_URI');
  const issuer = read('AUTH_OIDC_ISSUER');
  // Not set, or already named as a fault.
  if (typeof issuer !== 'string') return undefined;
  if (clientId === undefined) faults.push(missing('AUTH_OIDC_CLIENT_ID'));
  if (clientSecretFile === undefined) faults.push(missing('AUTH_OIDC_CLIENT_SECRET_FILE'));
  if (redirectUri === undefined) faults.push(missing('AUTH_OIDC_REDIRECT_URI'));
  if (clientId === undefined || clientSecretFile === undefined || redirectUri === undefined) return undefined;
  return { issuer, clientId, clientSecretFile, redirectUri, claim, algorithms };
};

const sealOf = (read: Read): SealSettings | undefined => {
  const [url, tokenFile] = [read('SEAL_URL'), read('SEAL_TOKEN_FILE')];
  return typeof url === 'string' ? { url, tokenFile } : undefined;
};

const tracingOf = (read: Read): TracingSettings | undefined => {
  const [endpoint, serviceName] = [read('OTEL_EXPORTER_OTLP_ENDPOINT'), read('OTEL_SERVICE_NAME')];
  return typeof endpoint === 'string' ? { endpoint: endpoint.replace(/\/$/, ''), serviceName } : undefined;
};

const peersOf = (read: Read): PeerSettings | undefined => {
  const [host, port, url] = [read('PEER_HOST'), read('PEER_PORT'), read('PEER_URL')];
  const keyFile = read('PEER_KEY_FILE');
  return keyFile === undefined
    ? undefined
    : { keyFile, host, port, url: typeof url === 'string' ? url.replace(/\/$/, '') : undefined };
};

const storeOf = (read: Read, faults: ConfigFault[]): Pick<Config, 'eventStore' | 'kurrent'> => {
  const eventStore = read('EVENT_STORE');
  const [url, caFile] = [read('KURRENTDB_URL'), read('KURRENTDB_CA_FILE')];
  const [user, passwordFile] = [read('KURRENTDB_USER'), read('KURRENTDB_PASSWORD_FILE')];
  if (eventStore !== 'kurrentdb') return { eventStore, kurrent: undefined };
  if (url === undefined) faults.push(missing('KURRENTDB_URL'));
  if (user === undefined && passwordFile !== undefined) faults.push(missing('KURRENTDB_USER'));
  if (user !== undefined && passwordFile === undefined) faults.push(missing('KURRENTDB_PASSWORD_FILE'));
  // Not set, or already named as a fault.
  if (typeof url !== 'string') return { eventStore, kurrent: undefined };
  const signIn = user === undefined || passwordFile === undefined ? undefined : { user, passwordFile };
  return { eventStore, kurrent: { url, caFile, signIn } };
};

const identityOf = (read: Read, faults: ConfigFault[]) => ({
  authKeyFile: read('AUTH_KEY_FILE'),
  secondFactorRoles: read('AUTH_SECOND_FACTOR_ROLES'),
  renewalDays: read('AUTH_RENEWAL_DAYS'),
  renewalGraceDays: read('AUTH_RENEWAL_GRACE_DAYS'),
  oidc: oidcOf(read, faults),
  accessLogMonths: read('ACCESS_LOG_MONTHS'),
});

const databaseOf = (read: Read) => ({
  databaseUrl: read('DATABASE_URL'),
  databasePooled: read('DATABASE_POOLED'),
  databaseMigrationUrl: read('DATABASE_MIGRATION_URL'),
});

const proofOf = (read: Read) => ({
  signingKeyFile: read('SIGNING_KEY_FILE'),
  cryptoSuite: read('CRYPTO_SUITE'),
  logOrigin: read('LOG_ORIGIN'),
  checkpointSeconds: read('CHECKPOINT_SECONDS'),
  witnesses: read('WITNESSES'),
  witnessName: read('WITNESS_NAME'),
  witnessLogs: read('WITNESS_LOGS'),
});

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a variable is set to; a secret's may stand in a file that `<variable>_FILE` names, without its last newline. */
const textOf = (environment: Environment, variable: string, secret: boolean): string | undefined => {
  const text = environment[variable] === '' ? undefined : environment[variable];
  const file = environment[`${variable}_FILE`];
  if (text !== undefined || !secret || file === undefined || file === '') return text;
  return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
};

/**
 * Reads every variable once. An empty variable counts as unset.
 * @throws ConfigError naming all variables that cannot be used.
 */
export const loadConfig = (environment: Environment): Config => {
  const faults: ConfigFault[] = [];
  const read = <N extends VariableName>(variable: N): ValueOf<N> => {
    const { read: parse, secret }: Variable = VARIABLES[variable];
    const text = textOf(environment, variable, secret === true);
    const reading = parse(text);
    if ('value' in reading) return reading.value as ValueOf<N>;
    faults.push({ variable, ...reading.broken, value: secret === true ? '***' : JSON.stringify(text) });
    return reading as never;
  };
  const config: Config = Object.freeze({
    port: read('PORT'),
    host: read('HOST'),
    ...databaseOf(read),
    dataDir: read('DATA_DIR'),
    demo: read('DEMO'),
    demoPassword: read('DEMO_PASSWORD'),
    ...storeOf(read, faults),
    logLevel: read('LOG_LEVEL'),
    logFormat: read('LOG_FORMAT'),
    ledgers: read('LEDGERS'),
    ledgerQueue: read('LEDGER_QUEUE'),
    sessionHours: read('AUTH_SESSION_HOURS'),
    idleMinutes: read('AUTH_IDLE_MINUTES'),
    ratePerPerson: read('RATE_PER_PERSON'),
    rateExports: read('RATE_EXPORTS'),
    rateFailedSignIns: read('RATE_FAILED_SIGN_INS'),
    trustedProxies: read('TRUSTED_PROXIES'),
    ...proofOf(read),
    projections: read('PROJECTIONS'),
    peers: peersOf(read),
    ...identityOf(read, faults),
    seal: sealOf(read),
    tracing: tracingOf(read),
  });
  if (faults.length > 0) throw new ConfigError(faults);
  return config;
};

import type { Role } from '#kernel';
import type { WitnessAddress } from './proof-readings.js';
import type { CryptoSuite, LogLevel, StoreKind } from './variables.js';

/**
 * The settings of one process, read once at its start and never changed. A class only so that Nest can inject it by
 * its name; `loadConfig` makes the one object.
 */
export abstract class Config {
  /** 0 asks the system for a free port. */
  abstract readonly port: number;
  abstract readonly host: string;
  /** Absent: the embedded PostgreSQL. */
  abstract readonly databaseUrl: string | undefined;
  /** `databaseUrl` leads through a pooler in transaction mode. */
  abstract readonly databasePooled: boolean;
  /** Of the login that owns the tables; absent: `databaseUrl`. */
  abstract readonly databaseMigrationUrl: string | undefined;
  /** Absolute path. */
  abstract readonly dataDir: string;
  /** `auto`: on when the database is the embedded one and its ledger is empty; settled before the service starts. */
  abstract readonly demo: 'auto' | 'on' | 'off';
  abstract readonly demoPassword: string | undefined;
  abstract readonly eventStore: StoreKind;
  /** Absent: the log is in PostgreSQL. */
  abstract readonly kurrent: KurrentSettings | undefined;
  abstract readonly logLevel: LogLevel;
  abstract readonly logFormat: 'text' | 'json';
  /** Ledgers of this installation that purchases may go to and come from; none: they do not cross. */
  abstract readonly ledgers: readonly string[];
  /** Commands that may wait for the executor; the next one is answered 503. */
  abstract readonly ledgerQueue: number;
  /** A session ends this long after sign-in, used or not. */
  abstract readonly sessionHours: number;
  /** A session ends after this long without a request. */
  abstract readonly idleMinutes: number;
  /** Requests a minute of one person; 0 for any number. */
  abstract readonly ratePerPerson: number;
  /** Files a minute that one person may export; 0 for any number. */
  abstract readonly rateExports: number;
  /** Failed sign-ins a minute from one address; 0 for any number. */
  abstract readonly rateFailedSignIns: number;
  /** Addresses of proxies whose `X-Forwarded-For` is believed. */
  abstract readonly trustedProxies: readonly string[];
  /** Absent: `signing-key` in the data folder. */
  abstract readonly signingKeyFile: string | undefined;
  abstract readonly cryptoSuite: CryptoSuite;
  /** Of the log with the SHA-256 tree; the one with the SM3 tree has `/sm3` after it. */
  abstract readonly logOrigin: string;
  abstract readonly checkpointSeconds: number;
  abstract readonly witnesses: readonly WitnessAddress[];
  /** The settings of `reserve-pool witness`. */
  abstract readonly witnessName: string;
  abstract readonly witnessLogs: readonly string[];
  /** Whether this process takes its turn at keeping the read models. */
  abstract readonly projections: 'here' | 'elsewhere';
  /** How processes on one database pass on commands; absent: they do not. */
  abstract readonly peers: PeerSettings | undefined;
  /** File of the key that seals second factors and personal data. */
  abstract readonly authKeyFile: string | undefined;
  /** Roles that need a second factor; absent: the administrators, and in the demo none. */
  abstract readonly secondFactorRoles: readonly Role[] | undefined;
  /** An account is due for confirmation this long after the last one, and suspended the grace time later. */
  abstract readonly renewalDays: number;
  abstract readonly renewalGraceDays: number;
  abstract readonly oidc: OidcSettings | undefined;
  /** Months the access log stays in the database. */
  abstract readonly accessLogMonths: number;
  /** Absent: papers go out unsealed. */
  abstract readonly seal: SealSettings | undefined;
  /** Absent: nothing is traced. */
  abstract readonly tracing: TracingSettings | undefined;
}

/** The electronic seal service that papers are sent to. */
export interface SealSettings {
  readonly url: string;
  readonly tokenFile: string | undefined;
}

/** The collector that traces are sent to. */
export interface TracingSettings {
  readonly endpoint: string;
  readonly serviceName: string;
}

/** How the processes of one ledger find each other. */
export interface PeerSettings {
  readonly keyFile: string;
  readonly host: string;
  /** 0 asks the system for a free port. */
  readonly port: number;
  /** Absent: host and port. */
  readonly url: string | undefined;
}

/** The KurrentDB that keeps the log. */
export interface KurrentSettings {
  readonly url: string;
  readonly caFile: string | undefined;
  /** Absent: those of the connection string. */
  readonly signIn: { readonly user: string; readonly passwordFile: string } | undefined;
}

/** The OpenID provider people may sign in with. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecretFile: string;
  readonly redirectUri: string;
  /** Claim of the ID token that holds the user name of an account here. */
  readonly claim: string;
  readonly algorithms: readonly string[];
}

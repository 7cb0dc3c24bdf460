import type { ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { lchown, mkdir, readFile, realpath, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { platformPackage, prepareBinaries } from './binaries.js';
import { type Cluster, SUPERUSER, clusterPath, openCluster, orClosed } from './cluster.js';
import { EmbeddedPostgresError, unless } from './errors.js';
import {
  type Launch,
  findServer,
  launchServer,
  settledServer,
  startFailed,
  stopOrphan,
  stopServer,
} from './postmaster.js';
import { keepLogShort } from './server-log.js';
import { type ServerUser, chooseServerUser } from './server-user.js';

/** How to start the embedded database. */
export interface EmbeddedPostgresOptions {
  /** `DATA_DIR`; the cluster is `<dataDir>/postgres`, a folder or a link to where it had to be moved. */
  readonly dataDir: string;
  /** Hears what the launcher does; the server's own messages go to `<dataDir>/postgres.log`, older ones to `.1`. */
  readonly log?: (line: string) => void;
  /** PostgreSQL's `shared_buffers`; 128MB unless told. */
  readonly sharedBuffers?: string;
  /** How long to wait for the last processes of a crashed server to let go of the cluster; 5 seconds unless told. */
  readonly lockPatienceMs?: number;
}

/** A running embedded database. */
export interface EmbeddedPostgres {
  /** Superuser's URL of the database `reserve_pool`. */
  readonly url: string;
  /** Process id of the server. */
  readonly pid: number;
  /**
   * Stops the server if this handle started it; a server found running is left to whoever started it.
   * Errors: `STOP_FAILED`.
   */
  stop(): Promise<void>;
}

const DATABASE = 'reserve_pool';
const LOCK_PATIENCE_MS = 5_000;

/**
 * Starts the embedded PostgreSQL of a data folder, or joins the one that runs there.
 *
 * The process that starts the server owns it: its `stop()` stops it, and it goes down with the process unless that
 * is killed with SIGKILL. Any further process on the same folder gets the same server and never stops it. A server
 * whose owner was killed is shut down in order and started anew, on the same port where it is free, so that other
 * clients find it again under the same URL. `<dataDir>/connection.json` (mode 0600) holds the URL for tools.
 *
 * Errors: `EmbeddedPostgresError`.
 */
export const startEmbeddedPostgres = async (options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  const log = options.log ?? (() => undefined);
  const asked = resolve(options.dataDir);
  await orClosed(asked, mkdir(asked, { recursive: true }));
  const dataDir = await realpath(asked);
  const user = await chooseServerUser(clusterPath(dataDir));
  const binaries = await prepareBinaries(platformPackage(), user);
  const cluster = await openCluster({ dataDir, user, binaries, log });
  const sharedBuffers = options.sharedBuffers ?? '128MB';
  const launch = { cluster, user, binaries, sharedBuffers, logFile: join(dataDir, 'postgres.log') };
  const terms = {
    ports: await candidatePorts(dataDir),
    patienceMs: options.lockPatienceMs ?? LOCK_PATIENCE_MS,
  };
  const server = await joinOrLaunch(launch, terms, log);
  const url = urlOf(cluster, server.port, DATABASE);
  const stop = server.own === undefined ? async (): Promise<void> => undefined : stopOnce(server.own);
  try {
    await createDatabase(urlOf(cluster, server.port, 'postgres'));
    if (server.own !== undefined) await writeConnection(dataDir, url, user);
  } catch (cause) {
    await stop();
    // A server we joined may be on its way out, stopped by its owner: then there is another to be had.
    if ((await findServer(cluster.folder, user))?.ready !== true && server.own === undefined) {
      return startEmbeddedPostgres(options);
    }
    throw startFailed(String(cause), cause);
  }
  if (server.own === undefined) return { url, pid: server.pid, stop };
  const leaveLog = keepLogShort({ file: launch.logFile, user }, log);
  return {
    url,
    pid: server.pid,
    stop: () => {
      leaveLog();
      return stop();
    },
  };
};

interface Server {
  readonly pid: number;
  readonly port: number;
  /** The server's process if this process started it. */
  readonly own: ChildProcess | undefined;
}

type LaunchWithoutPort = Omit<Launch, 'port'>;
type Log = (line: string) => void;

const joinOrLaunch = async (
  launch: LaunchWithoutPort,
  { ports, patienceMs }: { readonly ports: readonly number[]; readonly patienceMs: number },
  log: Log,
): Promise<Server> => {
  for (const port of ports) {
    const server = await joinOrLaunchOn({ ...launch, port }, patienceMs, log);
    if (server !== 'port taken') return server;
    log(`端口已被占用，另选一个 this port is taken, trying another: ${port}`);
  }
  throw new EmbeddedPostgresError('PORT_TAKEN', {
    zh: `127.0.0.1 上的端口 ${ports.join('、')} 都被占用。`,
    en: `All of these ports on 127.0.0.1 are taken: ${ports.join(', ')}.`,
  });
};

const joinOrLaunchOn = async (
  launch: Launch,
  patienceMs: number,
  log: Log,
): Promise<Server | 'port taken'> => {
  const { cluster, port, logFile } = launch;
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const running = await joinable(launch, log);
    if (running !== undefined) return running;
    // PostgreSQL's own lock decides between processes that get here at once: the loser joins in the next round.
    const result = await orClosed(logFile, launchServer(launch));
    if (result.outcome === 'ready') return { pid: Number(result.server.pid), port, own: result.server };
    if (result.outcome === 'port taken') return 'port taken';
    if (result.outcome === 'failed') throw startFailed(result.log);
    if (Date.now() > deadline) throw inUse(cluster.folder, result.log);
    await sleep(50);
  }
};

const joinable = async ({ cluster, user }: Launch, log: Log): Promise<Server | undefined> => {
  const server = await settledServer(cluster.folder, user);
  if (server === 'none') return undefined;
  if (!server.orphan) return { pid: server.pid, port: server.port, own: undefined };
  log(`关闭无主的数据库进程 stopping the orphaned server: ${server.pid}`);
  await stopOrphan(server.pid, cluster.folder, user);
  return undefined;
};

const inUse = (folder: string, words: string): EmbeddedPostgresError =>
  new EmbeddedPostgresError('DATA_DIR_IN_USE', {
    zh: `数据目录 ${folder} 正被另一个 PostgreSQL 使用，且不是本程序启动的：${words.trim()}`,
    en: 'The data folder is in use by another PostgreSQL that this program did not start; its words are above.',
  });

const stopOnce = (server: ChildProcess): (() => Promise<void>) => {
  const interrupt = (): void => void server.kill('SIGINT');
  process.once('exit', interrupt);
  let stopping: Promise<void> | undefined;
  return () => {
    process.off('exit', interrupt);
    stopping ??= stopServer(server);
    return stopping;
  };
};

const urlOf = ({ password }: Cluster, port: number, database: string): string =>
  `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;

const createDatabase = async (url: string): Promise<void> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    query_timeout: 10_000,
  });
  // A server stopped between two questions is told of by this event alone, which would end the process unheard.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    // Two processes may both find it missing: the second is told that it exists, or that its name is a duplicate key.
    if (rowCount === 0) await unless(['42P04', '23505'], client.query(`CREATE DATABASE ${DATABASE}`));
  } finally {
    await client.end();
  }
};

const connectionFile = (dataDir: string): string => join(dataDir, 'connection.json');

const writeConnection = async (dataDir: string, url: string, user: ServerUser): Promise<void> => {
  const path = connectionFile(dataDir);
  const staging = `${path}.${process.pid}`;
  await writeFile(staging, `${JSON.stringify({ url })}\n`, { mode: 0o600 });
  await lchown(staging, user.uid, user.gid);
  await rename(staging, path);
};

/** The port of the last start first, then others below the range from which outgoing connections take theirs. */
const candidatePorts = async (dataDir: string): Promise<number[]> => {
  const text = await unless(['ENOENT'], readFile(connectionFile(dataDir), 'utf8'));
  const last = Number(text?.match(/@127\.0\.0\.1:(\d+)\//)?.[1]);
  const others = Array.from({ length: 20 }, () => randomInt(20_000, 32_768));
  return last > 0 ? [last, ...others] : others;
};

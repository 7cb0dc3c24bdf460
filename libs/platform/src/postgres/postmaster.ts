import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { open, readFile, readlink, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.js';
import { type Cluster, serverEnvironment } from './cluster.js';
import { EmbeddedPostgresError, unless } from './errors.js';
import type { ServerUser } from './server-user.js';

/** Recovery after a crash may take a while; a server that is not ready by then needs a person. */
const PATIENCE_MS = 300_000;
const POLL_MS = 5;
/** How /proc says that a process has ended. */
const GONE = ['ENOENT', 'ESRCH'];

/** Marks the server with the process that started it; compared with its parent this tells an orphan. */
const STARTER = 'reserve_pool.starter';

/** What `postmaster.pid` says. */
interface LockFile {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** The lock file of a cluster; undefined when there is none, or none that can be read as one. */
const readLockFile = async (folder: string): Promise<LockFile | undefined> => {
  const text = await unless(['ENOENT'], readFile(join(folder, 'postmaster.pid'), 'utf8'));
  const lines = (text ?? '').split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
};

/**
 * The command line of process `pid` if it is the server of this cluster, run by its user; undefined for any
 * other process. Only such a process is ever sent a signal: a lock file left by a crash or copied from another
 * machine may name anybody's. (`/proc/<pid>/cwd` and `exe` would do too, but root may not read them of another
 * user's process in a container without CAP_SYS_PTRACE; the command line and the owner are open to all.)
 */
const serverCommandLine = async (
  pid: number,
  folder: string,
  user: ServerUser,
): Promise<string[] | undefined> => {
  const owner = await unless(GONE, stat(`/proc/${pid}`));
  const line = (await unless(GONE, readFile(`/proc/${pid}/cmdline`, 'utf8')))?.split('\0') ?? [];
  const isServer = basename(line[0] ?? '') === 'postgres' && line[line.indexOf('-D') + 1] === folder;
  return isServer && owner?.uid === user.uid ? line : undefined;
};

/** A running server of the cluster. */
export interface RunningServer extends LockFile {
  /** True when the process that started it has died, so that nobody will stop it. */
  readonly orphan: boolean;
}

/** The server that runs on the cluster now, ready or not; undefined when none does. */
export const findServer = async (folder: string, user: ServerUser): Promise<RunningServer | undefined> => {
  const lock = await readLockFile(folder);
  if (lock === undefined) return undefined;
  const line = await serverCommandLine(lock.pid, folder, user);
  if (line === undefined) return undefined;
  const starter = line.find((part) => part.startsWith(`${STARTER}=`))?.slice(STARTER.length + 1);
  return { ...lock, orphan: starter !== undefined && starter !== (await parentOf(lock.pid)) };
};

const parentOf = async (pid: number): Promise<string | undefined> => {
  const text = await unless(GONE, readFile(`/proc/${pid}/stat`, 'utf8'));
  // "pid (name) state parent ...": the name may hold spaces and parentheses.
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[1];
};

/** Waits for `look` to give something other than undefined. Errors: the given one after five minutes. */
const settle = async <T>(
  look: () => Promise<T | undefined>,
  late: () => EmbeddedPostgresError,
): Promise<T> => {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(POLL_MS);
  }
  throw late();
};

/** The cluster's server once it is ready, or `none` when it has gone. Errors: `START_FAILED` after five minutes. */
export const settledServer = (folder: string, user: ServerUser): Promise<RunningServer | 'none'> =>
  settle(
    async () => {
      const server = await findServer(folder, user);
      if (server === undefined) return 'none';
      return server.ready || server.orphan ? server : undefined;
    },
    () => startFailed(`${folder} is still recovering`),
  );

/** What `launchServer` needs. */
export interface Launch {
  readonly cluster: Cluster;
  readonly user: ServerUser;
  readonly binaries: Binaries;
  readonly port: number;
  readonly sharedBuffers: string;
  readonly logFile: string;
}

/** How a launch ended: a ready server, or the reason why there is none. */
export type LaunchResult =
  | { readonly outcome: 'ready'; readonly server: ChildProcess }
  | { readonly outcome: 'locked' | 'port taken' | 'failed'; readonly log: string };

/** Starts the server and waits until it accepts connections. Its messages go to the log file. */
export const launchServer = async (launch: Launch): Promise<LaunchResult> => {
  const { O_APPEND, O_CREAT, O_NOFOLLOW, O_WRONLY } = constants;
  const log = await open(launch.logFile, O_APPEND | O_CREAT | O_NOFOLLOW | O_WRONLY, 0o600);
  try {
    await log.chown(launch.user.uid, launch.user.gid);
    const { size } = await log.stat();
    const server = await spawnServer(launch, log.fd);
    const ready = await settle(
      async () => {
        if (hasEnded(server)) return false;
        const lock = await readLockFile(launch.cluster.folder);
        return lock?.pid === server.pid && lock?.ready === true ? true : undefined;
      },
      () => startFailed(`${launch.cluster.folder} is still recovering, see ${launch.logFile}`),
    );
    if (ready) return { outcome: 'ready', server };
    const words = await readFile(launch.logFile);
    // Whoever owns the running server may have cut the log meanwhile.
    return failure(words.subarray(words.length < size ? 0 : size).toString());
  } finally {
    await log.close();
  }
};

const hasEnded = (server: ChildProcess): boolean => server.exitCode !== null || server.signalCode !== null;

const failure = (log: string): LaunchResult => {
  // The first check is for the lock: the file is shared, and a rival's line about a taken port may stand in it.
  if (/postmaster\.pid" (already exists|is empty)|pre-existing shared memory/.test(log))
    return { outcome: 'locked', log };
  if (log.includes('could not create any TCP/IP sockets')) return { outcome: 'port taken', log };
  return { outcome: 'failed', log };
};

const spawnServer = async (
  { cluster, user, binaries, ...launch }: Launch,
  logFd: number,
): Promise<ChildProcess> => {
  const settings = {
    // A TCP port on the loopback with a password works alike for root and for an ordinary user, for every client
    // library's URL, and however deep the data folder lies (a socket path ends at 107 bytes).
    listen_addresses: '127.0.0.1',
    port: launch.port,
    unix_socket_directories: '',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    shared_buffers: launch.sharedBuffers,
    max_connections: 100,
    max_wal_size: '2GB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    [STARTER]: process.pid,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const stale = await strangerInLockFile(cluster.folder);
  const server = spawn(binaries.postgres, ['-D', cluster.folder, ...flags], {
    ...user,
    cwd: '/',
    stdio: ['ignore', logFd, logFd],
    // Its own session: Ctrl-C in the terminal reaches Node alone, which drains first and then stops the server.
    detached: true,
    // PostgreSQL respects any process of the same user that the lock file names. One named as its grandparent it
    // passes over, which is how pg_ctl gets by after a reboot; the check for server processes still attached to the
    // cluster's shared memory stays in force, where deleting the file would lose it.
    env: { ...serverEnvironment(), PG_GRANDPARENT_PID: String(stale ?? 0) },
  });
  await once(server, 'spawn').catch((cause: unknown) => {
    throw startFailed(String(cause), cause);
  });
  server.unref();
  return server;
};

/**
 * The process a lock file names if it is certainly not a server of this cluster. A server works in its cluster's
 * folder; one whose folder we may not read could be ours.
 */
const strangerInLockFile = async (folder: string): Promise<number | undefined> => {
  const lock = await readLockFile(folder);
  if (lock === undefined) return undefined;
  const name = await unless(GONE, readFile(`/proc/${lock.pid}/comm`, 'utf8'));
  if (name?.trim() !== 'postgres') return lock.pid;
  const place = await unless([...GONE, 'EACCES'], readlink(`/proc/${lock.pid}/cwd`));
  return place === undefined || place === folder ? undefined : lock.pid;
};

/** The error for a server that did not come up, with what it wrote. */
export const startFailed = (detail: string, cause?: unknown): EmbeddedPostgresError =>
  new EmbeddedPostgresError(
    'START_FAILED',
    {
      zh: `内置数据库未能启动：${detail.trim()}`,
      en: 'The embedded database did not start; its own words are above.',
    },
    { cause },
  );

/**
 * Stops a server this process started. Fast shutdown: open transactions are rolled back and a checkpoint is written,
 * so that the next start needs no recovery. Errors: `STOP_FAILED` after five minutes.
 */
export const stopServer = async (server: ChildProcess): Promise<void> => {
  server.kill('SIGINT');
  await settle(
    async () => hasEnded(server) || undefined,
    () => stopFailed(server.pid),
  );
};

/**
 * Stops a server whose starter has died, in the same way; does nothing when process `pid` is not the cluster's server.
 * Errors: `STOP_FAILED` after five minutes.
 */
export const stopOrphan = async (pid: number, folder: string, user: ServerUser): Promise<void> => {
  if ((await serverCommandLine(pid, folder, user)) === undefined) return;
  await unless(['ESRCH'], (async () => process.kill(pid, 'SIGINT'))());
  const hasGone = async (): Promise<true | undefined> =>
    (await serverCommandLine(pid, folder, user)) === undefined ? true : undefined;
  await settle(hasGone, () => stopFailed(pid));
};

const stopFailed = (pid: number | undefined): EmbeddedPostgresError =>
  new EmbeddedPostgresError('STOP_FAILED', {
    zh: `内置数据库（进程 ${pid}）仍在关闭中；数据安全，请勿强行结束。`,
    en: `The embedded database (process ${pid}) is still shutting down; the data is safe, let it finish.`,
  });

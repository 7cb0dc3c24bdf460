import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  lchown,
  lstat,
  mkdir,
  open,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresError, codeOf, unless } from './errors.js';
import { type ServerUser, currentUser, firstClosedFolder } from './server-user.js';
import { SYSTEM_FOLDER, ensureSystemFolder } from './system-folder.js';

const run = promisify(execFile);

/** The password lies inside the cluster, so that a copied or restored cluster brings it along. */
const PASSWORD_FILE = 'reserve_pool.password';

/** The server's superuser. */
export const SUPERUSER = 'postgres';

/** An initialised data folder of the server. */
export interface Cluster {
  /** Real path, without symbolic links. */
  readonly folder: string;
  readonly password: string;
}

/** What opening a cluster needs. */
export interface ClusterRequest {
  readonly dataDir: string;
  readonly user: ServerUser;
  readonly binaries: Binaries;
  readonly log: (line: string) => void;
}

/** Where the cluster of a data folder is found: a folder, or a link to the place it was moved to. */
export const clusterPath = (dataDir: string): string => join(dataDir, 'postgres');

/**
 * The cluster of `dataDir`, created when there is none. Where a parent of `dataDir` is closed to the server's
 * user, a new cluster is put under `SYSTEM_FOLDER` and `<dataDir>/postgres` is a link to it.
 * Errors: `DATA_DIR_CLOSED`, `DATA_DIR_NOT_A_CLUSTER`, `DATA_DIR_OTHER_MAJOR`, `START_FAILED`.
 */
export const openCluster = async (request: ClusterRequest): Promise<Cluster> => {
  const path = clusterPath(request.dataDir);
  const major = await orClosed(path, readPart(path, 'PG_VERSION'));
  if (major === undefined) await createCluster(request);
  const folder = await realpath(path);
  await checkMajor(folder, request.binaries.major);
  const closed = await firstClosedFolder(folder, request.user);
  if (closed !== undefined) throw closedTo(request.user, closed);
  const password = await orClosed(folder, readPart(folder, PASSWORD_FILE));
  if (password === undefined) throw notACluster(folder);
  return { folder, password };
};

const readPart = async (folder: string, name: string): Promise<string | undefined> =>
  (await unless(['ENOENT', 'ENOTDIR'], readFile(join(folder, name), 'utf8')))?.trim();

const checkMajor = async (folder: string, ours: string): Promise<void> => {
  const found = await readPart(folder, 'PG_VERSION');
  if (found === undefined) throw notACluster(folder);
  if (found === ours) return;
  throw new EmbeddedPostgresError('DATA_DIR_OTHER_MAJOR', {
    zh:
      `数据目录 ${folder} 属于 PostgreSQL ${found}，而本程序自带 PostgreSQL ${ours}，不能直接打开，数据未被改动。` +
      `请用原版本程序导出后在新目录导入，或用 DATABASE_URL 连接一个 PostgreSQL ${found} 服务器；` +
      '若不再需要，请移走该目录。',
    en:
      `The data folder ${folder} belongs to PostgreSQL ${found}, this program ships PostgreSQL ${ours}; it was left ` +
      'untouched. Export with the version that wrote it and import into a new folder, or run a PostgreSQL ' +
      `${found} server on it and set DATABASE_URL; if it is no longer needed, move it away.`,
  });
};

const createCluster = async ({ dataDir, user, binaries, log }: ClusterRequest): Promise<void> => {
  const path = clusterPath(dataDir);
  const dangling = await unless(['ENOENT'], lstat(path));
  if (dangling?.isSymbolicLink()) throw notACluster(path);
  const closed = await firstClosedFolder(dataDir, user);
  const name = randomBytes(6).toString('hex');
  const staging = closed === undefined ? join(dataDir, `postgres.new-${name}`) : join(SYSTEM_FOLDER, name);
  log(`正在初始化数据库 initialising the database: ${closed === undefined ? path : staging}`);
  if (closed !== undefined) await orClosed(SYSTEM_FOLDER, ensureSystemFolder());
  await orClosed(staging, initialise(staging, user, binaries));
  if (closed !== undefined) {
    log(
      `${closed} 对数据库用户（uid ${user.uid}）关闭，数据库放在 ${staging}，${path} 是指向它的链接。` +
        ` ${closed} is closed to the database user, so the database lies in ${staging}; ${path} is a link to it.`,
    );
  }
  // Of several processes that get here at once one publishes its cluster, the others drop theirs and use that one.
  const publish = closed === undefined ? rename(staging, path) : symlink(staging, path);
  const published = await unless(
    ['EEXIST', 'ENOTEMPTY', 'ENOTDIR'],
    publish.then(() => true),
  );
  if (!published) await rm(staging, { recursive: true, force: true });
  await syncFolder(dataDir);
};

const initialise = async (folder: string, user: ServerUser, { initdb }: Binaries): Promise<void> => {
  const passwordFile = `${folder}.password`;
  await mkdir(folder, { mode: 0o700 });
  try {
    await writeFile(passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    await lchown(folder, user.uid, user.gid);
    await lchown(passwordFile, user.uid, user.gid);
    // The builtin provider sorts by code point whatever C library the machine has, today and after an upgrade.
    const flags = ['--data-checksums', '--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'];
    const access = [`--username=${SUPERUSER}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    const options = { ...user, cwd: '/', env: serverEnvironment() };
    await run(initdb, [`--pgdata=${folder}`, '--no-instructions', ...flags, ...access], options);
    await rename(passwordFile, join(folder, PASSWORD_FILE));
  } catch (cause) {
    await rm(folder, { recursive: true, force: true });
    await rm(passwordFile, { force: true });
    if (codeOf(cause) === 'EACCES') throw cause;
    throw new EmbeddedPostgresError(
      'START_FAILED',
      { zh: `数据库初始化失败：${String(cause)}`, en: `initdb failed: ${String(cause)}` },
      { cause },
    );
  }
};

/** PG* variables and the language of the caller must not steer the server, whose messages we read. */
export const serverEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  LC_ALL: 'C.UTF-8',
  TZ: 'UTC',
});

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
};

/** Turns a permission error on `folder` into `DATA_DIR_CLOSED`. */
export const orClosed = async <T>(folder: string, attempt: Promise<T>): Promise<T> => {
  try {
    return await attempt;
  } catch (thrown) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(codeOf(thrown) ?? '')) throw thrown;
    throw closedTo(currentUser(), folder, thrown);
  }
};

const closedTo = (user: ServerUser, folder: string, cause?: unknown): EmbeddedPostgresError =>
  new EmbeddedPostgresError(
    'DATA_DIR_CLOSED',
    {
      zh:
        `用户（uid ${user.uid}）不能进入或写入 ${folder}。请开放该目录的权限，` +
        '以数据所属的用户启动，或用 DATA_DIR 另选目录。',
      en:
        `The user with uid ${user.uid} may not enter or write ${folder}. Open the folder to that user, ` +
        'start as the user who owns the data, or choose another DATA_DIR.',
    },
    { cause },
  );

const notACluster = (folder: string): EmbeddedPostgresError =>
  new EmbeddedPostgresError('DATA_DIR_NOT_A_CLUSTER', {
    zh: `${folder} 不是本程序建立的数据库目录（或链接指向的目录已不存在）。请恢复它，或移走后重新启动。`,
    en:
      `${folder} is not a database folder made by this program (or a link whose target is gone). ` +
      'Restore it, or move it away and start again.',
  });

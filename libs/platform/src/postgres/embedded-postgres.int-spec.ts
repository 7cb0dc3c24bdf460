import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  access,
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  readlink,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { platformPackage, prepareBinaries } from './binaries.js';
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './index.js';
import { keepLogShort } from './server-log.js';
import { type ServerUser, chooseServerUser, currentUser, firstClosedFolder } from './server-user.js';
import { SYSTEM_FOLDER } from './system-folder.js';

/** For tests that initialise a cluster, copy the programs or wait for a lock. */
const SLOW_MS = 20_000;

const run = promisify(execFile);
const project = join(import.meta.dirname, '../../../..');
const source = ['--conditions=source', '--import', join(project, 'test/support/run-source.mjs')];

const self = currentUser();
const nobody: ServerUser = { uid: 65_534, gid: 65_534 };
const isRoot = self.uid === 0;
const projectClosedTo = isRoot ? await firstClosedFolder(project, nobody) : '';
/** What only root can arrange: folders and processes of other users. */
const asRoot = isRoot ? it : it.skip;
/** Runs Node on the sources as another user, who must be able to read them. */
const asNobody = isRoot && projectClosedTo === undefined ? it : it.skip;

let scratch: string;
let template: string;
let server: ServerUser;
const opened: (() => Promise<unknown>)[] = [];

/** Remembers what to undo after the test, in reverse order, whatever its outcome. */
const afterwards = (undo: () => Promise<unknown>): void => void opened.push(undo);

const emptyFolder = async (owner: ServerUser = self, mode = 0o755): Promise<string> => {
  const folder = await mkdtemp(join(scratch, 'case-'));
  await chown(folder, owner.uid, owner.gid);
  await chmod(folder, mode);
  return folder;
};

/** A data folder whose cluster was stopped in order: a copy, which spares an initdb of its own. */
const stoppedFolder = async (): Promise<string> => {
  const folder = await emptyFolder();
  await run('cp', ['-a', `${template}/.`, folder]);
  return folder;
};

const start = async (
  dataDir: string,
  more: Omit<EmbeddedPostgresOptions, 'dataDir'> = {},
): Promise<EmbeddedPostgres> => {
  const database = await startEmbeddedPostgres({ dataDir, sharedBuffers: '32MB', ...more });
  afterwards(() => database.stop());
  return database;
};

const ask = async (url: string, question: string): Promise<unknown[][]> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query({ text: question, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
};

const remember = (url: string): Promise<unknown> => ask(url, 'CREATE TABLE kept AS SELECT 42 AS figure');
const recall = (url: string): Promise<unknown> => ask(url, 'SELECT figure FROM kept');

/** A running process; a zombie that nobody has reaped does not count. */
const alive = async (pid: number): Promise<boolean> =>
  /^State:\s+[^ZX]/m.test(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''));

/** Looks again and again, for five seconds at most. */
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let round = 0; round < 500; round += 1) {
    if (await holds()) return;
    await sleep(10);
  }
  throw new Error('Waited five seconds in vain');
};

interface Answer {
  readonly url: string;
  readonly pid: number;
  readonly code?: string;
  readonly message?: string;
}

const nodeProcess = (args: string[], user: ServerUser = self): ChildProcess => {
  const options = { ...user, cwd: '/', detached: true };
  const child = spawn(process.execPath, [...source, ...args], {
    ...options,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  afterwards(() => endOf(child));
  return child;
};

const answerOf = async (child: ChildProcess): Promise<Answer> => {
  if (child.stdout === null) throw new Error('The process has no output');
  const { value: line } = await createInterface(child.stdout)[Symbol.asyncIterator]().next();
  return JSON.parse(line ?? '{}') as Answer;
};

/** Starts the database in a Node process of its own, which stops it when its input ends. */
const holder = (dataDir: string, user?: ServerUser): ChildProcess =>
  nodeProcess([join(project, 'test/support/embedded-server.ts'), dataDir], user);

const endOf = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.stdin?.end();
  await once(child, 'exit');
};

beforeAll(async () => {
  // Not os.tmpdir(): TMPDIR may lie in a folder that is closed to the other users these tests need.
  scratch = await mkdtemp(isRoot ? '/tmp/reserve-pool-int-' : join(tmpdir(), 'reserve-pool-int-'));
  await chmod(scratch, 0o755);
  template = await emptyFolder();
  server = await chooseServerUser(join(template, 'postgres'));
  await (await startEmbeddedPostgres({ dataDir: template, sharedBuffers: '32MB' })).stop();
}, SLOW_MS);

afterEach(async () => {
  for (const undo of opened.splice(0).toReversed()) await undo();
}, SLOW_MS);

afterAll(() => rm(scratch, { recursive: true, force: true }));

describe('start and stop', () => {
  it('gives a durable, checksummed UTF-8 database sorted by code point', async () => {
    const { url } = await start(await stoppedFolder());
    const names = [
      'data_checksums',
      'fsync',
      'full_page_writes',
      'max_wal_size',
      'server_encoding',
      'synchronous_commit',
    ];
    const settings = names.map((name) => `current_setting('${name}')`).join();
    expect(await ask(url, `SELECT ${settings}`)).toEqual([['on', 'on', 'on', '2GB', 'UTF8', 'on']]);
    expect(await ask(url, "SELECT current_database()::text, 'Z' < 'a'")).toEqual([['reserve_pool', true]]);
  });

  it('lets nobody in without the password, and keeps it from other users', async () => {
    const folder = await stoppedFolder();
    const { url } = await start(folder);
    const wrong = new URL(url);
    wrong.password = 'guess';
    await expect(ask(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    expect(JSON.parse(await readFile(join(folder, 'connection.json'), 'utf8'))).toEqual({ url });
    expect((await stat(join(folder, 'connection.json'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'postgres'))).mode & 0o777).toBe(0o700);
  });

  it('starts a cluster that was stopped, on the same URL and without recovery', async () => {
    const folder = await stoppedFolder();
    const first = await start(folder);
    await remember(first.url);
    await first.stop();
    expect(await alive(first.pid)).toBe(false);
    await rm(join(folder, 'postgres.log'));
    const second = await start(folder);
    expect(second.url).toBe(first.url);
    expect(await recall(second.url)).toEqual([[42]]);
    const words = await readFile(join(folder, 'postgres.log'), 'utf8');
    expect(words).toContain('database system was shut down at');
    expect(words).not.toContain('recovery');
  });

  it('keeps its log short, what was there before beside it, and goes on writing', async () => {
    const folder = await stoppedFolder();
    const file = join(folder, 'postgres.log');
    const sizeOf = async (path: string): Promise<number> => (await stat(path)).size;
    await writeFile(file, 'old words\n'.repeat(2_000_000));
    const { url } = await start(folder);
    await until(async () => (await sizeOf(file)) < 10_000);
    expect((await readFile(`${file}.1`, 'utf8')).slice(0, 9)).toBe('old words');
    expect((await stat(`${file}.1`)).mode & 0o077).toBe(0);
    const complain = () => expect(ask(url, 'SELECT nonsense')).rejects.toThrow('nonsense');
    await complain();
    expect(await readFile(file, 'utf8')).toContain('nonsense');

    const leave = keepLogShort({ file, user: server }, () => undefined, { bytes: 300, everyMs: 5 });
    for (let count = 0; count < 10; count += 1) await complain();
    await until(async () => (await sizeOf(file)) <= 300);
    expect(await readFile(`${file}.1`, 'utf8')).toContain('nonsense');
    await complain();
    await until(async () => (await sizeOf(file)) <= 300);
    leave();
    await complain();
    await complain();
    await sleep(50);
    expect(await sizeOf(file)).toBeGreaterThan(150);
  });

  it('goes down with a process that ends without stopping it', async () => {
    const folder = await stoppedFolder();
    const launcher = join(import.meta.dirname, 'index.ts');
    const script = `
      const { startEmbeddedPostgres } = await import(${JSON.stringify(launcher)});
      const { pid } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(folder)} });
      process.stdout.write(JSON.stringify({ pid }) + '\\n');
      process.exit(1);`;
    const child = nodeProcess(['--input-type=module', '--eval', script]);
    const { pid } = await answerOf(child);
    expect(pid).toBeGreaterThan(0);
    await until(async () => !(await alive(pid)));
  });
});

describe('folders closed to the database user', () => {
  asRoot(
    'moves a new cluster to a place that is open, and finds it again',
    async () => {
      const dataDir = join(await emptyFolder(self, 0o700), 'data');
      const lines: string[] = [];
      const first = await start(dataDir, { log: (line) => void lines.push(line) });
      const place = await readlink(join(dataDir, 'postgres'));
      afterwards(() => rm(place, { recursive: true }));
      expect(place.startsWith(`${SYSTEM_FOLDER}/`)).toBe(true);
      expect(lines.join('\n')).toContain(place);
      await remember(first.url);
      await first.stop();
      const second = await start(dataDir);
      expect(await recall(second.url)).toEqual([[42]]);
      await second.stop();
    },
    SLOW_MS,
  );

  asRoot('names the folder that was closed after the cluster was made, and moves nothing', async () => {
    const parent = await emptyFolder();
    const dataDir = join(parent, 'data');
    await run('cp', ['-a', template, dataDir]);
    await chmod(parent, 0o700);
    const refusal = { code: 'DATA_DIR_CLOSED', message: expect.stringContaining(`${parent}。`) };
    await expect(start(dataDir)).rejects.toMatchObject(refusal);
    expect((await lstat(join(dataDir, 'postgres'))).isDirectory()).toBe(true);
  });

  asNobody('tells an ordinary user which folder they may not write', async () => {
    const folder = await emptyFolder();
    const answer = await answerOf(holder(join(folder, 'data'), nobody));
    expect(answer).toMatchObject({ code: 'DATA_DIR_CLOSED', message: expect.stringContaining(folder) });
  });

  asNobody(
    'runs as the ordinary user who starts it, and still as that user when root starts it',
    async () => {
      const folder = await emptyFolder(nobody, 0o700);
      const child = holder(folder, nobody);
      const first = await answerOf(child);
      await remember(first.url);
      expect((await stat(`/proc/${first.pid}`)).uid).toBe(nobody.uid);
      await endOf(child);
      const byRoot = await start(folder);
      expect((await stat(`/proc/${byRoot.pid}`)).uid).toBe(nobody.uid);
      await byRoot.stop();
      const again = await answerOf(holder(folder, nobody));
      expect(await recall(again.url)).toEqual([[42]]);
    },
    SLOW_MS,
  );
});

describe('programs', () => {
  const copyOfPackage = async (folder: string): Promise<string> => {
    const copy = join(folder, 'package');
    await run('cp', ['-a', platformPackage(), copy]);
    return copy;
  };

  const removeLinks = async (copy: string): Promise<void> => {
    const links = JSON.parse(await readFile(join(copy, 'native/pg-symlinks.json'), 'utf8')) as {
      target: string;
    }[];
    expect(links.length).toBeGreaterThan(0);
    await Promise.all(links.map(({ target }) => rm(join(copy, target))));
  };

  it(
    'restores the library links that npm ci --ignore-scripts leaves out',
    async () => {
      const copy = await copyOfPackage(await emptyFolder());
      await removeLinks(copy);
      await expect(run(join(copy, 'native/bin/postgres'), ['--version'])).rejects.toThrow(
        'cannot open shared object',
      );
      const { postgres, major } = await prepareBinaries(copy, server);
      const { stdout } = await run(postgres, ['--version'], { ...server, cwd: '/' });
      expect(stdout).toContain(`(PostgreSQL) ${major}.`);
    },
    SLOW_MS,
  );

  asNobody('tells a user who may not restore them what to run', async () => {
    const copy = await copyOfPackage(await emptyFolder());
    await removeLinks(copy);
    const script = `
      const { prepareBinaries } = await import(${JSON.stringify(join(import.meta.dirname, 'binaries.ts'))});
      const answer = await prepareBinaries(${JSON.stringify(copy)}, ${JSON.stringify(nobody)}).catch((error) => error);
      process.stdout.write(JSON.stringify({ code: answer.code, message: answer.message }) + '\\n');`;
    const answer = await answerOf(nodeProcess(['--input-type=module', '--eval', script], nobody));
    const advice = expect.stringContaining('node scripts/hydrate-symlinks.js');
    expect(answer).toMatchObject({ code: 'BINARIES_MISSING', message: advice });
  });

  asRoot(
    'copies them once to a place that is open when the project is closed to the database user',
    async () => {
      const copy = await copyOfPackage(await emptyFolder(self, 0o700));
      await run('chmod', ['-R', 'go-rwx', copy]);
      const version = `0.0.0-${randomBytes(6).toString('hex')}`;
      await writeFile(join(copy, 'package.json'), JSON.stringify({ version }));
      const place = join(SYSTEM_FOLDER, `postgresql-${version}`);
      afterwards(() => rm(place, { recursive: true, force: true }));
      const [{ initdb }] = await Promise.all([prepareBinaries(copy, server), prepareBinaries(copy, server)]);
      expect(initdb).toBe(join(place, 'bin/initdb'));
      const { stdout } = await run(initdb, ['--version'], { ...server, cwd: '/' });
      expect(stdout).toContain('(PostgreSQL)');
      expect((await readdir(SYSTEM_FOLDER)).filter((name) => name.includes(version))).toEqual([
        `postgresql-${version}`,
      ]);
    },
  );
});

describe('after a crash', () => {
  it(
    'replaces the server of a killed Node process, on the same URL with its data',
    async () => {
      const folder = await stoppedFolder();
      const child = holder(folder);
      const orphan = await answerOf(child);
      await remember(orphan.url);
      // The whole process group, as a terminal would: the server must stand outside it.
      process.kill(-Number(child.pid), 'SIGKILL');
      await once(child, 'exit');
      expect(await recall(orphan.url)).toEqual([[42]]);
      const heir = await start(folder);
      expect(heir.pid).not.toBe(orphan.pid);
      expect(await alive(orphan.pid)).toBe(false);
      expect(heir.url).toBe(orphan.url);
      expect(await recall(heir.url)).toEqual([[42]]);
    },
    SLOW_MS,
  );

  it('recovers what a killed server had committed, once its last process has let go', async () => {
    const folder = await stoppedFolder();
    const first = await start(folder);
    await remember(first.url);
    const client = new pg.Client({
      connectionString: first.url,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
    });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const backend = Number(rows[0]?.pid);
    process.kill(backend, 'SIGSTOP');
    process.kill(first.pid, 'SIGKILL');
    const resumed = sleep(400).then(() => process.kill(backend, 'SIGCONT'));
    const second = await start(folder);
    await resumed;
    expect(await recall(second.url)).toEqual([[42]]);
  });

  it('passes over a lock file that names a process of something else, and leaves that process alone', async () => {
    const folder = await stoppedFolder();
    const bystander = spawn('sleep', ['60'], { ...server, cwd: '/' });
    afterwards(async () => bystander.kill('SIGKILL'));
    await once(bystander, 'spawn');
    const lock = join(folder, 'postgres/postmaster.pid');
    const stale = [
      bystander.pid,
      await realpath(join(folder, 'postgres')),
      1,
      20_001,
      '',
      '127.0.0.1',
      '1 1',
      'ready',
      '',
    ];
    await writeFile(lock, stale.join('\n'));
    await chown(lock, server.uid, server.gid);
    const database = await start(folder);
    expect(await ask(database.url, 'SELECT 1')).toEqual([[1]]);
    await database.stop();
    expect(await alive(Number(bystander.pid))).toBe(true);
  });

  it(
    'refuses a cluster that a server started by other means is using, and leaves that server alone',
    async () => {
      const folder = await stoppedFolder();
      const { postgres } = await prepareBinaries(platformPackage(), server);
      const settings = [
        '-c',
        'listen_addresses=',
        '-c',
        `unix_socket_directories=${join(folder, 'postgres')}`,
      ];
      const other = spawn(postgres, ['-D', 'postgres', ...settings], {
        ...server,
        cwd: folder,
        stdio: 'ignore',
      });
      afterwards(async () => {
        other.kill('SIGINT');
        await once(other, 'exit');
      });
      const lock = join(folder, 'postgres/postmaster.pid');
      await until(async () => (await readFile(lock, 'utf8').catch(() => '')).includes('ready'));
      // Its lock must hold, not only the second line of defence, the shared memory.
      const refusal = {
        code: 'DATA_DIR_IN_USE',
        message: expect.stringContaining('postmaster.pid" already exists'),
      };
      await expect(start(folder, { lockPatienceMs: 300 })).rejects.toMatchObject(refusal);
      expect(await alive(Number(other.pid))).toBe(true);
    },
    SLOW_MS,
  );
});

describe('ports', () => {
  it('takes another port when the last one is taken', async () => {
    const folder = await stoppedFolder();
    const first = await start(folder);
    await first.stop();
    const port = Number(new URL(first.url).port);
    const squatter = createServer().listen(port, '127.0.0.1');
    await once(squatter, 'listening');
    afterwards(async () => squatter.close());
    const second = await start(folder);
    expect(await ask(second.url, 'SELECT 1')).toEqual([[1]]);
    expect(Number(new URL(second.url).port)).not.toBe(port);
    expect(Number(new URL(second.url).port)).toBeLessThan(32_768);
  });
});

describe('folders that are not ours to open', () => {
  it('names both versions of a cluster of another major, and leaves it untouched', async () => {
    const folder = await stoppedFolder();
    await writeFile(join(folder, 'postgres/PG_VERSION'), '15\n');
    const refusal = {
      code: 'DATA_DIR_OTHER_MAJOR',
      message: expect.stringMatching(/PostgreSQL 15.*PostgreSQL 18/),
    };
    await expect(start(folder)).rejects.toMatchObject(refusal);
    await expect(access(join(folder, 'postgres.log'))).resolves.toBeUndefined();
  });

  it(
    'does not initialise over files of something else',
    async () => {
      const folder = await emptyFolder();
      await mkdir(join(folder, 'postgres'));
      await writeFile(join(folder, 'postgres/letter.txt'), 'dear');
      await expect(start(folder)).rejects.toMatchObject({ code: 'DATA_DIR_NOT_A_CLUSTER' });
      expect(await readdir(folder)).toEqual(['postgres']);
    },
    SLOW_MS,
  );

  it('does not begin an empty database where a moved one has been lost', async () => {
    const folder = await emptyFolder();
    await symlink(join(scratch, 'lost'), join(folder, 'postgres'));
    await expect(start(folder)).rejects.toMatchObject({ code: 'DATA_DIR_NOT_A_CLUSTER' });
  });
});

describe('two processes at once', () => {
  it(
    'share one new server, which lives as long as the process that started it',
    async () => {
      const folder = await emptyFolder();
      const children = [holder(folder), holder(folder)];
      const answers = await Promise.all(children.map(answerOf));
      expect(answers[0]?.pid).toBeGreaterThan(0);
      expect(answers[1]).toEqual(answers[0]);
      expect((await readdir(folder)).toSorted()).toEqual(['connection.json', 'postgres', 'postgres.log']);
      const { pid = 0, url = '' } = answers[0] ?? {};
      const parent = /^PPid:\t(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
      const [starter, joiner] = Number(parent) === children[0]?.pid ? children : children.toReversed();
      if (starter === undefined || joiner === undefined) throw new Error('unreachable');
      await endOf(joiner);
      expect(await ask(url, 'SELECT 1')).toEqual([[1]]);
      await endOf(starter);
      expect(await alive(pid)).toBe(false);
    },
    SLOW_MS,
  );

  it(
    'never fail because the server they were about to share is being stopped',
    async () => {
      const folder = await stoppedFolder();
      for (let round = 0; round < 3; round += 1) {
        const owner = await start(folder);
        const delays = Array.from({ length: 16 }, (_, index) => index * 2);
        const joiners = delays.map((delay) => sleep(delay).then(() => start(folder)));
        const [joined] = await Promise.all([Promise.all(joiners), sleep(20).then(() => owner.stop())]);
        await Promise.all(joined.map((database) => database.stop()));
      }
    },
    SLOW_MS,
  );
});

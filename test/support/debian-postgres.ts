import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { appendFile, chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './built.js';
import { inDatabase } from './ledger-books.js';

const run = promisify(execFile);
const BINARIES = '/usr/lib/postgresql/15/bin';
const PATIENCE_MS = 30_000;

/** Whom servers run as: they refuse to be root. */
const serverUser = (): { readonly uid: number; readonly gid: number } => {
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  if (uid !== 0) return { uid, gid };
  const idOf = (kind: string): number => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
};

/** Whether what these tests need is installed; says so loudly where it is not. */
export const installed = (what: string, ...files: readonly string[]): boolean => {
  const missing = [join(BINARIES, 'pg_basebackup'), ...files].filter((file) => !existsSync(file));
  for (const file of missing)
    process.stderr.write(`SKIPPED: ${what}: ${file} is missing (apt-get install postgresql-15 pgbouncer)\n`);
  return missing.length === 0;
};

/** A folder for servers, which may write there. */
export const serverFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'reserve-pool-servers-'));
  const { uid, gid } = serverUser();
  await chown(folder, uid, gid);
  await chmod(folder, 0o755);
  return folder;
};

/** Starts a server program as the user servers run as. */
export const spawnServer = (program: string, args: readonly string[]): ChildProcess =>
  spawn(program, [...args], { ...serverUser(), cwd: '/', stdio: 'ignore', env: { LC_ALL: 'C.UTF-8' } });

const tool = (name: string, args: readonly string[]): Promise<unknown> =>
  run(join(BINARIES, name), [...args], { ...serverUser(), cwd: '/', env: { LC_ALL: 'C.UTF-8' } });

export type Settings = Readonly<Record<string, string>>;

/** A PostgreSQL 15 of Debian, as durable as in production: what a bureau runs itself, with its tools. */
export class DebianPostgres {
  #process: ChildProcess | undefined;

  private constructor(
    readonly folder: string,
    readonly port: number,
  ) {}

  /** A new server in a folder of its own, started, with an empty database `reserve_pool`. */
  static async start(
    folder: string,
    settings: Settings = {},
    initdb: readonly string[] = [],
  ): Promise<DebianPostgres> {
    const own = join(folder, `data-${randomBytes(4).toString('hex')}`);
    await tool('initdb', ['-D', own, '-U', 'postgres', '-A', 'trust', '--locale=C.UTF-8', ...initdb]);
    await configure(own, { fsync: 'on', max_wal_senders: '10', wal_keep_size: '256MB', ...settings });
    const server = new DebianPostgres(own, await freePort());
    await server.start();
    await server.ask('CREATE DATABASE reserve_pool', 'postgres');
    return server;
  }

  /** A server from a base backup, or a copy of one. */
  static async over(folder: string, settings: Settings = {}): Promise<DebianPostgres> {
    await configure(folder, settings);
    const server = new DebianPostgres(folder, await freePort());
    await server.start();
    return server;
  }

  get url(): string {
    return this.urlOf('reserve_pool');
  }

  urlOf(database: string, login = 'postgres'): string {
    return `postgres://${login}@127.0.0.1:${this.port}/${database}`;
  }

  /** Runs a statement as the superuser. */
  ask<T extends object>(statement: string, database = 'reserve_pool'): Promise<readonly T[]> {
    return inDatabase(this.urlOf(database), async (client) => (await client.query<T>(statement)).rows);
  }

  /** Changes a setting of the running server. */
  async set(name: string, value: string): Promise<void> {
    await this.ask(`ALTER SYSTEM SET ${name} = '${value}'`, 'postgres');
    await this.ask('SELECT pg_reload_conf()', 'postgres');
  }

  get running(): boolean {
    return (
      this.#process !== undefined && this.#process.exitCode === null && this.#process.signalCode === null
    );
  }

  /** Starts the server; answers when it takes connections. Errors: it ended instead. */
  async start(): Promise<void> {
    const listening = ['-p', String(this.port), '-c', 'listen_addresses=127.0.0.1', '-k', this.folder];
    this.#process = spawnServer(join(BINARIES, 'postgres'), ['-D', this.folder, ...listening]);
    for (const deadline = Date.now() + PATIENCE_MS; !(await this.#answers());) {
      if (!this.running || Date.now() > deadline) {
        await this.kill();
        throw new Error(`${this.folder}: the server does not start`);
      }
      await sleep(20);
    }
  }

  /** `kill -9` of the server; its children go with it, in the midst of what they do. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGINT');
  }

  /** A standby made by base backup that follows this server; answers when it streams. */
  async standby(settings: Settings = {}): Promise<DebianPostgres> {
    const folder = join(dirname(this.folder), `data-${randomBytes(4).toString('hex')}`);
    await this.backUp(folder, ['-R']);
    const standby = await DebianPostgres.over(folder, settings);
    const streaming = `SELECT 1 FROM pg_stat_replication WHERE state = 'streaming'`;
    while ((await this.ask(streaming)).length === 0) await sleep(20);
    return standby;
  }

  /** A base backup with the WAL it needs. */
  async backUp(folder: string, more: readonly string[] = []): Promise<void> {
    await tool('pg_basebackup', [
      '-D',
      folder,
      '-d',
      this.urlOf('postgres'),
      '-X',
      'stream',
      '-c',
      'fast',
      ...more,
    ]);
  }

  async promote(): Promise<void> {
    await tool('pg_ctl', ['promote', '-w', '-D', this.folder]);
  }

  async #answers(): Promise<boolean> {
    return this.ask('SELECT 1', 'postgres').then(
      () => true,
      () => false,
    );
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (child === undefined || !this.running) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}

/** Later settings win over earlier ones. */
const configure = (folder: string, settings: Settings): Promise<void> => {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
  return appendFile(join(folder, 'postgresql.conf'), lines.join(''));
};

/** A small disk of its own for a server's folder; only root may mount one. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  static async mount(megabytes: number): Promise<SmallDisk> {
    const folder = await mkdtemp(join(tmpdir(), 'reserve-pool-disk-'));
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
    const { uid, gid } = serverUser();
    await mkdir(join(folder, 'servers'));
    await chown(join(folder, 'servers'), uid, gid);
    await chmod(folder, 0o755);
    return new SmallDisk(folder);
  }

  /** Somebody else's file takes all the room there is. */
  async fill(): Promise<void> {
    await run('dd', ['if=/dev/zero', `of=${join(this.folder, 'ballast')}`, 'bs=64k']).catch(() => undefined);
  }

  async clear(): Promise<void> {
    await rm(join(this.folder, 'ballast'), { force: true });
  }

  async unmount(): Promise<void> {
    await run('umount', ['-l', this.folder]);
    await rm(this.folder, { recursive: true });
  }
}

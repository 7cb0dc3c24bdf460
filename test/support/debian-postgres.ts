import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './built.js';

const BIN = '/usr/lib/postgresql/15/bin';

/** Whether Debian's PostgreSQL 15 is installed; says on stderr that its tests are skipped where it is not. */
export const hasPostgres15 = existsSync(join(BIN, 'postgres'));
if (!hasPostgres15)
  process.stderr.write('SKIPPED: PostgreSQL 15, because the package postgresql-15 is not installed\n');

const idOf = (flag: '-u' | '-g'): number => Number(spawnSync('id', [flag, 'postgres']).stdout.toString());

/** A server of the oldest PostgreSQL we promise to run on, in a folder of its own, under the user the package made. */
export class DebianPostgres {
  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private readonly server: ChildProcess,
  ) {}

  static async start(): Promise<DebianPostgres> {
    const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
    const folder = await mkdtemp('/tmp/reserve-pool-debian-');
    if (user.uid !== undefined) await chown(folder, user.uid, user.gid);
    const data = join(folder, 'data');
    const made = spawnSync(
      join(BIN, 'initdb'),
      ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8'],
      user,
    );
    if (made.status !== 0) throw new Error(`initdb: ${made.stderr.toString()}`);
    const port = await freePort();
    const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: folder };
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const server = spawn(join(BIN, 'postgres'), ['-D', data, ...args], { ...user, stdio: 'ignore' });
    while (!(await answers(port))) {
      if (server.exitCode !== null) throw new Error(`PostgreSQL 15 ended with ${server.exitCode}`);
      await sleep(50);
    }
    return new DebianPostgres(folder, port, server);
  }

  get url(): string {
    return `postgres://postgres@127.0.0.1:${this.port}/postgres`;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.server.once('exit', resolve));
    this.server.kill('SIGINT');
    await ended;
    await rm(this.folder, { recursive: true });
  }
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createConnection(port, '127.0.0.1', () => resolve(true));
    probe.on('error', () => resolve(false)).on('connect', () => probe.destroy());
  });

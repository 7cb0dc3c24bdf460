import { chmod, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#libs/platform';

/** A PostgreSQL of its own, as durable as in production, that a test may kill and start again on the same port. */
export class MortalPostgres {
  private constructor(
    private readonly dataDir: string,
    private server: EmbeddedPostgres,
  ) {}

  static async start(): Promise<MortalPostgres> {
    const dataDir = await mkdtemp(join(tmpdir(), 'reserve-pool-mortal-'));
    await chmod(dataDir, 0o755);
    return new MortalPostgres(dataDir, await startIn(dataDir));
  }

  get url(): string {
    return this.server.url;
  }

  /**
   * `kill -9` of the server and of every process of its own, so that nothing gets to write what memory still
   * holds.
   */
  async kill(): Promise<void> {
    const { pid } = this.server;
    for (const victim of [pid, ...(await childrenOf(pid))]) signal(victim);
  }

  async start(): Promise<void> {
    const { url } = this.server;
    this.server = await startIn(this.dataDir);
    if (this.server.url !== url) throw new Error('PostgreSQL came back at another port');
  }

  async remove(): Promise<void> {
    await this.server.stop();
    await rm(await realpath(join(this.dataDir, 'postgres')), { recursive: true });
    await rm(this.dataDir, { recursive: true });
  }
}

const startIn = (dataDir: string): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({ dataDir, sharedBuffers: '32MB' });

const parentOf = async (pid: string): Promise<string | undefined> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // "pid (name) state parent ...": the name may hold spaces and parentheses.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
};

const childrenOf = async (pid: number): Promise<readonly number[]> => {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const parents = await Promise.all(all.map(parentOf));
  return all.filter((_, index) => parents[index] === String(pid)).map(Number);
};

const signal = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

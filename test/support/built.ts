import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { Offices } from './client.js';

const ROOT = join(import.meta.dirname, '../..');
const PASSWORD = 'test-password-1';
/** A service that is not ready by then never will be; telling the demo city takes a tenth of it. */
const START_WITHIN_MS = 100_000;

/** A change to one built file, for a control that must go red. */
export interface Sabotage {
  /** Path in `dist`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** What a run of the command line came to. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Environment = Readonly<Record<string, string>>;

/** A copy of the built program in a folder of its own: what happens to `dist` meanwhile does not matter. */
export class Build {
  private constructor(private readonly folder: string) {}

  static async copy(sabotage: readonly Sabotage[] = []): Promise<Build> {
    const folder = await mkdtemp(join(tmpdir(), 'reserve-pool-build-'));
    // Node's own way of copying a folder takes a second of processor time for these 2,000 files.
    const parts = ['dist', 'package.json'].map((part) => join(ROOT, part));
    await promisify(execFile)('cp', ['-R', ...parts, folder]);
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    for (const one of sabotage) await damage(join(folder, 'dist', one.file), one);
    return new Build(folder);
  }

  /** The file of the command line. */
  get program(): string {
    return join(this.folder, 'dist/apps/inspect/src/main.js');
  }

  spawn(
    args: readonly string[],
    environment: Environment,
    stdin: 'ignore' | 'pipe' = 'ignore',
  ): ChildProcess {
    return spawn(process.execPath, [this.program, ...args], {
      cwd: this.folder,
      env: { PATH: process.env['PATH'], DATA_DIR: join(this.folder, 'data'), ...environment },
      stdio: [stdin, 'pipe', 'pipe'],
    });
  }

  /** One verb of the command line, from start to end; `typed` is what it reads. */
  async run(args: readonly string[], environment: Environment = {}, typed?: string): Promise<Run> {
    const child = this.spawn(args, environment, typed === undefined ? 'ignore' : 'pipe');
    child.stdin?.end(typed);
    const [[code], stdout, stderr] = await Promise.all([
      once(child, 'exit') as Promise<[number | null]>,
      child.stdout ? text(child.stdout) : '',
      child.stderr ? text(child.stderr) : '',
    ]);
    return { code, stdout, stderr };
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}

const damage = async (path: string, { from, to }: Sabotage): Promise<void> => {
  const whole = await readFile(path, 'utf8');
  if (whole.split(from).length !== 2) throw new Error(`${path} does not hold exactly once: ${from}`);
  await writeFile(
    path,
    whole.replace(from, () => to),
  );
};

/** A free port below the range from which outgoing connections take theirs, so that a restart finds it free again. */
export const freePort = async (): Promise<number> => {
  const port = randomInt(20_000, 32_768);
  const probe = createServer().listen(port, '127.0.0.1');
  const free = await once(probe, 'listening').then(
    () => true,
    () => false,
  );
  probe.close();
  return free ? port : freePort();
};

/**
 * The service as a process of its own, with the demo city, which can be killed and started again at the same
 * door.
 */
export class ServiceProcess {
  private child: ChildProcess | undefined;
  private said = '';

  private constructor(
    private readonly build: Build,
    private readonly environment: Environment,
    private readonly port: number,
  ) {}

  static async start(
    build: Build,
    databaseUrl: string,
    environment: Environment = {},
  ): Promise<ServiceProcess> {
    const settings = { DATABASE_URL: databaseUrl, ...environment };
    const service = new ServiceProcess(build, settings, await freePort());
    await service.start();
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Bytes of memory it has had at most since its start, or since it was last asked to reckon from now on (Linux). */
  async memory({ fromNow = false } = {}): Promise<number> {
    if (fromNow) await writeFile(`/proc/${this.child?.pid}/clear_refs`, '5');
    const status = await readFile(`/proc/${this.child?.pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
  }

  /** What it has logged since its last start; only errors are. */
  get words(): string {
    return this.said;
  }

  get offices(): Offices {
    return new Offices(this.url, PASSWORD);
  }

  /** Answers when requests are served. */
  async start(): Promise<void> {
    const child = this.build.spawn(['serve'], {
      ...this.environment,
      PORT: String(this.port),
      DEMO: '1',
      DEMO_PASSWORD: PASSWORD,
      LOG_LEVEL: 'error',
    });
    this.child = child;
    this.said = '';
    const ended = once(child, 'exit');
    const ready = new Promise<void>((resolve) => {
      const hear = (chunk: Buffer): void => {
        this.said += chunk.toString();
        if (this.said.includes(`ready: ${this.url}`)) resolve();
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
    });
    const patience = setTimeout(() => child.kill('SIGKILL'), START_WITHIN_MS);
    await Promise.race([ready, ended]);
    clearTimeout(patience);
    if (hasEnded(child))
      throw new Error(`The service ended with ${child.signalCode ?? child.exitCode}: ${this.said}`);
  }

  /** `kill -9`. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  /** SIGTERM: what was accepted is finished. */
  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!child || hasEnded(child)) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

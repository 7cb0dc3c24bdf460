import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type Build } from './built.js';

/** `reserve-pool witness` as a process of its own, which can be stopped and started again with what it has kept. */
export class WitnessProcess {
  private said = '';
  private child: ChildProcess | undefined;

  private constructor(
    private readonly build: Build,
    private readonly folder: string,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  static async start(build: Build, logKey: string): Promise<WitnessProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'reserve-pool-witness-'));
    const settings = { DATA_DIR: folder, WITNESS_LOGS: logKey, PORT: String(await freePort()) };
    const witness = new WitnessProcess(build, folder, settings);
    await witness.start();
    return witness;
  }

  /** As `WITNESSES` wants it. */
  get address(): string {
    return `${/key: (\S+)/.exec(this.said)?.[1]}@http://127.0.0.1:${this.settings['PORT']}`;
  }

  async start(): Promise<void> {
    const child = this.build.spawn(['witness'], this.settings);
    this.child = child;
    this.said = '';
    const ended = once(child, 'exit');
    const ready = new Promise<void>((resolve) => {
      child.stdout?.on('data', (chunk: Buffer) => {
        this.said += chunk.toString();
        if ((this.said.match(/key: \S+\n/g) ?? []).length === 2) resolve();
      });
    });
    await Promise.race([ready, ended]);
    if (child.exitCode !== null) throw new Error(`The witness ended with code ${child.exitCode}`);
  }

  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async remove(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true });
  }
}

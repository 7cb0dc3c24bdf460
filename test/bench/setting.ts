import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { must } from '#kernel';
import { LEDGER_SCHEMA } from '#libs/event-store';
import { startEmbeddedPostgres } from '#libs/platform';

const repository = join(import.meta.dirname, '../..');

/** A database of its own on the one server of the run, with the log's tables. */
export interface BenchDatabase {
  readonly url: string;
  /** Runs statements as its owner. */
  run(statements: readonly string[]): Promise<void>;
}

export interface BenchServer {
  /** Version and the settings that decide what a commit costs. */
  readonly words: string;
  database(name: string): Promise<BenchDatabase>;
  stop(): Promise<void>;
}

const ask = async (url: string, statements: readonly string[]): Promise<readonly (readonly unknown[])[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const rows: unknown[][] = [];
    for (const text of statements)
      rows.push(...(await client.query<unknown[]>({ text, rowMode: 'array' })).rows);
    return rows;
  } finally {
    await client.end();
  }
};

const SETTINGS = ['server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers'];

/**
 * Starts the embedded server as the product would, in a folder that goes with it. Errors: durability switched
 * off.
 */
export const startServer = async (): Promise<BenchServer> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'reserve-pool-bench-'));
  await chmod(dataDir, 0o755);
  const server = await startEmbeddedPostgres({ dataDir });
  const wordOf = (name: string, value: string | undefined): string =>
    name === 'server_version' ? String(value) : `${name}=${value}`;
  const values = (
    await ask(
      server.url,
      SETTINGS.map((name) => `SHOW ${name}`),
    )
  ).flat();
  const settings = Object.fromEntries(SETTINGS.map((name, index) => [name, String(values[index])]));
  if (settings['fsync'] !== 'on' || settings['synchronous_commit'] !== 'on')
    throw new Error('a commit here is not durable');
  return {
    words: `PostgreSQL ${SETTINGS.map((name) => wordOf(name, settings[name])).join(', ')}`,
    database: async (name) => {
      await ask(server.url, [`CREATE DATABASE ${name}`]);
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      await ask(url.href, LEDGER_SCHEMA);
      return { url: url.href, run: async (statements) => void (await ask(url.href, statements)) };
    },
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true });
    },
  };
};

/** A service that fills its demo city on a busy machine takes a while. */
const START_MS = 60_000;

export interface Child {
  readonly url: string;
  stop(): Promise<void>;
}

/** Runs a TypeScript file as a process of its own until it says where it serves. */
export const startChild = async (
  file: string,
  {
    args = [],
    env = {},
  }: { readonly args?: readonly string[]; readonly env?: Readonly<Record<string, string>> },
): Promise<Child> => {
  const source = ['--conditions=source', '--import', join(repository, 'test/support/run-source.mjs')];
  const child = spawn(process.execPath, [...source, join(repository, file), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const endWithUs = (): void => void child.kill();
  process.once('exit', endWithUs);
  const lines = createInterface({ input: must(child.stdout, 'standard output of a child') });
  const url = await new Promise<string>((resolve, reject) => {
    setTimeout(() => reject(new Error(`${file} does not start`)), START_MS).unref();
    lines.on('line', (line) => {
      const found = /ready: (http:\S+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
  });
  return {
    url,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      process.off('exit', endWithUs);
    },
  };
};

import { once } from 'node:events';
import { realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../libs/platform/src/postgres/index.js';

/**
 * A process that holds an embedded server: starts it in the folder of its first argument, says `{ url, pid }` or
 * `{ code, message }` in one line of JSON, and stops it when its standard input ends, so that it never outlives
 * whoever started it. With `--temporary` it then deletes the folder.
 */
const [dataDir = '', ...flags] = process.argv.slice(2);

const holdServer = async (): Promise<void> => {
  const server = await startEmbeddedPostgres({ dataDir, sharedBuffers: '32MB' });
  process.stdout.write(`${JSON.stringify({ url: server.url, pid: server.pid })}\n`);
  await once(process.stdin.resume(), 'end');
  await server.stop();
  if (!flags.includes('--temporary')) return;
  await rm(await realpath(join(dataDir, 'postgres')), { recursive: true });
  await rm(dataDir, { recursive: true });
};

holdServer().catch((thrown: unknown) => {
  const { code, message } = thrown as { code?: string; message?: string };
  process.stdout.write(`${JSON.stringify({ code, message })}\n`);
  process.exitCode = 1;
});

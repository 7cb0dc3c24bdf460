import { spawn, spawnSync } from 'node:child_process';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * Tests that run the program as a process run what is built; once for all of them, for a build takes the place of
 * `dist`. Jest asks once for all projects and names any one of them, so all of them have it built.
 */
const build = (rootDir) => {
  const script = join(rootDir, '.ci/build-if-stale.mjs');
  const { status } = spawnSync(process.execPath, [script], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('The program could not be built');
};

/**
 * One embedded server for the whole run, with the settings of production but smaller buffers, named by
 * TEST_DATABASE_URL. A process of its own holds it, stops it when this one ends, however it ends, and clears away its
 * folder TEST_DATABASE_DIR with all that the run put there.
 */
export default async function startTestDatabase(_, project) {
  build(project.rootDir);
  if (globalThis.testDatabaseServer !== undefined) return;
  const dataDir = await mkdtemp(join(tmpdir(), 'reserve-pool-test-'));
  await chmod(dataDir, 0o755);
  const support = join(project.rootDir, 'test/support');
  const source = ['--conditions=source', '--import', join(support, 'run-source.mjs')];
  const args = [...source, join(support, 'embedded-server.ts'), dataDir, '--temporary'];
  const server = spawn(process.execPath, args, { detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
  const { value: line } = await createInterface(server.stdout)[Symbol.asyncIterator]().next();
  const { url, message } = JSON.parse(line ?? '{}');
  if (url === undefined) throw new Error(message ?? 'The process of the test database ended without a word');
  process.env['TEST_DATABASE_URL'] = url;
  process.env['TEST_DATABASE_DIR'] = dataDir;
  globalThis.testDatabaseServer = server;
}

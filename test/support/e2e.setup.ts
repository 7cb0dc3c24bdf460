import { spawnSync } from 'node:child_process';
import startTestDatabase from './database.setup.js';

/** Builds the program if it is stale, once for the whole run, and starts the database: what HTTP and process tests need. */
export default async function prepareEndToEnd(_: unknown, project: { rootDir: string }): Promise<void> {
  const { status } = spawnSync(process.execPath, ['.ci/build-if-stale.mjs'], {
    cwd: project.rootDir,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('The program could not be built');
  await startTestDatabase(_, project);
}

import { once } from 'node:events';

/** Stops the server of database.setup.mjs and waits until it has cleared its folder away. */
export default async function stopTestDatabase() {
  const server = globalThis.testDatabaseServer;
  if (server === undefined) return;
  globalThis.testDatabaseServer = undefined;
  server.stdin.end();
  const [code] = await once(server, 'exit');
  if (code !== 0) throw new Error(`The test database ended with code ${code}`);
}

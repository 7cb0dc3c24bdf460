import { once } from 'node:events';

/** Stops the server of database.setup.ts and waits until it has cleared its folder away. */
export default async function stopTestDatabase(): Promise<void> {
  const server = globalThis.testDatabaseServer;
  if (server === undefined) return;
  globalThis.testDatabaseServer = undefined;
  server.stdin?.end();
  const [code] = (await once(server, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The test database ended with code ${code}`);
}

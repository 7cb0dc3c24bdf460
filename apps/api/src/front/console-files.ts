import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Where the console lives; its own routes and files are below. */
export const CONSOLE_PATH = '/console';
const YEAR_SECONDS = 365 * 24 * 3600;
/** Stands in the built page where the nonce of each answer goes. */
const NONCE_PLACE = /__NONCE__/g;

/** The folder of package.json, the same for the sources and for what is built of them. */
const rootFolder = (folder: string): string =>
  existsSync(join(folder, 'package.json')) ? folder : rootFolder(dirname(folder));

const BUILT = join(rootFolder(import.meta.dirname), 'dist', 'web');

let page: string | undefined;

/** The console's one page with this nonce in it; nothing where the console has not been built. */
export const consolePage = (nonce: string): string | undefined => {
  const file = join(BUILT, 'index.html');
  page ??= existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  return page?.replace(NONCE_PLACE, nonce);
};

/** Serves the console's files. Their names carry their content's hash, so a browser may keep them for good. */
export const serveConsoleFiles = async (app: NestFastifyApplication): Promise<void> => {
  const root = join(BUILT, 'assets');
  if (!existsSync(root)) return;
  await app.register(fastifyStatic, {
    root,
    prefix: `${CONSOLE_PATH}/assets/`,
    decorateReply: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply) => {
      reply.header('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`);
    },
  });
};

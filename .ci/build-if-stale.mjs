/**
 * Builds `dist` when it is not what the sources say, and does nothing when it is. `npm start` runs it first.
 *
 * Four parts, the service, the two verifiers (`dist/verifier`, `verify.html`) and the console (`dist/web`); only what
 * changed is built anew, all at once where all did.
 * Content decides, not dates: a checkout sets every date to now. Types are not checked here (`npm run typecheck` and
 * CI do that), so a first start does not wait for them. The build takes place beside `dist` and then takes its place
 * whole: a file deleted from the sources does not live on in it, and whoever reads it meanwhile never meets half of it.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const staging = `${dist}-${process.pid}`;

const isTest = (path) => /\.(spec|part-spec|int-spec|e2e-spec)\.ts$/.test(path);
const isConsole = (path) => path.startsWith('apps/web/') || path.startsWith('apps/verify-page/');
const filesUnder = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
const locked = ['package.json', 'package-lock.json'];

const parts = [
  {
    stamp: '.built',
    keeps: ['apps', 'libs', '.tsbuildinfo'],
    sources: [
      ...locked,
      'tsconfig.json',
      'tsconfig.build.json',
      ...['apps', 'libs']
        .flatMap(filesUnder)
        .filter((path) => path.endsWith('.ts') && !isTest(path) && !isConsole(path)),
    ],
    command: ['typescript/bin/tsc', '-p', 'tsconfig.build.json', '--noCheck', '--outDir', staging].concat(
      '--tsBuildInfoFile',
      join(staging, '.tsbuildinfo'),
    ),
  },
  {
    stamp: '.built-verifier',
    keeps: ['verifier'],
    sources: [
      ...locked,
      'tsconfig.json',
      '.ci/build-verifier.mjs',
      ...['apps/inspect', 'libs'].flatMap(filesUnder).filter((path) => !isTest(path)),
    ],
    command: ['../.ci/build-verifier.mjs', staging],
  },
  {
    stamp: '.built-verify-page',
    keeps: ['verify.html'],
    sources: [
      ...locked,
      'tsconfig.json',
      '.ci/build-verify-page.mjs',
      ...['apps/verify-page', 'libs'].flatMap(filesUnder).filter((path) => !isTest(path)),
    ],
    command: ['../.ci/build-verify-page.mjs', staging],
  },
  {
    stamp: '.built-web',
    keeps: ['web'],
    sources: [...locked, 'vite.config.mjs', 'docs/openapi.json', ...filesUnder('apps/web')],
    command: ['vite/bin/vite.js', 'build', '--logLevel', 'error', '--outDir', join(staging, 'web')],
  },
];

const fingerprint = ({ sources }) => {
  const hash = createHash('sha256');
  for (const path of sources.toSorted())
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex');
};
for (const part of parts) part.fingerprint = fingerprint(part);

const isFresh = ({ stamp, fingerprint: wanted }) =>
  existsSync(join(dist, stamp)) && readFileSync(join(dist, stamp), 'utf8') === wanted;

/** What is fresh is carried over; what is not is built. */
const provide = async ({ stamp, keeps, fingerprint: made, command: [tool, ...args] }, fresh) => {
  if (fresh) {
    for (const name of keeps.filter((kept) => existsSync(join(dist, kept))))
      cpSync(join(dist, name), join(staging, name), { recursive: true });
  } else {
    const child = spawn(process.execPath, [join(root, 'node_modules', tool), ...args], {
      cwd: root,
      stdio: 'inherit',
    });
    const [status] = await once(child, 'exit');
    if (status !== 0) {
      rmSync(staging, { recursive: true, force: true });
      process.exit(status ?? 1);
    }
  }
  writeFileSync(join(staging, stamp), made);
};

if (!parts.every(isFresh)) {
  mkdirSync(staging);
  await Promise.all(parts.map((part) => provide(part, isFresh(part))));
  const former = `${staging}.former`;
  try {
    if (existsSync(dist)) renameSync(dist, former);
    renameSync(staging, dist);
  } catch (error) {
    // Somebody who built at the same moment was faster.
    if (!parts.every(isFresh)) throw error;
  }
  for (const left of [staging, former]) rmSync(left, { recursive: true, force: true });
}

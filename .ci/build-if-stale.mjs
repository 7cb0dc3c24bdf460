/**
 * Builds `dist` when it is not what the sources say, and does nothing when it is. `npm start` runs it first.
 *
 * Content decides, not dates: a checkout sets every date to now. Types are not checked here (`npm run typecheck` and
 * CI do that), so a first start does not wait for them. The build takes place beside `dist` and then takes its place
 * whole: a file deleted from the sources does not live on in it, and whoever reads it meanwhile never meets half of it.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const stamp = '.built';

const isSource = (path) => /\.tsx?$/.test(path) && !/\.(spec|int-spec|e2e-spec)\.ts$|^apps\/web\//.test(path);
const filesUnder = (folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`);
const sources = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  ...['apps', 'libs'].flatMap(filesUnder).filter(isSource).toSorted(),
];

const hash = createHash('sha256');
for (const path of sources)
  hash
    .update(`${path}\0`)
    .update(readFileSync(join(root, path)))
    .update('\0');
const fingerprint = hash.digest('hex');

const isFresh = () =>
  existsSync(join(dist, stamp)) && readFileSync(join(dist, stamp), 'utf8') === fingerprint;

if (!isFresh()) {
  const staging = `${dist}-${process.pid}`;
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const output = ['--outDir', staging, '--tsBuildInfoFile', join(staging, '.tsbuildinfo')];
  const args = [tsc, '-p', 'tsconfig.build.json', '--noCheck', ...output];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(join(staging, stamp), fingerprint);
  const former = `${staging}.former`;
  try {
    if (existsSync(dist)) renameSync(dist, former);
    renameSync(staging, dist);
  } catch (error) {
    // Somebody who built at the same moment was faster.
    if (!isFresh()) throw error;
  }
  for (const left of [staging, former]) rmSync(left, { recursive: true, force: true });
}

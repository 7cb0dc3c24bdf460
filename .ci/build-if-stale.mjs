/**
 * Builds `dist` when it is not what the sources say, and does nothing when it is. `npm start` runs it first.
 *
 * Content decides, not dates: a checkout sets every date to now. Types are not checked here (`npm run typecheck` and
 * CI do that), so a first start does not wait for them. `dist` is emptied before a build, or a file deleted from the
 * sources would live on in it.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const stamp = join(root, 'dist', '.built');

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

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== fingerprint) {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--noCheck'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stamp, fingerprint);
}

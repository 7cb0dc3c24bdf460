/**
 * Adds to package-lock.json the packages built for other platforms that npm left out.
 *
 * `npm install` skips an optional package its registry does not offer (a mirror may carry Linux builds only), and
 * `npm ci` then refuses the lock for lacking it. Every such package is pinned to one exact version by its parent and
 * names its platform, which is all the lock needs to say. Run after `npm install` where `npm ci` complains.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const platform =
  /[-/](android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|loong64|ppc64|riscv64|s390x|x64)/;

const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const known = new Set(Object.keys(lock.packages).map(nameOf));
const wanted = Object.values(lock.packages).flatMap((parent) =>
  Object.entries(parent.optionalDependencies ?? {}).map(([name, version]) => ({
    name,
    version,
    dev: parent.dev,
  })),
);
const missing = wanted.filter(({ name }) => !known.has(name) && platform.test(name));

for (const { name, version, dev } of missing) {
  const [, os, cpu] = platform.exec(name);
  const libc = os === 'linux' && /musl|gnu/.exec(name)?.[0];
  lock.packages[`node_modules/${name}`] = {
    version,
    cpu: [cpu],
    ...(dev && { dev }),
    ...(libc && { libc: [libc === 'gnu' ? 'glibc' : libc] }),
    optional: true,
    os: [os],
  };
}

lock.packages = Object.fromEntries(
  Object.entries(lock.packages).toSorted(([a], [b]) => a.localeCompare(b, 'en')),
);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${missing.length} packages for other platforms added`);

/**
 * Puts `verify.html` together: one file with page, worker and style in it, that needs no network and allows none.
 * The first argument is the folder to write it to.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'rolldown';

const here = join(import.meta.dirname, '../apps/verify-page');

/** What the pure libraries take from Node, in plain JavaScript. */
const withoutNode = {
  name: 'without-node',
  resolveId: (id) => (id === 'node:crypto' ? join(here, 'src/node-crypto.ts') : undefined),
};

const bundled = async (file, define = {}) => {
  const { output } = await build({
    input: join(here, 'src', file),
    write: false,
    platform: 'browser',
    tsconfig: join(here, 'tsconfig.json'),
    resolve: { conditionNames: ['source', 'import', 'browser', 'default'] },
    transform: { define, target: 'es2022' },
    plugins: [withoutNode],
    output: { format: 'iife', minify: true },
    logLevel: 'warn',
  });
  return output[0].code;
};

const inScript = (text) => text.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
const sha256 = (text) => createHash('sha256').update(text).digest('base64');

const worker = await bundled('worker.ts');
const script = inScript(await bundled('page.ts', { WORKER_SOURCE: JSON.stringify(worker) }));
const style = await readFile(join(here, 'page.css'), 'utf8');
const policy = [
  "default-src 'none'",
  `script-src 'sha256-${sha256(script)}'`,
  `style-src 'sha256-${sha256(style)}'`,
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
const template = await readFile(join(here, 'page.html'), 'utf8');
const page = template
  .replace('{{policy}}', () => policy)
  .replace('<!-- style -->', () => `<style>${style}</style>`)
  .replace('<!-- script -->', () => `<script>${script}</script>`);
await writeFile(join(process.argv[2] ?? 'dist', 'verify.html'), page);

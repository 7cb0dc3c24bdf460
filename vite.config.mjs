import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig } from 'vite';

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };

/** Lays a compressed copy beside every file, so that the service compresses nothing while it serves. */
const compressed = () => ({
  name: 'compressed',
  apply: 'build',
  writeBundle({ dir }) {
    const assets = join(dir, 'assets');
    for (const name of readdirSync(assets).filter((file) => /\.(js|css)$/.test(file))) {
      const content = readFileSync(join(assets, name));
      writeFileSync(join(assets, `${name}.br`), brotliCompressSync(content, BROTLI));
      writeFileSync(join(assets, `${name}.gz`), gzipSync(content));
    }
  },
});

// Whoever builds, a test run too, builds what users get: React drops its own checks by this name.
if (process.argv.includes('build')) process.env.NODE_ENV = 'production';

/** Routes that can look back, as the committed OpenAPI file has them. */
const timedRoutes = () => {
  const { paths } = JSON.parse(readFileSync(join(import.meta.dirname, 'docs/openapi.json'), 'utf8'));
  const asked = ({ get }) => new Set((get?.parameters ?? []).map(({ name }) => name));
  return Object.keys(paths).filter((path) =>
    ['asOf', 'knownAt'].every((name) => asked(paths[path]).has(name)),
  );
};

/** The console: one page under `/console/`, its files named by their content. */
export default defineConfig({
  root: join(import.meta.dirname, 'apps/web'),
  base: '/console/',
  html: { cspNonce: '__NONCE__' },
  define: { TIMED_ROUTES: JSON.stringify(timedRoutes()) },
  build: {
    outDir: join(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      // Libraries mark files for servers that render React; there is no such server here.
      onLog: (level, log, tell) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && tell(level, log),
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
  plugins: [compressed()],
});

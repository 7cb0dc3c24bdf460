/**
 * Puts `reserve-pool verify` together from two files, one for each of its threads, and what both share: hundreds of
 * modules, read twice, would take longer than verifying a small pack. The first argument is the folder to write to.
 */
import { join } from 'node:path';
import { build } from 'esbuild';

const inspect = join(import.meta.dirname, '../apps/inspect/src');

/** The command line tells wrong usage by its own error, so there has to be one of it. */
const oneTerminal = {
  name: 'one-terminal',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/terminal\.js$/ }, () => ({
      path: '../apps/inspect/src/terminal.js',
      external: true,
    })),
};

await build({
  entryPoints: [join(inspect, 'verbs/verify.ts'), join(inspect, 'offline/second-thread.ts')],
  entryNames: '[name]',
  outdir: join(process.argv[2] ?? 'dist', 'verifier'),
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  charset: 'utf8',
  conditions: ['source'],
  plugins: [oneTerminal],
  // A package in the old module format asks for Node's own modules by `require`.
  banner: {
    js: "import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);",
  },
  logLevel: 'warning',
});

/**
 * Puts `reserve-pool verify` together from two files, one for each of its threads, and what both share: hundreds of
 * modules, read twice, would take longer than verifying a small pack. The first argument is the folder to write to.
 */
import { join } from 'node:path';
import { build } from 'rolldown';

const root = join(import.meta.dirname, '..');
const inspect = join(root, 'apps/inspect/src');

/** The command line tells wrong usage by its own error, so there has to be one of it. */
const oneTerminal = {
  name: 'one-terminal',
  resolveId: (id) =>
    id.endsWith('/terminal.js') ? { id: '../apps/inspect/src/terminal.js', external: true } : undefined,
};

await build({
  input: [join(inspect, 'verbs/verify.ts'), join(inspect, 'offline/second-thread.ts')],
  platform: 'node',
  tsconfig: join(root, 'tsconfig.json'),
  resolve: { conditionNames: ['source', 'import', 'node', 'default'] },
  plugins: [oneTerminal],
  output: { dir: join(process.argv[2] ?? 'dist', 'verifier'), entryFileNames: '[name].js' },
  logLevel: 'warn',
});

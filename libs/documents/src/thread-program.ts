import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The program of a thread, `worker` of a folder, as it was built; run from the sources, the build lies elsewhere.
 * Nothing where it was not built.
 */
export const threadProgram = (folder: string): string | undefined =>
  ['.', '../../../dist/libs/documents/src']
    .map((root) => join(import.meta.dirname, root, folder, 'worker.js'))
    .find((file) => existsSync(file));

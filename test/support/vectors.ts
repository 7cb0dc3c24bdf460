import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Public test vectors that lie beside the repository, in `../shared/vectors`. Where the folder is absent, says on
 * stderr that the cases are skipped and gives nothing, so that the suite can skip them by name.
 */
export const vectors = (file: string): unknown => {
  const path = join(import.meta.dirname, '../../../shared/vectors', file);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'));
  process.stderr.write(`SKIPPED: ${file}, because ${path} is not there\n`);
  return undefined;
};

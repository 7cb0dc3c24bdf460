import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Public test vectors that lie beside the repository, in `../shared/vectors`. Where the folder is absent, says on
 * stderr that the cases are skipped and gives nothing, so that the suite can skip them by name.
 */
export const vectors = (file: string): unknown => {
  const text = vectorText(file);
  return text === undefined ? undefined : JSON.parse(text);
};

/** The same for a file with one JSON value on each line. */
export const vectorLines = (file: string): readonly unknown[] | undefined =>
  vectorText(file)
    ?.split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

const vectorText = (file: string): string | undefined => {
  const path = join(import.meta.dirname, '../../../shared/vectors', file);
  if (existsSync(path)) return readFileSync(path, 'utf8');
  process.stderr.write(`SKIPPED: ${file}, because ${path} is not there\n`);
  return undefined;
};

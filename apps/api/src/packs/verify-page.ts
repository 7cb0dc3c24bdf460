import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** `verify.html` as the build left it at the root of `dist`; nothing where nobody has built. */
export const verifyPage = async (): Promise<Uint8Array | undefined> => {
  for (const root of ['../../../..', '../../../../dist']) {
    try {
      return await readFile(join(import.meta.dirname, root, 'verify.html'));
    } catch {
      // Running from the sources, dist lies elsewhere.
    }
  }
  return undefined;
};

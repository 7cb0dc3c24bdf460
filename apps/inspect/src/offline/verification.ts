import { readFile } from 'node:fs/promises';
import type { Worker } from 'node:worker_threads';
import { parseCheckpoints, PROOF, type KeptElsewhere, type PackReport } from '#libs/audit';
import { verifyHere, withFile } from './pack-file.js';
import { verifyByTwo } from './two-threads.js';

export { reportWords } from './wrong-in-pack.js';

/** What an inspector wants of a verification. */
export interface VerifyWishes {
  readonly rules: boolean;
  readonly keys: readonly string[];
  /** Files with notes kept from elsewhere. */
  readonly known: readonly string[];
}

/** Notes kept from elsewhere: lines of JSON strings as in a pack, or one signed note as it was served. */
const notesIn = async (path: string): Promise<readonly string[]> => {
  const bytes = await readFile(path);
  return parseCheckpoints(bytes) ?? [bytes.toString('utf8')];
};

const keptIn = async ({ keys, known }: VerifyWishes): Promise<KeptElsewhere> => ({
  knownNotes: (await Promise.all(known.map(notesIn))).flat(),
  ...(keys.length > 0 && { trustedKeys: keys }),
});

/** 核验：what is wrong with a pack on disk; with a second thread both find out. */
export const verification = async (
  file: string,
  wishes: VerifyWishes,
  thread: Worker | undefined,
): Promise<PackReport> => {
  const kept = await keptIn(wishes);
  return thread === undefined
    ? verifyHere(file, wishes.rules ? kept : { ...kept, parts: PROOF })
    : withFile(file, (source) => verifyByTwo(source, kept, thread));
};

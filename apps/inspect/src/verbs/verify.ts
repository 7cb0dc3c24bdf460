import { readFile } from 'node:fs/promises';
import { parseCheckpoints } from '#libs/audit';
import { reportWords } from '../offline/wrong-in-pack.js';
import { verifyPackFile } from '../offline/pack-file.js';
import { onlyArgument, verifyOptions } from '../options.js';
import { print, UsageError, type ExitCode } from '../terminal.js';

/** Notes kept from elsewhere: lines of JSON strings as in a pack, or one signed note as it was served. */
const notesIn = async (path: string): Promise<readonly string[]> => {
  const bytes = await readFile(path);
  return parseCheckpoints(bytes) ?? [bytes.toString('utf8')];
};

/** `verify <pack>`: whether anything in it was changed, and whether every command was decided by the rules. */
export const verify = async (args: readonly string[]): Promise<ExitCode> => {
  const { positionals, json, keys, known, rules } = verifyOptions(args);
  const file = onlyArgument(positionals, '<pack>');
  const knownNotes = (await Promise.all(known.map(notesIn))).flat();
  const report = await verifyPackFile(file, {
    rules,
    knownNotes,
    ...(keys.length > 0 && { trustedKeys: keys }),
  }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new UsageError(`没有此文件 / no such file: ${file}`) : error;
  });
  if (json) print(JSON.stringify(report, null, 2));
  else reportWords(report).forEach((line) => print(line));
  return report.verdict === 'SOUND' ? 0 : 1;
};

import { makeKeyFile } from '#apps/api';
import { loadConfig } from '#libs/platform';
import { onlyArgument, plainOptions } from '../options.js';
import { note, print, type ExitCode } from '../terminal.js';

/** `keygen <file>`: makes the keys that sign checkpoints of `LOG_ORIGIN`; prints the public ones. */
export const keygen = async (args: readonly string[]): Promise<ExitCode> => {
  const file = onlyArgument(plainOptions(args).positionals, '<file>');
  const publicKeys = await makeKeyFile(file, loadConfig(process.env));
  if (publicKeys === undefined) {
    note(`文件已存在，未改动 / the file is there already, nothing was changed: ${file}`);
    return 1;
  }
  publicKeys.forEach(print);
  return 0;
};

import { stat } from 'node:fs/promises';
import { startedThread, WORTH_A_THREAD } from '../offline/started-thread.js';
import { onlyArgument, verifyOptions } from '../options.js';
import { print, UsageError, type ExitCode } from '../terminal.js';

const sizeOf = async (file: string): Promise<number> => {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new UsageError(`没有此文件 / no such file: ${file}`);
  }
};

/** `verify <pack>`: whether anything in it was changed, and whether every command was decided by the rules. */
export const verify = async (args: readonly string[]): Promise<ExitCode> => {
  const { positionals, ...options } = verifyOptions(args);
  const file = onlyArgument(positionals, '<pack>');
  const isLarge = (await sizeOf(file)) >= WORTH_A_THREAD;
  const thread = isLarge && options.rules ? startedThread() : undefined;
  try {
    const { reportWords, verification } = await import('../offline/verification.js');
    const report = await verification(file, options, thread);
    if (options.json) print(JSON.stringify(report, null, 2));
    else reportWords(report).forEach((line) => print(line));
    return report.verdict === 'SOUND' ? 0 : 1;
  } finally {
    await thread?.terminate();
  }
};

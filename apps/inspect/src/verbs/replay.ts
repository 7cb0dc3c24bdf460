import { printBalances } from '../balances.js';
import { exportedLog } from '../offline/exported-log.js';
import { replayBalances } from '../offline/replay.js';
import { balanceOptions, onlyArgument } from '../options.js';
import type { ExitCode } from '../terminal.js';

/** `replay <file>`: balances of an exported log at any two times; needs neither server nor database. */
export const replay = async (args: readonly string[]): Promise<ExitCode> => {
  const { positionals, ...options } = balanceOptions(args);
  const file = onlyArgument(positionals, '<file>');
  printBalances(await replayBalances(exportedLog(file), options), options);
  return 0;
};

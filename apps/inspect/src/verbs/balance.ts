import { printBalances } from '../balances.js';
import { replayBalances } from '../offline/replay.js';
import { balanceOptions } from '../replay-options.js';
import { UsageError, type ExitCode } from '../terminal.js';
import { wholeLog, withLedger } from './ledger.js';

/** `balance`: balances straight from the log of this installation, at any two times. */
export const balance = async (args: readonly string[]): Promise<ExitCode> => {
  const { positionals, ...options } = balanceOptions(args);
  if (positionals.length > 0) throw new UsageError(`多余的参数 / unexpected: ${positionals.join(' ')}`);
  return withLedger(async ({ store }) => {
    printBalances(await replayBalances(wholeLog(store), options), options);
    return 0;
  });
};

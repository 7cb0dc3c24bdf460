import { BalanceReplay } from '#libs/audit';
import { printBalances } from '../balances.js';
import { exportedLog } from '../offline/exported-log.js';
import { isPack, readPackFile } from '../offline/pack-file.js';
import { replayBalances } from '../offline/replay.js';
import { findingWords } from '../offline/wrong-in-pack.js';
import { onlyArgument } from '../options.js';
import { balanceOptions, type BalanceOptions } from '../replay-options.js';
import { note, type ExitCode } from '../terminal.js';

const replayPack = async (file: string, options: Omit<BalanceOptions, 'positionals'>): Promise<ExitCode> => {
  const replayed = new BalanceReplay(options);
  const report = await readPackFile(file, (event) => replayed.read(event));
  report.proof.forEach((finding) => note(findingWords(finding)));
  if (report.verdict === 'BROKEN') return 1;
  const pools = options.pool === undefined ? replayed.poolIds : [options.pool];
  printBalances(
    pools.map((pool) => replayed.balanceOf(pool)),
    options,
  );
  return 0;
};

/**
 * `replay <file>`: balances of an audit pack or an exported log at any two times; needs neither server nor database.
 */
export const replay = async (args: readonly string[]): Promise<ExitCode> => {
  const { positionals, ...options } = balanceOptions(args);
  const file = onlyArgument(positionals, '<file>');
  if (await isPack(file)) return replayPack(file, options);
  printBalances(await replayBalances(exportedLog(file), options), options);
  return 0;
};

import { PROJECTION_NAMES, rebuildProjections } from '#apps/api';
import { onlyArgument, plainOptions } from '../options.js';
import { note, UsageError, type ExitCode } from '../terminal.js';
import { withLedger } from './ledger.js';

/** `rebuild <projection|all>`: builds a read model again from the first event, beside the live one, then switches. */
export const rebuild = async (args: readonly string[]): Promise<ExitCode> => {
  const name = onlyArgument(plainOptions(args).positionals, '<projection>');
  const names = name === 'all' ? PROJECTION_NAMES : PROJECTION_NAMES.filter((known) => known === name);
  if (names.length === 0) throw new UsageError(`<projection>: ${PROJECTION_NAMES.join(' | ')} | all`);
  return withLedger(async ({ url, store }) => {
    await rebuildProjections({ url, store, names });
    note(`已重建 / rebuilt: ${names.join(', ')}`);
    return 0;
  });
};

import { parseArgs, type ParseArgsConfig } from 'node:util';
import { knownAtOf, momentOf } from './offline/replay.js';
import type { ReplayBounds } from '#libs/audit';
import { UsageError } from './terminal.js';

type Options = NonNullable<ParseArgsConfig['options']>;

const FORMAT = {
  json: { type: 'boolean', default: false },
  csv: { type: 'boolean', default: false },
} as const;
const TIMES = {
  'as-of': { type: 'string' },
  'known-at': { type: 'string' },
  pool: { type: 'string' },
} as const;

const parsed = <O extends Options>(args: readonly string[], options: O) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
};

/** One argument and no more. */
export const onlyArgument = (positionals: readonly string[], name: string): string => {
  const [argument, ...more] = positionals;
  if (argument === undefined) throw new UsageError(`缺少 ${name} / ${name} is missing`);
  if (more.length > 0) throw new UsageError(`多余的参数 / unexpected: ${more.join(' ')}`);
  return argument;
};

export interface BalanceOptions extends ReplayBounds {
  readonly positionals: readonly string[];
  readonly pool: string | undefined;
  readonly json: boolean;
  readonly csv: boolean;
}

/** `--as-of`, `--known-at`, `--pool`, `--json`, `--csv`. */
export const balanceOptions = (args: readonly string[]): BalanceOptions => {
  const { values, positionals } = parsed(args, { ...FORMAT, ...TIMES });
  const asOf = values['as-of'] === undefined ? undefined : momentOf(values['as-of']);
  if (values['as-of'] !== undefined && asOf === undefined)
    throw new UsageError(`--as-of: ${values['as-of']}`);
  const knownAt = values['known-at'] === undefined ? undefined : knownAtOf(values['known-at']);
  if (values['known-at'] !== undefined && knownAt === undefined)
    throw new UsageError(`--known-at: ${values['known-at']}`);
  return { positionals, asOf, knownAt, pool: values.pool, json: values.json, csv: values.csv };
};

export const exportOptions = (args: readonly string[]): { readonly out: string | undefined } => {
  const { values, positionals } = parsed(args, { out: { type: 'string' } });
  if (positionals.length > 0) throw new UsageError(`多余的参数 / unexpected: ${positionals.join(' ')}`);
  return { out: values.out };
};

export const plainOptions = (
  args: readonly string[],
): { readonly json: boolean; readonly positionals: readonly string[] } => {
  const { values, positionals } = parsed(args, { json: FORMAT.json });
  return { json: values.json, positionals };
};

/** `init --place CODE [--renew]`. */
export const accountsOptions = (
  args: readonly string[],
): { readonly place: string; readonly renew: boolean } => {
  const { values, positionals } = parsed(args, {
    place: { type: 'string' },
    renew: { type: 'boolean', default: false },
  });
  if (onlyArgument(positionals, 'init') !== 'init')
    throw new UsageError('accounts init --place CODE [--renew]');
  if (values.place === undefined) throw new UsageError('缺少 --place / --place is missing');
  return { place: values.place, renew: values.renew };
};

/** `archive --out FILE`. */
export const accessLogOptions = (args: readonly string[]): { readonly out: string } => {
  const { values, positionals } = parsed(args, { out: { type: 'string' } });
  if (onlyArgument(positionals, 'archive') !== 'archive')
    throw new UsageError('access-log archive --out FILE');
  if (values.out === undefined) throw new UsageError('缺少 --out / --out is missing');
  return { out: values.out };
};

import { parseArgs, type ParseArgsConfig } from 'node:util';
import { knownAtOf, momentOf } from './offline/replay.js';
import type { ReplayBounds, TracedEntry } from '#libs/audit';
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

const boundsIn = (values: Readonly<Record<'as-of' | 'known-at', string | undefined>>): ReplayBounds => {
  const asOf = values['as-of'] === undefined ? undefined : momentOf(values['as-of']);
  if (values['as-of'] !== undefined && asOf === undefined)
    throw new UsageError(`--as-of: ${values['as-of']}`);
  const knownAt = values['known-at'] === undefined ? undefined : knownAtOf(values['known-at']);
  if (values['known-at'] !== undefined && knownAt === undefined)
    throw new UsageError(`--known-at: ${values['known-at']}`);
  return { asOf, knownAt };
};

/** `--as-of`, `--known-at`, `--pool`, `--json`, `--csv`. */
export const balanceOptions = (args: readonly string[]): BalanceOptions => {
  const { values, positionals } = parsed(args, { ...FORMAT, ...TIMES });
  const bounds = boundsIn({ 'as-of': values['as-of'], 'known-at': values['known-at'] });
  return { positionals, ...bounds, pool: values.pool, json: values.json, csv: values.csv };
};

export const FIGURE_NAMES = 'credited|available|held|withdrawn|retired|writtenOff';
type Figure = keyof TracedEntry['changes'];
export const isFigure = (text: string): text is Figure => FIGURE_NAMES.split('|').includes(text);

/** `--as-of`, `--known-at`, `--pool`, `--pollutant`, `--figure`, `--json`. */
export const traceOptions = (args: readonly string[]) => {
  const wanted = { pollutant: { type: 'string' }, figure: { type: 'string' } } as const;
  const { values, positionals } = parsed(args, { json: FORMAT.json, ...TIMES, ...wanted });
  const bounds = boundsIn({ 'as-of': values['as-of'], 'known-at': values['known-at'] });
  const { pool, pollutant, figure, json } = values;
  return { positionals, ...bounds, pool, pollutant, figure, json };
};

/** `--json`, `--no-rules`, and as often as wanted `--key` and `--known`. */
export const verifyOptions = (args: readonly string[]) => {
  const { values, positionals } = parsed(args, {
    json: FORMAT.json,
    'no-rules': { type: 'boolean', default: false },
    key: { type: 'string', multiple: true, default: [] },
    known: { type: 'string', multiple: true, default: [] },
  });
  return {
    positionals,
    json: values.json,
    rules: !values['no-rules'],
    keys: values.key,
    known: values.known,
  };
};

/** `--inspection ID --server URL --user NAME [--code CODE]`. */
export const mergeOptions = (args: readonly string[]) => {
  const text = { type: 'string' } as const;
  const { values, positionals } = parsed(args, { inspection: text, server: text, user: text, code: text });
  const { inspection, server, user, code } = values;
  if (inspection === undefined || user === undefined || server === undefined || !URL.canParse(server))
    throw new UsageError('--inspection ID --server URL --user NAME');
  return { positionals, inspection, server, user, code };
};

export interface ExportOptions {
  readonly out: string | undefined;
  readonly pack: string | undefined;
  readonly purpose: string | undefined;
}

/** `--out FILE`, or `--pack FILE` with `--purpose TEXT`. */
export const exportOptions = (args: readonly string[]): ExportOptions => {
  const text = { type: 'string' } as const;
  const { values, positionals } = parsed(args, { out: text, pack: text, purpose: text });
  if (positionals.length > 0) throw new UsageError(`多余的参数 / unexpected: ${positionals.join(' ')}`);
  return { out: values.out, pack: values.pack, purpose: values.purpose };
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

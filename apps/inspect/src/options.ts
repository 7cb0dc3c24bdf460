import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './terminal.js';

type Options = NonNullable<ParseArgsConfig['options']>;

const JSON_WANTED = { type: 'boolean', default: false } as const;

/** What a command line says. Errors: UsageError. */
export const parsed = <O extends Options>(args: readonly string[], options: O) => {
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

/** `--json`, `--no-rules`, and as often as wanted `--key` and `--known`. */
export const verifyOptions = (args: readonly string[]) => {
  const { values, positionals } = parsed(args, {
    json: JSON_WANTED,
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
  const { values, positionals } = parsed(args, { json: JSON_WANTED });
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

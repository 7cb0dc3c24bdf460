import type { ReplayBounds, TracedEntry } from '#libs/audit';
import { knownAtOf, momentOf } from './offline/replay.js';
import { parsed } from './options.js';
import { UsageError } from './terminal.js';

const JSON_WANTED = { type: 'boolean', default: false } as const;
const TIMES = {
  'as-of': { type: 'string' },
  'known-at': { type: 'string' },
  pool: { type: 'string' },
} as const;

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
  const { values, positionals } = parsed(args, { json: JSON_WANTED, csv: JSON_WANTED, ...TIMES });
  const bounds = boundsIn({ 'as-of': values['as-of'], 'known-at': values['known-at'] });
  return { positionals, ...bounds, pool: values.pool, json: values.json, csv: values.csv };
};

export const FIGURE_NAMES = 'credited|available|held|withdrawn|retired|writtenOff';
type Figure = keyof TracedEntry['changes'];
export const isFigure = (text: string): text is Figure => FIGURE_NAMES.split('|').includes(text);

/** `--as-of`, `--known-at`, `--pool`, `--pollutant`, `--figure`, `--json`. */
export const traceOptions = (args: readonly string[]) => {
  const wanted = { pollutant: { type: 'string' }, figure: { type: 'string' } } as const;
  const { values, positionals } = parsed(args, { json: JSON_WANTED, ...TIMES, ...wanted });
  const bounds = boundsIn({ 'as-of': values['as-of'], 'known-at': values['known-at'] });
  const { pool, pollutant, figure, json } = values;
  return { positionals, ...bounds, pool, pollutant, figure, json };
};

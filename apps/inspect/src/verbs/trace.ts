import { isPollutant } from '#kernel';
import { FigureTrace, type TracedEntry } from '#libs/audit';
import { readPackFile } from '../offline/pack-file.js';
import { findingWords } from '../offline/wrong-in-pack.js';
import { onlyArgument } from '../options.js';
import { FIGURE_NAMES, isFigure, traceOptions } from '../replay-options.js';
import { note, print, table, UsageError, type ExitCode } from '../terminal.js';

const HEADER = ['序号 @', '生效 effective', '事件 event', '批次 lot', '依据 reference', '变动 changes'];

const rowOf = ({ position, occurredAt, type, lotId, reference, changes }: TracedEntry): readonly string[] => [
  String(position),
  occurredAt,
  type,
  lotId,
  reference,
  Object.entries(changes)
    .map(([figure, amount]) => `${figure} ${amount}`)
    .join(', '),
];

/** `trace <pack> --pool ID --pollutant P`: the events behind a figure of a balance sheet, at any two times. */
export const trace = async (args: readonly string[]): Promise<ExitCode> => {
  const { positionals, pool, pollutant, figure, json, ...bounds } = traceOptions(args);
  const file = onlyArgument(positionals, '<pack>');
  if (pool === undefined || !isPollutant(pollutant)) throw new UsageError('--pool, --pollutant');
  if (figure !== undefined && !isFigure(figure)) throw new UsageError(`--figure ${FIGURE_NAMES}`);
  const traced = new FigureTrace({ pool, pollutant, figure }, bounds);
  const report = await readPackFile(file, (event) => traced.read(event));
  report.proof.forEach((finding) => note(findingWords(finding)));
  if (report.verdict === 'BROKEN') return 1;
  if (json) print(JSON.stringify(traced.entries, null, 2));
  else print(table([HEADER, ...traced.entries.map(rowOf)]));
  return 0;
};

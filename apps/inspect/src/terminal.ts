/** What a verb comes to: 0 fine, 1 findings or failure, 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

/** Data goes to stdout, so that it can be piped; notes go to stderr. */
export const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
export const note = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Whether an error says that nobody reads any more, as after `| head -1`. */
export const isNobodyReading = (error: unknown): boolean =>
  error instanceof Error && (error as NodeJS.ErrnoException).code === 'EPIPE';

/** Says the rest to nobody once nobody reads: a verb goes on to its end and its code stays what it found. */
export const allowNobodyToRead = (): void => {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error) => {
      if (!isNobodyReading(error)) throw error;
    });
};

/** The command line does not say what to do; the message names the option. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A table with right-aligned columns after the first; Chinese characters count as two cells. */
export const table = (rows: readonly (readonly string[])[]): string => {
  const widths = rows.reduce<number[]>(
    (most, row) => row.map((cell, column) => Math.max(most[column] ?? 0, cellsOf(cell))),
    [],
  );
  const pad = (cell: string, column: number): string => {
    const space = ' '.repeat((widths[column] ?? 0) - cellsOf(cell));
    return column === 0 ? cell + space : space + cell;
  };
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
};

const cellsOf = (text: string): number =>
  Array.from(text).reduce((cells, character) => cells + (/[⺀-鿿＀-￯]/u.test(character) ? 2 : 1), 0);

const csvCell = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
export const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(csvCell).join(',')).join('\n');

/** Resolves with the first SIGTERM or SIGINT, whenever it comes. */
export const toldToStop = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });

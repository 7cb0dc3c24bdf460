import type { ReplayedBalance } from '#libs/audit';
import { csv, print, table } from './terminal.js';

const COLUMNS = ['available', 'held', 'credited', 'withdrawn', 'retired', 'writtenOff'] as const;
const HEADER = ['储备库/污染物', '可用', '预留', '入库', '出库', '退役', '核销'];

export interface BalanceFormat {
  readonly json: boolean;
  readonly csv: boolean;
}

const rowsOf = (balances: readonly ReplayedBalance[]): readonly (readonly string[])[] =>
  balances.flatMap(({ pool, lines }) =>
    lines.map((line) => [`${pool} ${line.pollutant}`, ...COLUMNS.map((column) => line[column])]),
  );

/** Prints balances in t/a: a table to read, or JSON or CSV to go on with. */
export const printBalances = (balances: readonly ReplayedBalance[], format: BalanceFormat): void => {
  if (format.json) print(JSON.stringify(balances, null, 2));
  else if (format.csv)
    print(
      csv([
        ['pool', 'pollutant', ...COLUMNS],
        ...balances.flatMap(({ pool, lines }) =>
          lines.map((line) => [pool, line.pollutant, ...COLUMNS.map((column) => line[column])]),
        ),
      ]),
    );
  else print(table([HEADER, ...rowsOf(balances)]));
};

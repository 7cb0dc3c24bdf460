import type { BalanceLine } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { Amount } from './amount.js';
import { FigureLink } from './figures.js';
import { PollutantSheet } from './pollutant-sheet.js';
import { type Column } from './sheet.js';

/** The figures of a balance, as they are read from left to right. */
export const BALANCE_FIGURES = [
  'credited',
  'available',
  'held',
  'withdrawn',
  'retired',
  'writtenOff',
] as const;

interface BalanceSheetProps {
  readonly lines: readonly BalanceLine[];
  readonly pool: string;
  /** Whether the figures lead to the movements behind them. */
  readonly detailed: boolean;
}

/** A balance sheet by pollutant; each figure leads to the movements it is the sum of. */
export const BalanceSheet = ({ lines, pool, detailed }: BalanceSheetProps) => {
  const say = useSay();
  const figures = BALANCE_FIGURES.map((member): Column<BalanceLine> => ({
    key: member,
    title: say(`balance.${member}`),
    figure: true,
    cell: (line) =>
      detailed ? (
        <FigureLink origin={{ pool, pollutant: line.pollutant, figure: member }} value={line[member]} />
      ) : (
        <Amount value={line[member]} />
      ),
  }));
  return <PollutantSheet label={say('pools.balance')} lines={lines} columns={[...figures]} />;
};

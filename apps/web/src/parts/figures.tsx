import type { BalanceLine } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { Amount } from './amount.js';
import { RowLink } from './row-link.js';
import type { Column } from './sheet.js';

export type Figure = Exclude<keyof BalanceLine, 'pollutant'>;

/** Whose movements a figure adds up. */
export interface Origin {
  readonly pool: string;
  readonly pollutant: string;
  readonly figure: Figure;
  readonly lot?: string;
  readonly month?: string;
}

interface FigureLinkProps {
  readonly origin: Origin;
  readonly value: string | null | undefined;
}

/** A figure that leads to the movements it is the sum of. */
export const FigureLink = ({ origin: { pool, ...search }, value }: FigureLinkProps) => (
  <RowLink plain to={`/pools/${pool}`} search={{ book: 'journal', ...search }}>
    <Amount value={value} />
  </RowLink>
);

/** What a lot or a part of one consists of. */
const LOT_FIGURES = ['credited', 'available', 'held', 'withdrawn', 'writtenOff'] as const;

/** Columns of what a lot consists of, each figure with its movements behind it. */
export const useFigures = <T extends BalanceLine>(
  originOf: (row: T) => Omit<Origin, 'figure'>,
): readonly Column<T>[] => {
  const say = useSay();
  return LOT_FIGURES.map((figure) => ({
    key: figure,
    title: say(`balance.${figure}`),
    figure: true,
    cell: (row: T) => <FigureLink origin={{ ...originOf(row), figure }} value={row[figure]} />,
  }));
};

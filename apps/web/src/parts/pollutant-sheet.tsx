import { useSay } from '../messages/language.js';
import { Sheet, type Column } from './sheet.js';

interface PollutantSheetProps<T> {
  readonly label: string;
  readonly lines: readonly T[];
  /** What stands beside each pollutant. */
  readonly columns: readonly Column<T>[];
  /** Of the first column, where it says more than that these are pollutants. */
  readonly title?: string;
}

/** A table with a row for each pollutant. */
export const PollutantSheet = <T extends { readonly pollutant: string }>({
  label,
  lines,
  columns,
  title,
}: PollutantSheetProps<T>) => {
  const say = useSay();
  return (
    <Sheet
      label={label}
      rows={lines}
      rowKey={({ pollutant }) => pollutant}
      columns={[
        { key: 'pollutant', title: title ?? say('word.pollutant'), cell: ({ pollutant }) => pollutant },
        ...columns,
      ]}
    />
  );
};

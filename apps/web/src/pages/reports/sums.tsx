import type { SumLine } from '../../api/views.js';
import { AmountLines } from '../../parts/amount-lines.js';
import { PollutantSheet } from '../../parts/pollutant-sheet.js';

const amountOf = (line: SumLine, name: string): string | null => {
  const value = line[name];
  return typeof value === 'string' ? value : null;
};

/** One named amount of every pollutant that has any. */
export const Sums = ({ lines, name }: { readonly lines: readonly SumLine[]; readonly name: string }) => (
  <AmountLines
    lines={lines.map((line) => ({ pollutant: line.pollutant, amount: amountOf(line, name) ?? '0' }))}
  />
);

interface SumSheetProps {
  readonly label: string;
  readonly lines: readonly SumLine[];
  /** Names of amounts, and what each is called. */
  readonly figures: readonly (readonly [name: string, title: string])[];
}

/** Named amounts beside each pollutant. */
export const SumSheet = ({ label, lines, figures }: SumSheetProps) => (
  <PollutantSheet
    label={label}
    lines={lines}
    columns={figures.map(([name, title]) => ({
      key: name,
      title,
      amount: (line: SumLine) => amountOf(line, name),
    }))}
  />
);

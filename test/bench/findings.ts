/** One line of the report: a figure, under which conditions, and what it should be. */
export interface Finding {
  readonly name: string;
  readonly measured: number;
  readonly unit: string;
  readonly conditions: string;
  /** Absent: told for information. */
  readonly goal?: { readonly atLeast: number } | { readonly atMost: number };
}

export const isMissed = ({ measured, goal }: Finding): boolean => {
  if (goal === undefined) return false;
  // Where one side got nothing done there is no ratio, and no goal is met.
  if (!Number.isFinite(measured)) return true;
  return 'atLeast' in goal ? measured < goal.atLeast : measured > goal.atMost;
};

const LARGE = 100;
const figure = ({ measured, unit }: Finding): string => {
  const digits = measured >= LARGE ? Math.round(measured).toLocaleString('en') : measured.toFixed(2);
  return `${digits}${unit}`;
};
const goalText = ({ goal }: Finding): string => {
  if (goal === undefined) return '—';
  return 'atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`;
};
const verdict = (finding: Finding): string => {
  if (finding.goal === undefined) return '';
  return isMissed(finding) ? 'MISSED' : 'ok';
};

const rowOf = (finding: Finding): readonly string[] => [
  finding.name,
  figure(finding),
  goalText(finding),
  verdict(finding),
  finding.conditions,
];
const HEADER = ['', 'measured', 'goal', '', 'conditions'];

/** A table for a terminal. */
export const tableOf = (findings: readonly Finding[]): string => {
  const rows = [HEADER, ...findings.map(rowOf)];
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
};

/** The same table in Markdown. */
export const markdownOf = (findings: readonly Finding[]): string =>
  [HEADER, ['---', '---:', '---', '---', '---'], ...findings.map(rowOf)]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');

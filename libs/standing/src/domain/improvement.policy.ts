import { dateAt, mgOf, parseTonnes, type Instant, type StateReader } from '#kernel';
import type { PolicyReader } from '#libs/policy';
import { countingVerdict } from './linkage.policy.js';
import { standingLine } from './standing.fold.js';

/** One row of the table of policy A42: from this improvement on, so many percent of a demand are open. */
interface ImprovementRow {
  readonly improvement: string;
  readonly share: number;
}

/** What last year's improvement opens of the municipal pool. */
export interface ImprovementShare {
  /** As reported with the verdict that counts. */
  readonly improvement: string | null;
  /** Percent of a demand's required replacement. */
  readonly share: number;
  readonly policyVersion: string;
}

/** A figure that is none, or below zero, reaches no row. */
const reaches = (improvement: string | null, row: ImprovementRow): boolean => {
  const figure = parseTonnes(improvement?.replace(/\s*%$/, ''));
  return figure.ok && figure.value >= mgOf(row.improvement);
};

/**
 * 改善幅度与可申请量 (第十条, policy A42): how much of a demand the municipal pool may meet, by the improvement reported
 * with the yearly verdict that counts; the highest share whose row is reached, none where no row is. Nothing where no
 * table is adopted: then no limit applies.
 */
export const improvementShare = (
  state: StateReader,
  asked: { readonly place: string; readonly at: Instant; readonly policies: PolicyReader },
): ImprovementShare | undefined => {
  const { place, at, policies } = asked;
  const { value: table, version: policyVersion } = policies<readonly ImprovementRow[]>('improvement.cap');
  if (table.length === 0) return undefined;
  const pending = policies<string>('linkage.pendingYear');
  const { verdict } = countingVerdict(standingLine(state, place), dateAt(at), pending);
  const improvement = verdict?.improvement ?? null;
  const open = table.filter((row) => reaches(improvement, row)).map(({ share }) => share);
  return { improvement, share: Math.max(0, ...open), policyVersion };
};

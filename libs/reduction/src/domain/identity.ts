import { foldSpelling, sha256Hex } from '#kernel';
import type { Evidence, Measure, SimilarReduction, Unit } from '#contract/reduction';

/** What makes two filings the same cut (policy A33). */
export interface ReductionIdentity {
  readonly permitNo: string | null;
  readonly unit: Unit;
  readonly place: string;
  readonly facility: string;
  readonly measure: Measure;
  readonly formedOn: string;
}

/** Where an evidence file, or a unit with its facility, is looked up among earlier filings. */
export interface Fingerprint {
  readonly id: string;
  readonly reason: SimilarReduction['reason'];
}

/** Twenty hexadecimal digits of a text that no other list of parts can produce. */
const keyOf = (...parts: readonly string[]): string => sha256Hex(JSON.stringify(parts)).slice(0, 20);

const holderOf = ({ permitNo, unit, place }: ReductionIdentity): readonly [kind: string, number: string] => {
  if (permitNo !== null) return ['PERMIT', foldSpelling(permitNo)];
  return unit.uscc === null ? ['PLACE', place] : ['USCC', foldSpelling(unit.uscc)];
};

/**
 * 减排量编号：permit number (else USCC, or place for government works) + facility + measure + formation year,
 * spelling folded. The same cut has the same id wherever it is filed, so a second filing meets the first
 * (第三条, policy A33).
 */
export const reductionIdOf = (identity: ReductionIdentity): string =>
  keyOf(
    ...holderOf(identity),
    foldSpelling(identity.facility),
    identity.measure,
    identity.formedOn.slice(0, 4),
  );

/** The identity as an officer reads it. */
export const identityText = (identity: ReductionIdentity): string =>
  [holderOf(identity)[1], identity.facility, identity.measure, identity.formedOn.slice(0, 4)].join(' · ');

/** What an earlier filing of the same cut under another key would share with this one. */
export const fingerprintsOf = (
  unit: Unit,
  facility: string,
  evidence: readonly Evidence[],
): readonly Fingerprint[] => {
  const files = [...new Set(evidence.map(({ sha256 }) => sha256))];
  const byFile = files.map((hash): Fingerprint => ({ id: keyOf('EVIDENCE', hash), reason: 'SAME_EVIDENCE' }));
  if (unit.uscc === null) return byFile;
  const id = keyOf('UNIT', foldSpelling(unit.uscc), foldSpelling(facility));
  return [...byFile, { id, reason: 'SAME_UNIT_AND_FACILITY' }];
};

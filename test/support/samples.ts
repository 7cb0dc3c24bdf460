import { sha256Hex, type Pollutant, type Tonnes } from '#kernel';
import { fileReduction, reductionIdOf, type FileReduction, type StatedReductionLine } from '#libs/reduction';
import { given, officer, type Given } from './given.js';

export const t = (amount: string): Tonnes => amount as Tonnes;

/** One line of a request: so much of a pollutant. */
export const line = (pollutant: Pollutant, amount: string) => ({ pollutant, amount: t(amount) });
/** One line of a reduction; no permitted limit unless given. */
export const verified = (
  pollutant: Pollutant,
  amount: string,
  permittedLimit: string | null = null,
): StatedReductionLine => ({
  pollutant,
  verified: t(amount),
  permittedLimit: permittedLimit === null ? null : t(permittedLimit),
});

/** A believable filing of 100 t COD by the bureau in 昆山. */
export const sampleReduction = (changes: Partial<FileReduction> = {}): FileReduction => ({
  unit: { uscc: '91320583MA1DEM0013', name: '示例昆山精密涂装有限公司' },
  permitNo: '91320583MA1DEM0013001V',
  facility: '2# 喷涂线',
  measure: 'DEEP_TREATMENT',
  fundingSource: 'OWN',
  formedOn: '2025-11-20',
  permitChangedOn: '2026-01-31',
  place: '320583',
  guide: { id: '主要污染物总量减排核算技术指南', version: '2022' },
  lines: [verified('COD', '100')],
  mrv: { monitorable: true, reportable: true, countable: true, verifiable: true },
  evidence: [{ name: '示例-减排核算报告.pdf', sha256: sha256Hex('示例-减排核算报告.pdf') }],
  coBenefitTCO2e: null,
  ...changes,
});

/** A ledger in which a reduction has been filed, by the clerk of its place. */
export const withReduction = (
  changes: Partial<FileReduction> = {},
  ledger: Given = given(),
): { readonly ledger: Given; readonly reductionId: string } => {
  const filing = sampleReduction(changes);
  const actor = officer('county-clerk', filing.place);
  return {
    ledger: ledger.when(fileReduction, filing, { actor }).thenAccepted(),
    reductionId: reductionIdOf(filing),
  };
};

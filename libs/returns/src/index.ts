import type { Decider } from '#kernel';
import { cancelPermit } from './domain/cancel-permit.decider.js';
import { importTradeReport } from './domain/import-trade-report.decider.js';
import { submitQuarterlyReturn } from './domain/submit-quarterly-return.decider.js';

export * from './domain/annual.report.js';
export * from './domain/audit-findings.report.js';
export * from './domain/cancel-permit.decider.js';
export * from './domain/import-trade-report.decider.js';
export { inspectionRecord, type InspectionRecord } from './domain/inspection-record.report.js';
export * from './domain/permit.fold.js';
export * from './domain/pool-movements.report.js';
export * from './domain/quarterly.report.js';
export type { CancellationRow } from './domain/quarterly.rows.js';
export * from './domain/reconciliation.report.js';
export * from './domain/regional-targets.js';
export * from './domain/regional.report.js';
export * from './domain/return-status.report.js';
export * from './domain/return.fold.js';
export * from './domain/submit-quarterly-return.decider.js';
export * from './domain/task-deductions.report.js';
export * from './domain/trade-report.fold.js';
export { WORK_SOURCES, workReport, type WorkReport } from './domain/work.report.js';

/** Every command this library decides. */
export const deciders = [
  cancelPermit,
  importTradeReport,
  submitQuarterlyReturn,
] as const satisfies readonly Decider<never>[];

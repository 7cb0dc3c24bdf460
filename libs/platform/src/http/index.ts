export { configureEdge, createEdgeAdapter, EDGE_LIMITS, EDGE_OPTIONS, type EdgeLimits } from './edge.js';
export { type Fault, invalidField, invalidRequest, type PlacedFault } from './faults.js';
export * from './fields.js';
export type { FieldKind } from './kinds.js';
export { languageOf } from './language.js';
export { Exporter, ExportSource } from './exporter.js';
export { CSV_TYPE, fileWanted, PDF_TYPE, XLSX_TYPE } from './file-types.js';
export type { Listing } from './listing.js';
export { FileQuery, listed, ListQuery, Lists, type SortKey, sortOf, windowOf } from './lists.js';
export { TakesSheet } from './sheets.js';
export { dtoPipe } from './dto.pipe.js';
export { sendFile } from './send-file.js';
export { PathId, PathMonth, PathQuarter, PathText, PathYear } from './params.js';
export { PersonalPace, TakesSecret } from './pace.js';
export { problemOf } from './problem.js';
export { ProblemFilter } from './problem.filter.js';
export { redacted } from './redacted.js';
export { edgeRefusal, RefusalException, type RefusalExtras } from './refusal.exception.js';
export { CurrentSending, type Sending, sendingOf, submissionOf } from './submission.js';
export {
  EffectiveTime,
  type Known,
  KnownTime,
  type PointInTime,
  pointInTime,
  PointInTimeQuery,
} from './times.js';
export { type WriteOptions, Writes } from './writes.js';
export { policyWithStyles } from './security-headers.js';

import type { ItemView } from '#kernel';
import type { InspectionFinding } from './finding.fold.js';

/** 检查发现的问题 as `/findings` shows it, among those of other kinds. */
export const inspectionFindingView = ({ findingId, evidence, ...finding }: InspectionFinding): ItemView => ({
  id: findingId,
  kind: 'INSPECTION',
  ...finding,
  evidence: evidence.map((file) => ({ ...file })),
  closure: finding.closure && { ...finding.closure },
});

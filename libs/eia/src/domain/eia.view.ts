import type { ItemView, JsonObject } from '#kernel';
import type { EiaApproval, Finding } from './eia.fold.js';

/** What the import answers for one approval. */
export const approvalView = ({ finding, ...approval }: EiaApproval): JsonObject => ({
  approvalNo: approval.approvalNo,
  place: approval.place,
  projectCode: approval.projectCode,
  matched: finding?.status !== 'OPEN',
  vouchers: approval.vouchers,
  findingId: finding?.findingId ?? null,
  shortfalls: finding?.status === 'OPEN' ? finding.shortfalls.map((line) => ({ ...line })) : [],
});

/** 无量审批 as `/findings` shows it. */
export const findingView = (finding: Finding, approval: EiaApproval): ItemView => ({
  id: finding.findingId,
  kind: 'UNBACKED_APPROVAL',
  place: approval.place,
  status: finding.status,
  approvalNo: approval.approvalNo,
  approvedOn: approval.approvedOn,
  projectCode: approval.projectCode,
  vouchers: approval.vouchers,
  shortfalls: finding.shortfalls.map((line) => ({ ...line })),
  foundOn: finding.foundOn,
});

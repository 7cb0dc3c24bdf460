import type { ItemView, JsonObject } from '#kernel';
import { correctionView } from '#libs/correction';
import type { EiaApproval, Finding } from './eia.fold.js';

/** No finding was ever made, or vouchers have covered it since. */
const isCovered = (finding: Finding | null): boolean =>
  finding === null || (finding.status === 'CLOSED' && finding.closure === null);

/** What the import answers for one approval. */
export const approvalView = ({ finding, ...approval }: EiaApproval): JsonObject => ({
  approvalNo: approval.approvalNo,
  place: approval.place,
  projectCode: approval.projectCode,
  matched: isCovered(finding),
  vouchers: approval.vouchers,
  findingId: finding?.findingId ?? null,
  shortfalls: isCovered(finding) ? [] : (finding?.shortfalls ?? []).map((line) => ({ ...line })),
  corrections: approval.corrections.map(correctionView),
});

/** 无量审批 as `/findings` shows it. */
export const findingView = ({
  finding,
  ...approval
}: EiaApproval & { readonly finding: Finding }): ItemView => ({
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
  closure: finding.closure && { ...finding.closure },
  corrections: approval.corrections.map(correctionView),
});

import { type JsonObject, type Medium } from '#kernel';
import type { RequiredLine, StatedLine } from '#contract/withdrawal';
import { approversOf, drawsOf, finalTier } from './approver.policy.js';
import { mediaToReview } from './element-review.policy.js';
import { isBackDated } from './dating.js';
import { priorityOf } from './priority.policy.js';
import { voucherSummary } from './voucher.view.js';
import type { Withdrawal, WithdrawalState } from './withdrawal.fold.js';

/** What was stated and what is required, line by line. */
export const demandLines = (
  lines: readonly StatedLine[],
  required: readonly RequiredLine[],
): readonly JsonObject[] =>
  lines.map((line) => ({
    ...line,
    baseline: { ...line.baseline },
    ...required.find((one) => one.pollutant === line.pollutant),
  }));

const reviewsOf = (file: Withdrawal): readonly { readonly medium: Medium; readonly passed: boolean }[] =>
  mediaToReview(file).map((medium) => ({
    medium,
    passed: file.hold?.passed.includes(medium) ?? file.voucher !== null,
  }));

/** A withdrawal as the interface shows it: figures in t/a, where it stands, who decides next. */
export const withdrawalDocument = (file: Withdrawal) => ({
  id: file.id,
  place: file.project.place,
  status: file.status,
  project: { ...file.project },
  path: file.path,
  lines: demandLines(file.lines, file.required),
  requestedPools: file.pools,
  tradeVouchers: file.tradeVouchers,
  effectiveOn: file.effectiveOn,
  filedOn: file.filedOn,
  backDated: isBackDated(file),
  backDatedReason: file.backDatedReason,
  rulingNo: file.rulingNo,
  eiaDocument: file.eiaDocument,
  priority: priorityOf(finalTier(file), file),
  draws: drawsOf(file).map((draw) => ({ ...draw })),
  expiresOn: file.hold?.expiresOn ?? null,
  elementReviews: reviewsOf(file),
  finalTier: finalTier(file),
  approvers: approversOf(file),
  documentNo: file.documentNo,
  opinion: file.opinion,
  voucherNo: file.voucher?.no ?? null,
  voucher: file.voucher && voucherSummary(file.voucher),
  registration: file.registration && { ...file.registration },
  permit: file.permit && { ...file.permit },
  backingVoided: file.backingVoided,
  policies: file.policies,
});

/** The document of a stream; nothing before the demand is filed. */
export const withdrawalView = (file: WithdrawalState): ReturnType<typeof withdrawalDocument> | null =>
  file ? withdrawalDocument(file) : null;

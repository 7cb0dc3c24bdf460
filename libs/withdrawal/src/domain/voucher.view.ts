import type { JsonObject, RuleOutcome } from '#kernel';
import type { Voucher, Withdrawal } from './withdrawal.fold.js';

/** 凭证状态. */
export type VoucherState = 'VALID' | 'REGISTERED' | 'RELEASED' | 'LAPSED' | 'BACKING_VOIDED';

/** As the public register shows it. */
export const voucherStateOf = ({ status, backingVoided }: Withdrawal): VoucherState => {
  if (status === 'RELEASED' || status === 'LAPSED') return status;
  if (backingVoided) return 'BACKING_VOIDED';
  return status === 'REGISTERED' || status === 'PERMITTED' ? 'REGISTERED' : 'VALID';
};

/** The part that answers an approval: what was granted to the unit and what is retired for good, in t/a. */
export const voucherSummary = ({ no, lines, issuedAt, position, validUntil }: Voucher) => ({
  no,
  lines: lines.map((line) => ({ ...line })),
  retired: lines.map(({ pollutant, retired }) => ({ pollutant, amount: retired })),
  issuedAt,
  position,
  validUntil,
});

/**
 * 凭证：everything the document shows, with the lots behind it and the rules it was given under, which the event that
 * issued it names; none before approval.
 */
export const voucherView = (file: Withdrawal, rules: readonly RuleOutcome[]): JsonObject | null => {
  const { voucher, project, id } = file;
  if (!voucher) return null;
  return {
    ...voucherSummary(voucher),
    withdrawalId: id,
    project: { ...project },
    draws: voucher.draws.map((draw) => ({ ...draw })),
    tradeVouchers: file.tradeVouchers,
    state: voucherStateOf(file),
    rules: rules.map((rule) => ({ ...rule })),
  };
};

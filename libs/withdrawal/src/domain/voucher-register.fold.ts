import { assertNever, type Fold, type Logged } from '#kernel';
import type { RegisterEvent } from '#contract/withdrawal';

/** The last serial given in each year. */
export interface VoucherRegisterState {
  readonly serials: Readonly<Record<number, number>>;
}

const evolve = (state: VoucherRegisterState, event: Logged<RegisterEvent>): VoucherRegisterState => {
  switch (event.type) {
    case 'VoucherNumbered':
      return { serials: { ...state.serials, [event.data.year]: event.data.serial } };
    default:
      return assertNever(event.type);
  }
};

/** 凭证编号簿：stream `voucher-<place>`, one per place that projects lie in. */
export const voucherRegisterFold: Fold<VoucherRegisterState, RegisterEvent> = {
  prefix: 'voucher',
  initial: () => ({ serials: {} }),
  evolve,
};

/** The next number of a place and year: `PZ-320583-2026-000001`. */
export const nextVoucherNo = (
  state: VoucherRegisterState,
  place: string,
  year: number,
): { readonly voucherNo: string; readonly year: number; readonly serial: number } => {
  const serial = (state.serials[year] ?? 0) + 1;
  return { voucherNo: `PZ-${place}-${year}-${String(serial).padStart(6, '0')}`, year, serial };
};

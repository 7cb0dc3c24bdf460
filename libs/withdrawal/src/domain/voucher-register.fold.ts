import { assertNever, PersistentMap, type Fold, type Logged } from '#kernel';
import type { RegisterEvent } from '#contract/withdrawal';

/** The last serial given in each year. */
export interface VoucherRegisterState {
  readonly serials: Readonly<Record<number, number>>;
  /** By project code, the withdrawals that were given a voucher. */
  readonly byProject: PersistentMap<string, readonly string[]>;
  /** Withdrawals from before entries named their project. */
  readonly unnamed: readonly string[];
}

const numbered = (
  { serials, byProject, unnamed }: VoucherRegisterState,
  { year, serial, withdrawalId, projectCode }: RegisterEvent['data'],
): VoucherRegisterState => ({
  serials: { ...serials, [year]: serial },
  byProject:
    projectCode === null
      ? byProject
      : byProject.set(projectCode, [...(byProject.get(projectCode) ?? []), withdrawalId]),
  unnamed: projectCode === null ? [...unnamed, withdrawalId] : unnamed,
});

const evolve = (state: VoucherRegisterState, event: Logged<RegisterEvent>): VoucherRegisterState => {
  switch (event.type) {
    case 'VoucherNumbered':
      return numbered(state, event.data);
    default:
      return assertNever(event.type);
  }
};

/** 凭证编号簿：stream `voucher-<place>`, one per place that projects lie in. */
export const voucherRegisterFold: Fold<VoucherRegisterState, RegisterEvent> = {
  prefix: 'voucher',
  initial: () => ({ serials: {}, byProject: PersistentMap(), unnamed: [] }),
  evolve,
};

/** Withdrawals with a voucher that may be of a project: those entered for it, and those whose entry names none. */
export const withdrawalsOf = (state: VoucherRegisterState, projectCode: string): readonly string[] => [
  ...(state.byProject.get(projectCode) ?? []),
  ...state.unnamed,
];

/** The next number of a place and year: `PZ-320583-2026-000001`. */
export const nextVoucherNo = (
  state: Pick<VoucherRegisterState, 'serials'>,
  place: string,
  year: number,
): { readonly voucherNo: string; readonly year: number; readonly serial: number } => {
  const serial = (state.serials[year] ?? 0) + 1;
  return { voucherNo: `PZ-${place}-${year}-${String(serial).padStart(6, '0')}`, year, serial };
};

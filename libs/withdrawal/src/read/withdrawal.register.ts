import { Entity } from 'typeorm';
import { RegisterRow, type RegisterSpec } from '#libs/platform';
import { withdrawalFold, type WithdrawalState } from '../domain/withdrawal.fold.js';
import { withdrawalView } from '../domain/withdrawal.view.js';

/** 出库台账：one row per withdrawal, its document the folded stream as the interface shows it. */
@Entity({ schema: 'read', name: 'withdrawal' })
export class WithdrawalRow extends RegisterRow {}

export const withdrawalRegister: RegisterSpec<WithdrawalState> = {
  name: 'withdrawal',
  revision: 3,
  fold: withdrawalFold,
  view: (state) => withdrawalView(state),
};

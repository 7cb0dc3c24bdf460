import { Entity } from 'typeorm';
import { RegisterRow, type RegisterSpec } from '#libs/platform';
import { depositFold, type DepositState } from '../domain/deposit.fold.js';
import { depositView } from '../domain/deposit.view.js';

/** 入库台账：one row per deposit, its document the folded stream as the interface shows it. */
@Entity({ schema: 'read', name: 'deposit' })
export class DepositRow extends RegisterRow {}

export const depositRegister: RegisterSpec<DepositState> = {
  name: 'deposit',
  revision: 3,
  fold: depositFold,
  view: (state) => depositView(state),
};

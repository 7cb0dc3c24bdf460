import { Entity } from 'typeorm';
import { RegisterRow, type RegisterSpec } from '#libs/platform';
import { reductionFold, type ReductionState } from '../domain/reduction.fold.js';
import { reductionView } from '../domain/reduction.view.js';

/** 减排量台账：one row per reduction, its document the folded stream as the interface shows it. */
@Entity({ schema: 'read', name: 'reduction' })
export class ReductionRow extends RegisterRow {}

export const reductionRegister: RegisterSpec<ReductionState> = {
  name: 'reduction',
  revision: 3,
  fold: reductionFold,
  view: (state) => reductionView(state),
};

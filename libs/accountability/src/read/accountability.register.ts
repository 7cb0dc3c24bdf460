import { Entity } from 'typeorm';
import type { AccountabilityEvent } from '#contract/accountability';
import { RegisterRow, type ItemRegisterSpec } from '#libs/platform';
import { accountabilityFold, type AccountabilityState } from '../domain/accountability.fold.js';
import { accountabilityView } from '../domain/accountability.view.js';

/** 问责台账: one row per record. */
@Entity({ schema: 'read', name: 'accountability' })
export class AccountabilityRow extends RegisterRow {}

const itself = ({ recordId }: AccountabilityEvent['data']): readonly string[] => [recordId];

export const accountabilityRegister: ItemRegisterSpec<AccountabilityState> = {
  name: 'accountability',
  revision: 1,
  fold: accountabilityFold,
  touched: { AccountabilityRecorded: itself, AccountabilityWithdrawn: itself } satisfies Record<
    AccountabilityEvent['type'],
    typeof itself
  >,
  view: (state, id) => {
    const record = state.get(id);
    return record === undefined ? null : accountabilityView(record);
  },
};

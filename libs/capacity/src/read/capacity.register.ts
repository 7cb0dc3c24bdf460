import { Entity } from 'typeorm';
import type { CapacityRecorded } from '#contract/capacity';
import { RegisterRow, type ItemRegisterSpec } from '#libs/platform';
import { capacityFold, type CapacityState } from '../domain/capacity.fold.js';
import { capacityView } from '../domain/capacity.view.js';

/** 能力建设台账: one row per record. */
@Entity({ schema: 'read', name: 'capacity' })
export class CapacityRow extends RegisterRow {}

const itselfAndTheTeamBefore = (
  { recordId, kind }: CapacityRecorded['data'],
  state: CapacityState,
): readonly string[] => {
  const current = [...state.values()].filter((record) => record.kind === kind && record.status === 'CURRENT');
  return [recordId, ...current.map((record) => record.recordId)];
};

export const capacityRegister: ItemRegisterSpec<CapacityState> = {
  name: 'capacity',
  revision: 1,
  fold: capacityFold,
  touched: { CapacityRecorded: itselfAndTheTeamBefore },
  view: (state, id) => {
    const record = state.get(id);
    return record === undefined ? null : capacityView(record);
  },
};

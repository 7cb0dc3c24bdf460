import { Entity } from 'typeorm';
import type { CorrectionPosted } from '#contract/correction';
import type {
  EiaApprovalImported,
  EiaApprovalMatched,
  FindingClosed,
  UnbackedApprovalFound,
} from '#contract/eia';
import { RegisterRow, type ItemRegisterSpec } from '#libs/platform';
import { eiaFold, findingIn, type EiaState } from '../domain/eia.fold.js';
import { findingView } from '../domain/eia.view.js';

/** 问题台账：one row per finding. */
@Entity({ schema: 'read', name: 'finding' })
export class FindingRow extends RegisterRow {}

const known = (
  { approvalNo }: Pick<EiaApprovalImported['data'] | EiaApprovalMatched['data'], 'approvalNo'>,
  { approvals }: EiaState,
): readonly string[] => {
  const id = approvals.get(approvalNo)?.finding?.findingId;
  return id === undefined ? [] : [id];
};

export const findingRegister: ItemRegisterSpec<EiaState> = {
  name: 'finding',
  revision: 3,
  fold: eiaFold,
  touched: {
    CorrectionPosted: ({ recordId }: CorrectionPosted['data'], state) =>
      known({ approvalNo: recordId }, state),
    EiaApprovalImported: known,
    EiaApprovalMatched: known,
    UnbackedApprovalFound: ({ findingId }: UnbackedApprovalFound['data']) => [findingId],
    FindingClosed: ({ findingId }: FindingClosed['data']) => [findingId],
  },
  view: (state, id) => {
    const approval = findingIn(state, id);
    return approval === undefined ? null : findingView(approval);
  },
};

import type { RegisterSpec } from '#libs/platform';
import { voidFold, type VoidState } from '../domain/void.fold.js';
import { voidView } from '../domain/void.view.js';

/** 作废台账：one row per lot that somebody proposed to void. */
export const voidRegister: RegisterSpec<VoidState> = {
  name: 'lot_void',
  revision: 1,
  fold: voidFold,
  view: (state) => {
    const view = voidView(state);
    const { proposal, status } = state;
    return view && proposal && { ...view, id: proposal.lotId, place: proposal.place, status };
  },
};

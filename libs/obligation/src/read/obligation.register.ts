import { Entity } from 'typeorm';
import type { ObligationApplied, ObligationOpened, ObligationReduced } from '#contract/obligation';
import { RegisterRow, type ItemRegisterSpec } from '#libs/platform';
import { obligationFold, type ObligationState } from '../domain/obligation.fold.js';
import { obligationView } from '../domain/obligation.view.js';

/** 后续收储扣除台账：one row per debt. */
@Entity({ schema: 'read', name: 'obligation' })
export class ObligationRow extends RegisterRow {}

export const obligationRegister: ItemRegisterSpec<ObligationState> = {
  name: 'obligation',
  revision: 1,
  fold: obligationFold,
  touched: {
    ObligationOpened: ({ obligationId }: ObligationOpened['data']) => [obligationId],
    ObligationApplied: ({ payments }: ObligationApplied['data']) =>
      payments.map(({ obligationId }) => obligationId),
    ObligationReduced: ({ reductions }: ObligationReduced['data']) =>
      reductions.map(({ obligationId }) => obligationId),
  },
  view: (state, id) => {
    const debt = state.find((one) => one.id === id);
    return debt === undefined ? null : obligationView(debt);
  },
};

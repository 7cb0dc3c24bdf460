import {
  must,
  previewed,
  refuseBy,
  refuseMeaning,
  refuseMissing,
  withinPlace,
  type Command,
  type Decider,
  type Decision,
} from '#kernel';
import type { AmountLine, Use } from '#contract/reduction';
import { policiesAt } from '#libs/policy';
import { reductionFold } from './reduction.fold.js';
import { reductionView } from './reduction.view.js';
import { allocate, asking, isFiled } from './uses.js';

/** 用途登记：the office books a use other than the pool, which deposits book themselves. */
export interface BookReductionUse {
  readonly reductionId: string;
  readonly use: Exclude<Use, 'POOL'>;
  readonly reference: string;
  readonly lines: readonly AmountLine[];
}

const NOTHING_ASKED = { field: 'lines', rule: 'notZero', message: '数量合计不得为零 / all amounts are zero' };

/** Books a use for the binding task, a project, a trade or the unit's own works (第三条、第二十一条). */
export const bookReductionUse: Decider<BookReductionUse> = {
  command: 'BookReductionUse',
  decide(command: Command<BookReductionUse>, state): Decision {
    const { reductionId, use, reference, lines } = command.data;
    const reduction = state(reductionFold, reductionId);
    if (!isFiled(reduction)) return refuseMissing(`reduction ${reductionId}`);
    const place = withinPlace(command.actor, reduction.filing.place);
    const refusal = refuseBy([place]) ?? refuseMeaning(asking(lines).length === 0 ? [NOTHING_ASKED] : []);
    if (refusal) return refusal;

    const { rules: useRules, proposal } = allocate(
      reduction,
      { use, reference, lines },
      policiesAt(state, command.at),
    );
    const rules = [place, ...useRules];
    const { stream } = proposal;
    const after = () =>
      previewed(reductionFold, { stream, state: reduction }, { proposals: [proposal], command });
    return (
      refuseBy(rules) ?? {
        ok: true,
        events: [proposal],
        rules,
        answer: () => must(reductionView(after()), 'view'),
      }
    );
  },
};

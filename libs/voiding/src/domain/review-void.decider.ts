import {
  atStep,
  must,
  previewed,
  propose,
  refuseBy,
  refuseMissing,
  REVIEW_DIVISIONS,
  separateDuties,
  speakingFor,
  streamName,
  withinPlace,
  type Command,
  type Decider,
  type Decision,
  type Opinion,
} from '#kernel';
import type { LotVoidReviewed } from '#contract/obligation';
import { voidFold, voidView } from '#libs/obligation';
import { originOf } from './origin.js';

export type ReviewVoid = Pick<Opinion, 'decision' | 'opinion'> & { readonly lotId: string };

/**
 * 法制审核、要素审核 of a void (第二十一条): an opinion on the inspector's proposal; optional, but one that is not a pass
 * stands in the lead's way until the division passes it or the inspector proposes anew.
 */
export const reviewVoid: Decider<ReviewVoid> = {
  command: 'ReviewVoid',
  decide(command: Command<ReviewVoid>, state): Decision {
    const { actor, data } = command;
    const { lotId } = data;
    const before = state(voidFold, lotId);
    const { proposal, status, duties } = before;
    const place = originOf(state, lotId)?.place;
    if (place === undefined) return refuseMissing(`lot ${lotId}`);
    const own = withinPlace(actor, place);
    const outside = refuseBy([own]);
    if (outside) return outside;
    if (proposal === null) return refuseMissing(`proposal to void ${lotId}`);
    const division = speakingFor(actor, REVIEW_DIVISIONS);
    if (!division.ok) return division.error;
    const rules = [own, atStep(status, ['PROPOSED']), separateDuties(actor, 'VOID_REVIEW', duties)];
    const stream = streamName(voidFold.prefix, lotId);
    const event: LotVoidReviewed = {
      type: 'LotVoidReviewed',
      data: { ...data, place, division: division.value },
    };
    const events = [propose(stream, event)];
    const after = previewed(voidFold, { stream, state: before }, { proposals: events, command });
    return refuseBy(rules) ?? { ok: true, events, rules, answer: () => must(voidView(after), 'view') };
  },
};

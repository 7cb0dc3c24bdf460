import {
  atStep,
  must,
  opinionsAllow,
  previewed,
  propose,
  refuseBy,
  refuseMissing,
  separateDuties,
  streamName,
  withinPlace,
  type Command,
  type Decider,
  type Decision,
} from '#kernel';
import type { LotVoidProposed } from '#contract/obligation';
import { voidFold, voidView } from '#libs/obligation';
import { originOf } from './origin.js';

export interface ProposeVoid {
  readonly lotId: string;
  readonly reason: string;
  readonly evidence: LotVoidProposed['data']['evidence'];
}

/**
 * 作废建议 (第二十一条): an inspector proposes to void a lot, with evidence; nothing moves before it is decided. A proposal
 * that a division did not pass may be made anew.
 */
export const proposeVoid: Decider<ProposeVoid> = {
  command: 'ProposeVoid',
  decide(command: Command<ProposeVoid>, state): Decision {
    const { actor, data } = command;
    const { lotId } = data;
    const origin = originOf(state, lotId);
    if (origin === undefined) return refuseMissing(`lot ${lotId}`);
    const before = state(voidFold, lotId);
    const returned = opinionsAllow(before.opinions).outcome === 'FAIL';
    const rules = [
      withinPlace(actor, origin.place),
      atStep(before.status, returned ? ['NONE', 'PROPOSED'] : ['NONE']),
      separateDuties(actor, 'VOID_PROPOSAL', before.duties),
    ];
    const stream = streamName(voidFold.prefix, lotId);
    const event: LotVoidProposed = { type: 'LotVoidProposed', data: { ...data, place: origin.place } };
    const events = [propose(stream, event)];
    const after = previewed(voidFold, { stream, state: before }, { proposals: events, command });
    return refuseBy(rules) ?? { ok: true, events, rules, answer: () => must(voidView(after), 'view') };
  },
};

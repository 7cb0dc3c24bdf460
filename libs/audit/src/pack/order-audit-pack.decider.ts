import {
  propose,
  refuseBy,
  withinAllPlaces,
  withinPlace,
  type Actor,
  type Command,
  type Decider,
  type Decision,
  type RuleOutcome,
} from '#kernel';
import type { AuditPackOrdered, PackScope } from '../contract/index.js';
import { PACKS_STREAM } from './packs.fold.js';

export type OrderAuditPack = PackScope & { readonly purpose: string };

/** 审计包范围：the whole ledger tells of every place, a place's part of that place. */
export const packWithinPlace = (actor: Actor, scope: PackScope): RuleOutcome =>
  scope.scope === 'LEDGER' ? withinAllPlaces(actor) : withinPlace(actor, scope.place);

/**
 * 导出审计包：whoever answers for all it tells of may order one and gets it; the log remembers who, of what and what for.
 * Errors: FORBIDDEN_PLACE.
 */
export const orderAuditPack: Decider<OrderAuditPack> = {
  command: 'OrderAuditPack',
  decide({ actor, data, commandId: packId }: Command<OrderAuditPack>): Decision {
    const rules = [packWithinPlace(actor, data)];
    const ordered: AuditPackOrdered = { type: 'AuditPackOrdered', data: { packId, ...data } };
    return (
      refuseBy(rules) ?? {
        ok: true,
        events: [propose(PACKS_STREAM, ordered)],
        rules,
        answer: ({ position }) => ({ id: packId, position, ...data }),
      }
    );
  },
};

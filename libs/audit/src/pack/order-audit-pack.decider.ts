import { propose, type Command, type Decider, type Decision } from '#kernel';
import type { AuditPackOrdered, PackScope } from '../contract/index.js';
import { PACKS_STREAM } from './packs.fold.js';

export type OrderAuditPack = PackScope & { readonly purpose: string };

/** 导出审计包：whoever may order one gets it; the log remembers who, of what and what for. */
export const orderAuditPack: Decider<OrderAuditPack> = {
  command: 'OrderAuditPack',
  decide({ data, commandId: packId }: Command<OrderAuditPack>): Decision {
    const ordered: AuditPackOrdered = { type: 'AuditPackOrdered', data: { packId, ...data } };
    return {
      ok: true,
      events: [propose(PACKS_STREAM, ordered)],
      rules: [],
      answer: ({ position }) => ({ id: packId, position, ...data }),
    };
  },
};

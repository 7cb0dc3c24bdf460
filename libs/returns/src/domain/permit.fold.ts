import type { Fold } from '#kernel';
import type { PermitCancelled } from '#contract/returns';

/** 许可证注销 as last recorded; nothing for a permit that nobody cancelled. */
export type PermitState = PermitCancelled['data'] | undefined;

/** Stream `permit-<permit number>`: a permit is cancelled once, wherever it is recorded. */
export const permitFold: Fold<PermitState, PermitCancelled> = {
  prefix: 'permit',
  initial: () => undefined,
  evolve: (_, { data }) => data,
};

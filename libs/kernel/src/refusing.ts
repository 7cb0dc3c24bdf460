import { refuse, type Decision } from './decider.js';
import { refusedBy, type FieldFault, type RuleOutcome } from './rule.js';

/** The refusal that these rules amount to, if any of them stands in the way. */
export const refuseBy = (rules: readonly RuleOutcome[]): Decision | undefined => {
  const refusal = refusedBy(rules);
  return refusal && refuse(refusal);
};

/** 未找到：the item a command names is not in the ledger. */
export const refuseMissing = (subject: string): Decision =>
  refuse({ code: 'NOT_FOUND', params: { subject }, rules: [] });

/** Fields that are well formed but cannot be true together; nothing when there is no fault. */
export const refuseMeaning = (errors: readonly FieldFault[]): Decision | undefined =>
  errors.length === 0 ? undefined : refuse({ code: 'INVALID_MEANING', params: {}, rules: [], errors });

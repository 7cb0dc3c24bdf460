import type { Actor, Role } from './actor.js';
import type { Decision } from './decider.js';
import { refuseBy } from './refusing.js';
import { fail, must, ok, type Result } from './result.js';
import { holds, notApplicable, type RuleOutcome } from './rule.js';

/** 审核意见: what one division says of an item before somebody else decides it. */
export interface Opinion {
  readonly division: Role;
  readonly decision: 'PASS' | 'RETURN' | 'REJECT';
  readonly opinion: string;
  readonly by: string;
}

/** 要素处室与法制审核: the divisions asked about orders and voids. */
export const REVIEW_DIVISIONS: readonly Role[] = ['element-water', 'element-air', 'law-review'];

/** The division, of those asked, that the actor speaks for. Errors: FORBIDDEN_ROLE. */
export const speakingFor = (actor: Actor, asked: readonly Role[]): Result<Role, Decision> => {
  const division = asked.find((role) => actor.roles.includes(role));
  if (division !== undefined) return ok(division);
  const rule = holds(false, 'FORBIDDEN_ROLE', { inputs: { allowed: asked.join(' | ') } });
  return fail(must(refuseBy([rule]), 'refusal'));
};

/**
 * 审核 (审批矩阵): an opinion may be left out, but none that is not a pass may stand against the decision. A division's
 * later opinion replaces its former one.
 */
export const opinionsAllow = (opinions: readonly Opinion[]): RuleOutcome => {
  if (opinions.length === 0) return notApplicable('REVIEW_OPINION');
  const standing = [...new Map(opinions.map((one) => [one.division, one])).values()];
  const against = standing.filter(({ decision }) => decision !== 'PASS');
  const shown = against.length > 0 ? against : standing;
  const inputs = {
    division: shown.map(({ division }) => division).join('、'),
    decision: shown.map(({ decision }) => decision).join('、'),
  };
  return holds(against.length === 0, 'REVIEW_OPINION', { inputs });
};

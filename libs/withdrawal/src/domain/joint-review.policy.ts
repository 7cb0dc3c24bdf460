import { holds, notApplicable, type RuleOutcome } from '#kernel';
import type { Project } from '#contract/withdrawal';

/**
 * 两高一低 (减污降碳协同增效方案): a listed project draws quota only with the number of its municipal joint-review
 * document; any other project is not asked.
 */
export const jointlyReviewed = ({ code, listed = null, jointReviewNo = null }: Project): RuleOutcome => {
  if (listed === null) return notApplicable('JOINT_REVIEW_REQUIRED');
  const inputs = { projectCode: code, listed, jointReviewNo };
  return holds((jointReviewNo ?? '').trim() !== '', 'JOINT_REVIEW_REQUIRED', { inputs });
};

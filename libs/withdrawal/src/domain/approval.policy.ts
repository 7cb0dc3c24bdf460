import {
  atStep,
  backDatingExplained,
  holds,
  notApplicable,
  type CivilDate,
  type RuleOutcome,
  type StateReader,
} from '#kernel';
import { finalTier } from './approver.policy.js';
import { mediaPending } from './element-review.policy.js';
import { isBackDated } from './dating.js';
import { standingInFlight } from './in-flight.policy.js';
import type { Wish } from './offers.policy.js';
import { tradeRules } from './purchase.policy.js';
import type { Withdrawal } from './withdrawal.fold.js';

/** What a final approval rests on besides the file itself. */
interface Asked {
  readonly today: CivilDate;
  readonly documentNo: string | null;
  readonly reason: string;
}

/** 预留未到期 (policy A36). */
const holdRuns = ({ hold }: Withdrawal, { today }: Asked): RuleOutcome => {
  const expiresOn = hold?.expiresOn ?? today;
  return holds(today <= expiresOn, 'HOLD_EXPIRED', { inputs: { expiresOn, today } });
};

/** 要素审核已完成：every medium drawn from an upper pool has passed its division. */
const divisionsPassed = (file: Withdrawal): RuleOutcome => {
  const pending = mediaPending(file).map((medium) => `ELEMENT_REVIEWED(${medium})`);
  return pending.length === 0
    ? atStep(file.status, ['HELD'])
    : holds(false, 'WRONG_STATE', { inputs: { state: file.status, expected: pending.join(' + ') } });
};

/** 省厅批复：provincial quota is given by a numbered reply, stored here. */
const provincialReply = (file: Withdrawal, { documentNo }: Asked): RuleOutcome =>
  finalTier(file) === 'PROVINCIAL'
    ? holds(documentNo !== null, 'PROVINCIAL_REPLY_REQUIRED', { inputs: { documentNo } })
    : notApplicable('PROVINCIAL_REPLY_REQUIRED');

/** 追溯生效: the approver says why it takes effect before the day it was filed. */
const datingExplained = (file: Withdrawal, { today, reason }: Asked): RuleOutcome => {
  const { effectiveOn: effectiveFrom } = file;
  const backDated = isBackDated(file);
  return backDatingExplained({ backDated, effectiveFrom, today, reason, field: 'backDatedReason' });
};

/**
 * 终审 (第八条至第十条): the hold still runs, the divisions have passed it, and the place and its parents are in good
 * standing for every tier drawn on and every border bought across.
 */
export const approvalRules = (
  file: Withdrawal,
  asked: Asked,
  { state, wish }: { readonly state: StateReader; readonly wish: Wish },
): readonly RuleOutcome[] => [
  provincialReply(file, asked),
  datingExplained(file, asked),
  divisionsPassed(file),
  holdRuns(file, asked),
  ...tradeRules(state, wish),
  ...standingInFlight(state, file, wish),
];

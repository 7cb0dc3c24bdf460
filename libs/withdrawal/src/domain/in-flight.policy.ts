import { collect, notApplicable, type RuleOutcome, type StateReader } from '#kernel';
import { tiersDrawn } from './approver.policy.js';
import { standingOf, type Wish } from './offers.policy.js';
import { borderRules } from './purchase.policy.js';
import type { Withdrawal } from './withdrawal.fold.js';

const isBlocked = ({ code, outcome }: RuleOutcome): boolean => code === 'SUSPENDED' && outcome === 'FAIL';

/** What an order does to quota held and not yet issued: ends the hold, lets it wait, or lets it through. */
type InFlight = 'VOID' | 'HOLD' | 'HONOUR';

/** 在途申请 (policy A5) `HONOUR`: an order that was not in force when the hold was placed does not stop it. */
const honoured = (
  { rule, before }: { readonly rule: RuleOutcome; readonly before: readonly RuleOutcome[] },
  policyVersion: string,
): RuleOutcome =>
  isBlocked(rule) && !before.some(isBlocked)
    ? notApplicable('SUSPENDED', { inputs: { ...rule.inputs, standing: rule.outcome }, policyVersion })
    : rule;

/** For every act of the file that an order may close, its rules: a draw on each tier, or purchases across a border. */
const actsOf = (state: StateReader, file: Withdrawal, wish: Wish): readonly (readonly RuleOutcome[])[] => [
  ...tiersDrawn(file).map(standingOf(state, wish)),
  borderRules(state, wish),
];

/**
 * 达标与暂停 at the final approval (第九条、第十条、第十九条, policy A5), for every tier drawn on and every border bought
 * across: an order given since first review blocks and the hold stays (`HOLD`) or has ended (`VOID`), or it leaves
 * what is in flight alone (`HONOUR`).
 */
export const standingInFlight = (
  state: StateReader,
  file: Withdrawal,
  wish: Wish,
): readonly RuleOutcome[] => {
  const { value, version } = wish.policies<InFlight>('suspension.inFlight');
  const acts = actsOf(state, file, wish);
  if (value !== 'HONOUR') return collect(acts, (rules) => rules);
  const before = actsOf(state, file, { ...wish, at: file.hold?.placedAt ?? wish.at });
  return acts.flatMap((rules, act) =>
    rules.map((rule) => honoured({ rule, before: before[act] ?? [] }, version)),
  );
};

/** 在途申请 (policy A5) `VOID`: whether an order over what the file draws on or buys ends the hold before its day. */
export const isVoidedInFlight = (state: StateReader, file: Withdrawal, wish: Wish): boolean =>
  wish.policies<InFlight>('suspension.inFlight').value === 'VOID' &&
  actsOf(state, file, wish).some((rules) => rules.some(isBlocked));

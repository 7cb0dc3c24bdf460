import type { JsonObject } from './json.js';
import { refusalEntry, type RefusalCode } from './refusal/catalogue.js';

export type RuleVerdict = 'PASS' | 'FAIL' | 'NEEDS_RULING' | 'NOT_APPLICABLE';

/** One rule that was asked, with what it saw: the same line in API, page, voucher and audit pack. */
export interface RuleOutcome {
  readonly code: RefusalCode;
  readonly article: string;
  readonly outcome: RuleVerdict;
  readonly inputs: JsonObject;
  /** The policy it was decided under, as `key@version`; version 0 is the built-in default. */
  readonly policyVersion: string | null;
}

/** A field of the request that means something impossible. */
export interface FieldFault {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/** The regulation says no: a value with every ground, never an exception. */
export interface Refusal {
  readonly code: RefusalCode;
  /** Fill the placeholders of the catalogue's text. */
  readonly params: JsonObject;
  readonly rules: readonly RuleOutcome[];
  readonly errors?: readonly FieldFault[];
}

export interface RuleSeen {
  readonly inputs?: JsonObject;
  readonly policyVersion?: string | null;
}

const outcome = (code: RefusalCode, verdict: RuleVerdict, seen: RuleSeen): RuleOutcome => ({
  code,
  article: refusalEntry(code).article,
  outcome: verdict,
  inputs: seen.inputs ?? {},
  policyVersion: seen.policyVersion ?? null,
});

export const passes = (code: RefusalCode, seen: RuleSeen = {}): RuleOutcome => outcome(code, 'PASS', seen);
export const fails = (code: RefusalCode, seen: RuleSeen = {}): RuleOutcome => outcome(code, 'FAIL', seen);
export const needsRuling = (code: RefusalCode, seen: RuleSeen = {}): RuleOutcome =>
  outcome(code, 'NEEDS_RULING', seen);
export const notApplicable = (code: RefusalCode, seen: RuleSeen = {}): RuleOutcome =>
  outcome(code, 'NOT_APPLICABLE', seen);

/** `PASS` or `FAIL` by a condition: the common case of a rule. */
export const holds = (condition: boolean, code: RefusalCode, seen: RuleSeen = {}): RuleOutcome =>
  outcome(code, condition ? 'PASS' : 'FAIL', seen);

/**
 * A refusal naming every failed ground at once, or nothing when all rules let the command through. To somebody the item
 * is no business of, it says that and nothing more: the other grounds would tell how the item stands.
 */
export const refusedBy = (rules: readonly RuleOutcome[]): Refusal | undefined => {
  const ground =
    rules.find((rule) => rule.outcome === 'FAIL') ?? rules.find((rule) => rule.outcome === 'NEEDS_RULING');
  const told = ground?.code === 'FORBIDDEN_PLACE' ? [ground] : rules;
  return ground && { code: ground.code, params: ground.inputs, rules: told };
};

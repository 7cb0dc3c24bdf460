import type { RuleView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { useCode, useRuleWords } from './words.js';

const MARKS = { PASS: '✓', FAIL: '✗', NEEDS_RULING: '!', NOT_APPLICABLE: '–' } as const;
/** What must be acted on stands first. */
const ORDER = ['FAIL', 'NEEDS_RULING', 'PASS', 'NOT_APPLICABLE'];

/** What tells two askings of a rule apart. */
const SUBJECTS = ['pollutant', 'medium', 'tier'];

/** What a rule was asked about, where it is asked more than once. */
const useSubject = ({ inputs }: RuleView): string => {
  const code = useCode();
  const word = (name: string): string => (typeof inputs[name] === 'string' ? code(name, inputs[name]) : '');
  return SUBJECTS.map(word).join(' ').trim();
};

const RuleLine = ({ rule }: { readonly rule: RuleView }) => {
  const code = useCode();
  const words = useRuleWords();
  const subject = useSubject(rule);
  const stopped = rule.outcome === 'FAIL' || rule.outcome === 'NEEDS_RULING';
  return (
    <li className={`rule rule-${rule.outcome}`}>
      <span className="rule-mark" role="img" aria-label={code('outcome', rule.outcome)}>
        {MARKS[rule.outcome]}
      </span>
      <span className="rule-name">
        {code('rule', rule.code)} <span className="rule-subject">{subject}</span>
        {(stopped || rule.code === 'TIER_SPLIT' || rule.code === 'REPLACEMENT_RATIO') && (
          <span className="rule-words">{words(rule)}</span>
        )}
      </span>
      <span className="rule-article" title={rule.policyVersion ?? rule.code}>
        {rule.article}
      </span>
    </li>
  );
};

const keyOf = ({ code, outcome, inputs }: RuleView): string =>
  JSON.stringify([code, outcome, ...SUBJECTS.map((name) => inputs[name])]);
/** A rule asked alike at several steps counts once. */
const distinct = (rules: readonly RuleView[]): readonly RuleView[] => [
  ...new Map(rules.map((rule) => [keyOf(rule), rule])).values(),
];

/** Rules that were asked, each with its article and outcome, what failed first. */
export const RuleList = ({ rules }: { readonly rules: readonly RuleView[] }) => (
  <ul className="rules">
    {distinct(rules)
      .toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome))
      .map((rule) => (
        <RuleLine key={keyOf(rule)} rule={rule} />
      ))}
  </ul>
);

/** The rule panel: how many pass, how many do not, and each of them. */
export const RulePanel = ({ rules }: { readonly rules: readonly RuleView[] }) => {
  const say = useSay();
  const count = (outcomes: readonly string[]): number =>
    distinct(rules).filter(({ outcome }) => outcomes.includes(outcome)).length;
  return (
    <section className="panel" aria-label={say('rules.panel')}>
      <h2 className="panel-title">
        {say('rules.panel')}
        <span className="panel-note">
          {say('rules.summary', { passed: count(['PASS']), failed: count(['FAIL', 'NEEDS_RULING']) })}
        </span>
      </h2>
      <RuleList rules={rules} />
    </section>
  );
};

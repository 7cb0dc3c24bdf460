import type { Json } from '#kernel';
import type { PolicyForm } from './policy-form.js';

/** 政策：a gap in the scheme's text, closed by a default that a numbered decision can change (rulebook 1.5). */
export interface PolicyEntry {
  /** A1 … A43; A41 has three. */
  readonly id: string;
  readonly article: string;
  readonly zh: string;
  readonly en: string;
  readonly form: PolicyForm;
  readonly default: Json;
}

export const choice = (...of: string[]): PolicyForm => ({ kind: 'choice', of });
export const whole = (least: number, most: number): PolicyForm => ({ kind: 'whole', least, most });
type Row = readonly [
  id: string,
  article: string,
  words: readonly [zh: string, en: string],
  rule: readonly [form: PolicyForm, standard: Json],
];
export const policy = (...[id, article, [zh, en], [form, standard]]: Row): PolicyEntry => ({
  id,
  article,
  zh,
  en,
  form,
  default: standard,
});

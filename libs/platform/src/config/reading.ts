/** A rule the text breaks, in both languages; or the value it means. */
export type Reading<T> =
  | { readonly value: T }
  | { readonly broken: { readonly zh: string; readonly en: string } };

/** The text breaks this rule. */
export const broken = (zh: string, en: string): Reading<never> => ({ broken: { zh, en } });

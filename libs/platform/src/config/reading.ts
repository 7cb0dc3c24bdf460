/** A rule the text breaks, in both languages; or the value it means. */
export type Reading<T> =
  | { readonly value: T }
  | { readonly broken: { readonly zh: string; readonly en: string } };

/** The text breaks this rule. */
export const broken = (zh: string, en: string): Reading<never> => ({ broken: { zh, en } });

/** One environment variable: what it may be, what it is when unset, what it is for. */
export interface Variable<T = unknown> {
  /** As the table of `docs/configuration.md` shows it. */
  readonly fallback: string;
  /** A secret's value is never printed. */
  readonly secret?: boolean;
  readonly zh: string;
  readonly en: string;
  /** `undefined` when unset or empty. */
  readonly read: (text: string | undefined) => Reading<T>;
}

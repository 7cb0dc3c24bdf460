/** One way the service says no: stable code, HTTP status, legal basis, and the words for it. */
export interface RefusalEntry {
  /** 409 a rule of the ledger, 422 the meaning of a field, 4xx/5xx of the edge otherwise. */
  readonly status: number;
  /** 依据：the article of the scheme, a policy of the rulebook, or the interface itself. */
  readonly article: string;
  readonly zh: { readonly title: string; readonly detail: string };
  readonly en: { readonly title: string; readonly detail: string };
}

/** `detail` texts name their parameters in braces, as `{required}`. */
type Words = readonly [title: string, detail: string];
type Row = readonly [status: number, article: string, zh: Words, en: Words];

export const entry = (...[status, article, zh, en]: Row): RefusalEntry => ({
  status,
  article,
  zh: { title: zh[0], detail: zh[1] },
  en: { title: en[0], detail: en[1] },
});

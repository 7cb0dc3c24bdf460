import { EDGE_REFUSALS } from './edge.js';
import type { RefusalEntry } from './entry.js';
import { IDENTITY_REFUSALS } from './identity.js';
import { SCHEME_REFUSALS } from './scheme.js';

/** Every code the service can answer with; `docs/refusals.md` lists the same ones, and a test holds both together. */
export const REFUSALS = { ...EDGE_REFUSALS, ...IDENTITY_REFUSALS, ...SCHEME_REFUSALS } satisfies Record<
  string,
  RefusalEntry
>;
export type RefusalCode = keyof typeof REFUSALS;

export const refusalEntry = (code: RefusalCode): RefusalEntry => REFUSALS[code];

export type Language = 'zh-CN' | 'en';

const textOf = (param: unknown): string =>
  typeof param === 'string' || typeof param === 'number' ? String(param) : '—';

/** The words for a refusal, its parameters filled in; a missing one shows as a dash. */
export const wordsFor = (
  code: RefusalCode,
  params: Readonly<Record<string, unknown>>,
  language: Language,
): { readonly title: string; readonly detail: string } => {
  const { title, detail } = language === 'en' ? REFUSALS[code].en : REFUSALS[code].zh;
  return { title, detail: detail.replace(/\{(\w+)\}/g, (_, name: string) => textOf(params[name])) };
};

import type { Language } from '#kernel';

/** The words of one message in both languages. */
export interface Wording {
  readonly zh: string;
  readonly en: string;
}

export type Params = Readonly<Record<string, string | number>>;

/** Picks a language and fills the placeholders, written as `{max}`. */
export const say = (words: Wording, params: Params, language: Language): string =>
  (language === 'en' ? words.en : words.zh).replace(/\{(\w+)\}/g, (_, name: string) =>
    String(params[name] ?? '—'),
  );

/**
 * The language of an answer by `Accept-Language`: Chinese unless English is wanted more. An unreadable header is
 * no reason to refuse anything.
 */
export const languageOf = (header: string | undefined): Language => {
  const weight = { zh: 0, en: 0 };
  for (const part of (header ?? '').slice(0, 200).split(',')) {
    const [tag = '', ...options] = part.trim().toLowerCase().split(';');
    const language = tag.split('-', 1)[0];
    if (language === 'zh' || language === 'en') {
      weight[language] = Math.max(weight[language], qualityOf(options));
    }
  }
  return weight.en > weight.zh ? 'en' : 'zh-CN';
};

const qualityOf = (options: readonly string[]): number => {
  const stated = options.find((option) => option.trim().startsWith('q='));
  const quality = stated === undefined ? 1 : Number(stated.trim().slice(2));
  return Number.isFinite(quality) ? quality : 0;
};

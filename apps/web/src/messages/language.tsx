import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { MESSAGES, type MessageKey } from './catalogue.js';
import type { Params } from './params.js';

export type Language = 'zh-CN' | 'en';
const KEY = 'reserve-pool.language';

/** The language chosen in this browser. */
export const keptLanguage = (): Language => (localStorage.getItem(KEY) === 'en' ? 'en' : 'zh-CN');

/** The words for a key in the language of the page; `{name}` stands for a parameter. */
export type Say = (key: MessageKey, params?: Params) => string;

interface LanguageValue {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  readonly say: Say;
}
const LanguageContext = createContext<LanguageValue | undefined>(undefined);

/** `{name}` filled in; a name nobody gave stays as it is, for the crawler to find. */
export const fill = (text: string, params: Readonly<Record<string, unknown>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
  });

/** What is said in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}
/** Words in a language, with parameters filled in. */
const worded = ({ zh, en }: Words, language: Language, params: Params = {}): string =>
  fill(language === 'en' ? en : zh, params);

const sayIn =
  (language: Language): Say =>
  (key, params) =>
    worded(MESSAGES[key], language, params);

/** The language of the page and the words in it. */
export const useLanguage = (): LanguageValue => {
  const value = use(LanguageContext);
  if (value === undefined) throw new Error('no language');
  return value;
};
export const useSay = (): Say => useLanguage().say;

/** Says what a page keeps in its own folder: the words come with the page, and no key of theirs can be missing. */
export const speaking =
  <W extends Readonly<Record<string, Words>>>(words: W) =>
  (): ((key: keyof W, params?: Params) => string) => {
    const { language } = useLanguage();
    return (key, params) => worded(words[key] ?? { zh: '', en: '' }, language, params);
  };
/** One thing said in both languages. */
export const useWorded = (): ((words: Words) => string) => {
  const { language } = useLanguage();
  return (words) => worded(words, language);
};

/** Whether there are words for this key: codes of the service may be newer than this page. */
export const isMessage = (key: string): key is MessageKey => Object.hasOwn(MESSAGES, key);

export const SpeakLanguage = ({ children }: { readonly children: ReactNode }) => {
  const [language, setLanguage] = useState(keptLanguage);
  useEffect(() => {
    localStorage.setItem(KEY, language);
    document.documentElement.lang = language;
    document.title = sayIn(language)('app.title');
  }, [language]);
  const value = useMemo(() => ({ language, setLanguage, say: sayIn(language) }), [language]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
};

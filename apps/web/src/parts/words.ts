import { useRead } from '../api/hooks.js';
import type { Items, PlaceView, RuleEntryView, RuleView } from '../api/views.js';
import { fill, isMessage, useLanguage, type Say } from '../messages/language.js';

/** A code of the service in words; a code this page does not know yet is shown as it is. */
export const useCode = (): ((group: string, code: string | null | undefined) => string) => {
  const { say } = useLanguage();
  return (group, code) => codeIn(say, group, code);
};
const codeIn = (say: Say, group: string, code: string | null | undefined): string => {
  if (code === null || code === undefined) return '—';
  const key = `${group}.${code}`;
  return isMessage(key) ? say(key) : code;
};

const MANY = { perPage: 200 };

/** Every place the service knows. */
export const usePlaces = (): readonly PlaceView[] =>
  useRead<Items<PlaceView>>('/api/v1/places', { query: MANY }).data?.items ?? [];

/** The name of a place by its code, of a pool by its id. */
export const usePlaceName = (): ((code: string) => string) => {
  const places = usePlaces();
  return (code) => places.find((place) => place.code === code || place.pool === code)?.name ?? code;
};

/** What a rule that did not pass says, in the service's own words with what it saw, codes and places in words. */
export const useRuleWords = (): ((rule: RuleView) => string) => {
  const { language, say } = useLanguage();
  const nameOf = usePlaceName();
  const rules = useRead<Items<RuleEntryView>>('/api/v1/rules', { query: MANY }).data?.items ?? [];
  const worded = ([name, value]: readonly [string, unknown]): readonly [string, unknown] => [
    name,
    typeof value === 'string' ? codeIn(say, name, nameOf(value)) : value,
  ];
  return ({ code, inputs }) => {
    const entry = rules.find((rule) => rule.code === code);
    const words = language === 'en' ? entry?.en : entry?.zh;
    if (words === undefined) return '';
    return fill(words.detail, Object.fromEntries(Object.entries(inputs).map(worded)));
  };
};

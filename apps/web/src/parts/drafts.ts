import { useEffect, useState } from 'react';

/** A value that follows another once that has stood still, so that a question is not asked at every key. */
export const useSettled = <T>(value: T, milliseconds = 400): T => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
};

const PREFIX = 'reserve-pool.draft.';

/** What was half filled in, kept in this browser until it is filed or thrown away, or somebody signs out here. */
export const draft = {
  load: <T>(name: string): T | undefined => {
    const kept = localStorage.getItem(PREFIX + name);
    return kept === null ? undefined : (JSON.parse(kept) as T);
  },
  save: (name: string, value: unknown): void => {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  },
  drop: (name: string): void => {
    localStorage.removeItem(PREFIX + name);
  },
  dropAll: (): void => {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  },
};

/** A form's values without what is empty: an empty box is an absent member, not an empty text. */
export const pruned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(pruned);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value)
    .map(([name, member]): [string, unknown] => [name, pruned(member)])
    .filter(
      ([, member]) => member !== undefined && member !== null && member !== '' && !isEmptyRecord(member),
    );
  return Object.fromEntries(members);
};
const isEmptyRecord = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;

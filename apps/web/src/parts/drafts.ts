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

/** What was half filled in, kept in this browser until it is filed or thrown away. */
export const draft = {
  load: <T>(name: string): T | undefined => {
    const kept = localStorage.getItem(`reserve-pool.draft.${name}`);
    return kept === null ? undefined : (JSON.parse(kept) as T);
  },
  save: (name: string, value: unknown): void => {
    localStorage.setItem(`reserve-pool.draft.${name}`, JSON.stringify(value));
  },
  drop: (name: string): void => {
    localStorage.removeItem(`reserve-pool.draft.${name}`);
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

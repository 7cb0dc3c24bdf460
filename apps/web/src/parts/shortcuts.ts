import { useEffect, useRef, useSyncExternalStore } from 'react';

/** A key that does something on the page as it stands. */
export interface Shortcut {
  readonly key: string;
  /** What it does, for the list of keys. */
  readonly words: string;
  readonly run: () => void;
}

let active: readonly Shortcut[] = [];
const listeners = new Set<() => void>();
const setActive = (next: readonly Shortcut[]): void => {
  active = next;
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** Every key that does something now. */
export const useShortcuts = (): readonly Shortcut[] => useSyncExternalStore(subscribe, () => active);

/** Lets a key do something for as long as what calls this stands on the page. */
export const useShortcut = (key: string, words: string, run: () => void): void => {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const own: Shortcut = { key, words, run: () => latest.current() };
    setActive([...active, own]);
    return () => setActive(active.filter((one) => one !== own));
  }, [key, words]);
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Hears keys for the whole page, but never while somebody types or holds another key for the browser. */
export const useKeys = (): void => {
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const shortcut = active.findLast(({ key }) => key === event.key);
      if (shortcut === undefined) return;
      event.preventDefault();
      shortcut.run();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);
};

const ROWS = '#content .sheet tbody tr:has(a)';
/** Puts the focus on the link of the row so many further on; Enter then opens it as it opens any link. */
export const moveRow = (by: number): void => {
  const rows = [...document.querySelectorAll<HTMLTableRowElement>(ROWS)];
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next =
    here === -1 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + by, 0), rows.length - 1);
  const link = rows[next]?.querySelector<HTMLAnchorElement>('a');
  link?.focus();
  link?.scrollIntoView({ block: 'nearest' });
};

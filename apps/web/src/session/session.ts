import { useSyncExternalStore } from 'react';

const KEY = 'reserve-pool.token';
const listeners = new Set<() => void>();
const changed = (): void => {
  for (const listener of listeners) listener();
};

/** Who is signed in, in this tab: closing the tab ends it here, the service ends it after its idle time. */
export const session = {
  token: (): string | undefined => sessionStorage.getItem(KEY) ?? undefined,
  begin: (token: string): void => {
    sessionStorage.setItem(KEY, token);
    changed();
  },
  end: (): void => {
    sessionStorage.removeItem(KEY);
    changed();
  },
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** The token of this tab, followed as it comes and goes. */
export const useToken = (): string | undefined => useSyncExternalStore(subscribe, session.token);

import { useQueryClient, type Query } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { followLedger } from '../api/live.js';
import { useToken } from '../session/session.js';

/** Changes come in handfuls: the first is shown at once, the others of it together. */
const GATHER_MS = 60;
const APART_MS = 400;
/** A page nobody touches rests: its reads would keep the session of somebody who has left alive. */
const REST_MS = 10 * 60_000;
const TOUCHES = ['pointerdown', 'keydown', 'wheel', 'visibilitychange'] as const;

/** These do not change with the ledger. */
const STILL = ['/api/v1/places', '/api/v1/rules', '/api/v1/pollutants', '/api/v1/auth/me'];
const isLive = ({ queryKey: [route] }: Query): boolean => !STILL.includes(String(route));

/** Calls `act` soon after the first of several calls, and then not more often than every so many milliseconds. */
const gathered = (act: () => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  return {
    call: (): void => {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          last = performance.now();
          act();
        },
        Math.max(GATHER_MS, last + APART_MS - performance.now()),
      );
    },
    stop: (): void => clearTimeout(timer),
  };
};

/** Whether the page is in sight and in use. A tab out of sight gives its connection back, for a browser has few. */
const useAwake = (): boolean => {
  const [awake, setAwake] = useState(true);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const touched = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setAwake(false), REST_MS);
      setAwake(!document.hidden);
    };
    touched();
    for (const touch of TOUCHES) document.addEventListener(touch, touched, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const touch of TOUCHES) document.removeEventListener(touch, touched);
    };
  }, []);
  return awake;
};

/**
 * Reads anew whatever is shown when something the officer may see changes in the ledger. Answers whether the service
 * is heard.
 */
export const useLive = (): boolean => {
  const queries = useQueryClient();
  const token = useToken();
  const awake = useAwake();
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    if (token === undefined || !awake) return undefined;
    const refresh = gathered(() => void queries.invalidateQueries({ predicate: isLive }));
    const stop = followLedger({ changed: refresh.call, heard: setConnected });
    return () => {
      stop();
      refresh.stop();
    };
  }, [queries, token, awake]);
  return connected;
};

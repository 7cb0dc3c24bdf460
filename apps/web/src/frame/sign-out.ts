import { useQueryClient } from '@tanstack/react-query';
import { write } from '../api/client.js';
import { useLanguage } from '../messages/language.js';
import { session } from '../session/session.js';

/** Ends the session at the service and here, and forgets what was read under it. */
export const useSignOut = (): (() => void) => {
  const queries = useQueryClient();
  const { language } = useLanguage();
  const forget = (): void => {
    session.end();
    queries.clear();
  };
  return () => void write('/api/v1/auth/logout', { body: {} }, language).then(forget, forget);
};

import { useQueryClient } from '@tanstack/react-query';
import { write } from '../api/client.js';
import { useLanguage } from '../messages/language.js';
import { draft } from '../parts/drafts.js';
import { session } from '../session/session.js';

/** Ends the session at the service and here, and forgets what was read and half written under it. */
export const useSignOut = (): (() => void) => {
  const queries = useQueryClient();
  const { language } = useLanguage();
  const forget = (): void => {
    session.end();
    draft.dropAll();
    queries.clear();
  };
  return () => void write('/api/v1/auth/logout', { body: {} }, language).then(forget, forget);
};

import { useQueryClient } from '@tanstack/react-query';
import { useWrite } from '../api/hooks.js';
import { session } from '../session/session.js';

/** Ends the session here and at the service, and forgets what was read under it. */
export const useSignOut = (): (() => void) => {
  const queries = useQueryClient();
  const logout = useWrite<undefined, '/api/v1/auth/logout'>('/api/v1/auth/logout');
  return () => {
    logout.mutate(
      { body: {} },
      {
        onSettled: () => {
          session.end();
          queries.clear();
        },
      },
    );
  };
};

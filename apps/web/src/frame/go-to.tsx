import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/**
 * Goes to an address of the console once, however often what is around it is drawn anew meanwhile. An address of
 * somewhere else is not gone to.
 */
export const GoTo = ({ address }: { readonly address: string }) => {
  const router = useRouter();
  useEffect(() => {
    const own = address.startsWith(`${router.basepath}/`);
    router.history.replace(own ? address : `${router.basepath}/inbox`);
  }, [router, address]);
  return null;
};

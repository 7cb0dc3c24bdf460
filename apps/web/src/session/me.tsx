import { createContext, use, type ReactNode } from 'react';
import { useRead } from '../api/hooks.js';
import type { MeView } from '../api/views.js';
import { Waiting } from '../parts/states.js';

const MeContext = createContext<MeView | undefined>(undefined);

/** The officer who is signed in. Only below `KnowMe`. */
export const useMe = (): MeView => {
  const me = use(MeContext);
  if (me === undefined) throw new Error('nobody is signed in');
  return me;
};

/** Whether this officer may ask for something; the service decides again. */
export const useMay = (): ((permission: string) => boolean) => {
  const { permissions } = useMe();
  return (permission) => permissions.includes(permission);
};

/** Learns who is signed in before anything below is shown. */
export const KnowMe = ({ children }: { readonly children: ReactNode }) => {
  const me = useRead<MeView>('/api/v1/auth/me');
  if (me.data === undefined) return <Waiting error={me.error} retry={() => void me.refetch()} />;
  return <MeContext value={me.data}>{children}</MeContext>;
};

import { createContext, use, type ReactNode } from 'react';
import type { QueryClient } from '@tanstack/react-query';
import { reading, useRead } from '../api/hooks.js';
import { isPast, useMoment } from '../api/moment.js';
import type { MeView } from '../api/views.js';
import { keptLanguage } from '../messages/language.js';
import { Waiting } from '../parts/states.js';
import { session } from './session.js';

const ME = '/api/v1/auth/me';

const MeContext = createContext<MeView | undefined>(undefined);

/** The officer who is signed in. Only below `KnowMe`. */
export const useMe = (): MeView => {
  const me = use(MeContext);
  if (me === undefined) throw new Error('nobody is signed in');
  return me;
};

/** Whether this officer's post is there for something, be it closed for the moment or not. */
export const useMayEver = (): ((permission: string) => boolean) => {
  const { permissions } = useMe();
  return (permission) => permissions.includes(permission);
};

/** What changes nothing may be asked for while a past moment is looked at too. */
const LOOKING = /:read$|^audit-pack:make$/;

/** Whether this officer may ask for something now; the service decides again. */
export const useMay = (): ((permission: string) => boolean) => {
  const may = useMayEver();
  const past = isPast(useMoment());
  return (permission) => may(permission) && (!past || LOOKING.test(permission));
};

/** Asks who is signed in while the page itself is still on its way. */
export const askAhead = (queries: QueryClient): void => {
  if (session.token() !== undefined) void queries.prefetchQuery(reading<MeView>(ME, {}, keptLanguage()));
};

/** Learns who is signed in before anything below is shown. */
export const KnowMe = ({ children }: { readonly children: ReactNode }) => {
  const me = useRead<MeView>(ME);
  if (me.data === undefined) return <Waiting error={me.error} retry={() => void me.refetch()} />;
  return <MeContext value={me.data}>{children}</MeContext>;
};

import type { ReactNode } from 'react';
import { useMay } from '../session/me.js';
import { RowLink } from './row-link.js';

/** Draws positions in the log, each leading to its event for those who may read the log. */
export const useEventLinks = (): ((position: number) => ReactNode) => {
  const mayRead = useMay()('event:read');
  return (position) =>
    mayRead ? (
      <RowLink to="/replay" search={{ event: position }}>
        {position}
      </RowLink>
    ) : (
      <span>{position}</span>
    );
};

/** A position in the log, leading to its event for those who may read the log. */
export const EventLink = ({ position }: { readonly position: number }) => useEventLinks()(position);

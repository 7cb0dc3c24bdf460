import { Link } from '@tanstack/react-router';
import { useMay } from '../session/me.js';

/** A position in the log, leading to its event for those who may read the log. */
export const EventLink = ({ position }: { readonly position: number }) => {
  const may = useMay();
  return may('event:read') ? (
    <Link to="/replay" search={{ event: position }}>
      {position}
    </Link>
  ) : (
    <span>{position}</span>
  );
};

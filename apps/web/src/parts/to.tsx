import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface ToProps {
  /** An address of a page that has its own folder. */
  readonly page: string;
  readonly search?: Readonly<Record<string, string>>;
  /** Looks like the one thing to do here. */
  readonly button?: boolean;
  /** Looks like what it holds, such as a figure or a verdict. */
  readonly plain?: boolean;
  readonly children: ReactNode;
}

/** A link to a page that has its own folder. */
export const To = ({ page, search, button = false, plain = false, children }: ToProps) => (
  <Link
    to={page}
    {...(search && { search: search as never })}
    className={button ? 'button' : plain ? 'figure-link' : ''}
  >
    {children}
  </Link>
);

import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { TaskView } from '../api/views.js';

interface SubjectLinkProps {
  readonly subject: TaskView['subject'];
  readonly children: ReactNode;
}

/** Where a task is done. What has no page of its own yet is left as words. */
export const SubjectLink = ({ subject: { type, id, place }, children }: SubjectLinkProps) => {
  switch (type) {
    case 'deposit':
      return (
        <Link to="/deposits/$id" params={{ id }}>
          {children}
        </Link>
      );
    case 'reduction':
      return (
        <Link to="/deposits/new" search={{ reduction: id }}>
          {children}
        </Link>
      );
    case 'withdrawal':
      return (
        <Link to="/withdrawals/$id" params={{ id }}>
          {children}
        </Link>
      );
    case 'lot':
      return (
        <Link to="/lots/$id" params={{ id }}>
          {children}
        </Link>
      );
    case 'suspension':
    case 'reading':
    case 'warning':
    case 'assessment':
      return (
        <Link to="/standing" search={{ place }}>
          {children}
        </Link>
      );
    default:
      return <span>{children}</span>;
  }
};

import type { ReactNode } from 'react';
import type { TaskView } from '../api/views.js';
import { To } from './to.js';

interface SubjectLinkProps {
  readonly subject: TaskView['subject'];
  readonly children: ReactNode;
}

type Address = readonly [page: string, search?: Readonly<Record<string, string>>];

/** Where a task is done, by what it is about. */
const ADDRESSES: Readonly<Record<string, (subject: TaskView['subject']) => Address>> = {
  deposit: ({ id }) => [`/deposits/${id}`],
  reduction: ({ id }) => ['/deposits/new', { reduction: id }],
  withdrawal: ({ id }) => [`/withdrawals/${id}`],
  lot: ({ id }) => [`/lots/${id}`],
  suspension: ({ id }) => [`/orders/${id}`],
  assessment: ({ id }) => [`/assessments/${id}`],
  award: ({ place }) => [`/parks/${place}`],
  park: ({ place }) => [`/parks/${place}`],
  place: ({ place }) => ['/assessments', { place }],
  reading: ({ place }) => ['/readings', { place }],
  warning: ({ place }) => ['/warnings', { place }],
  finding: ({ place }) => ['/findings', { place }],
  obligation: ({ place }) => ['/obligations', { place }],
  report: ({ place }) => ['/reports', { place }],
  policy: ({ id }) => [`/policies/${id}`],
};

/** Where a task is done, as an address of the console; nothing where it has no page. */
export const addressOf = (subject: TaskView['subject']): string | undefined => {
  const [page, search] = ADDRESSES[subject.type]?.(subject) ?? [];
  if (page === undefined) return undefined;
  return search === undefined ? page : `${page}?${new URLSearchParams(search).toString()}`;
};

/** The name of a task's subject, leading to where it is done. */
export const SubjectLink = ({ subject, children }: SubjectLinkProps) => {
  const [page, search] = ADDRESSES[subject.type]?.(subject) ?? [];
  if (page === undefined) return <span>{children}</span>;
  return (
    <To page={page} {...(search && { search })}>
      {children}
    </To>
  );
};

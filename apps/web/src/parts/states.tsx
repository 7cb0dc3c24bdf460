import { Button, Empty, Result, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { isProblem } from '../api/problem.js';
import { useSay } from '../messages/language.js';
import { ProblemNotice } from './problem-notice.js';

interface WaitingProps {
  readonly error?: Error | null;
  readonly retry?: () => void;
}

/** What stands where data will be: a sketch of it while it comes, and what to do if it cannot. */
export const Waiting = ({ error, retry }: WaitingProps) => {
  const say = useSay();
  if (error === null || error === undefined)
    return (
      <div className="waiting" aria-busy="true">
        <Skeleton active title={false} paragraph={{ rows: 5 }} />
        <span className="visually-hidden">{say('state.loading')}</span>
      </div>
    );
  if (isProblem(error) && error.body.status === 403) return <NoPermission />;
  return (
    <div className="waiting">
      <ProblemNotice error={error} />
      {retry && <Button onClick={retry}>{say('state.retry')}</Button>}
    </div>
  );
};

/** This page belongs to other posts. */
export const NoPermission = () => {
  const say = useSay();
  return <Result status="403" title={say('state.noPermission')} subTitle={say('state.noPermissionHint')} />;
};

/** Nothing to show, and what that means. */
export const Nothing = ({ text, children }: { readonly text?: string; readonly children?: ReactNode }) => {
  const say = useSay();
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text ?? say('state.empty')}>
      {children}
    </Empty>
  );
};

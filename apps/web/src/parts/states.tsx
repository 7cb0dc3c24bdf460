import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { isProblem } from '../api/problem.js';
import { useSay } from '../messages/language.js';
import { ProblemNotice } from './problem-notice.js';

/** The lines of a sketch of what is to come. */
const SKETCH = ['92%', '78%', '85%', '60%'];

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
        {SKETCH.map((width) => (
          <span key={width} className="sketch" style={{ width }} />
        ))}
        <span className="visually-hidden">{say('state.loading')}</span>
      </div>
    );
  if (isProblem(error) && error.body.status === 403) return <NoPermission />;
  if (isProblem(error) && error.body.status === 404)
    return <Message title={error.body.title} text={error.body.detail} />;
  return (
    <div className="waiting">
      <ProblemNotice error={error} />
      {retry && <Button onClick={retry}>{say('state.retry')}</Button>}
    </div>
  );
};

interface MessageProps {
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
}

/** One thing to say where a page would be, and what to do now. */
export const Message = ({ title, text, children }: MessageProps) => {
  const say = useSay();
  return (
    <div className="message">
      <h1 className="page-title">{title}</h1>
      {text !== undefined && <p className="page-about">{text}</p>}
      {children}
      <p>
        <Link to="/inbox">{say('state.home')}</Link>
      </p>
    </div>
  );
};

/** This page belongs to other posts. */
export const NoPermission = () => {
  const say = useSay();
  return <Message title={say('state.noPermission')} text={say('state.noPermissionHint')} />;
};

/** Nothing to show, and what that means. */
export const Nothing = ({ text, children }: { readonly text?: string; readonly children?: ReactNode }) => {
  const say = useSay();
  return (
    <div className="nothing">
      {text ?? say('state.empty')}
      {children}
    </div>
  );
};

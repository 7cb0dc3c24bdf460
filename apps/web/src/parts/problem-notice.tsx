import type { ReactNode } from 'react';
import { isProblem, type Problem } from '../api/problem.js';
import { useSay } from '../messages/language.js';
import { RuleList } from './rule-list.js';

const Fields = ({ body }: Pick<Problem, 'body'>) => {
  const say = useSay();
  if (!body.errors || body.errors.length === 0) return null;
  return (
    <>
      <div className="notice-heading">{say('problem.fields')}</div>
      <ul className="notice-list">
        {body.errors.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            <code>{field}</code> {message}
          </li>
        ))}
      </ul>
    </>
  );
};

const Grounds = ({ body }: Pick<Problem, 'body'>): ReactNode => {
  const say = useSay();
  const failing = (body.rules ?? []).filter(
    ({ outcome }) => outcome === 'FAIL' || outcome === 'NEEDS_RULING',
  );
  if (failing.length === 0) return null;
  return (
    <>
      <div className="notice-heading">{say('problem.grounds')}</div>
      <RuleList rules={failing} />
    </>
  );
};

interface NoticeProps {
  readonly title: string;
  /** Nobody said no; it will pass by itself. */
  readonly mild?: boolean;
  readonly children: ReactNode;
}

const Notice = ({ title, mild = false, children }: NoticeProps) => (
  <div className={`notice ${mild ? 'notice-mild' : ''}`} role="alert">
    <div className="notice-title">{title}</div>
    {children}
  </div>
);

/** A refusal in words an officer can act on: what, why, every ground with its article, and whom to ask. */
export const ProblemNotice = ({ error }: { readonly error: Error }) => {
  const say = useSay();
  if (!isProblem(error)) return <Notice title={say('state.broken')}>{error.message}</Notice>;
  const { body } = error;
  if (body.code === 'OFFLINE')
    return (
      <Notice mild title={say('state.offlineTitle')}>
        {say('state.offline')}
      </Notice>
    );
  if (body.code === 'IN_THE_PAST')
    return (
      <Notice mild title={say('moment.closed')}>
        {say('moment.band')}
      </Notice>
    );
  const foot = [
    body.article?.includes('条') === true && say('problem.article', { article: body.article }),
    body.traceId !== undefined && say('problem.trace', { traceId: body.traceId }),
  ].filter((part) => part !== false);
  return (
    <Notice title={body.title}>
      <div>{body.detail}</div>
      <Fields body={body} />
      <Grounds body={body} />
      <div className="notice-foot">{foot.join(' · ')}</div>
    </Notice>
  );
};

import { Alert } from 'antd';
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

/** A refusal in words an officer can act on: what, why, every ground with its article, and whom to ask. */
export const ProblemNotice = ({ error }: { readonly error: Error }) => {
  const say = useSay();
  if (!isProblem(error))
    return <Alert type="error" showIcon title={say('state.broken')} description={error.message} />;
  const { body } = error;
  if (body.code === 'OFFLINE')
    return (
      <Alert type="warning" showIcon title={say('state.offlineTitle')} description={say('state.offline')} />
    );
  const foot = [
    body.article !== undefined && say('problem.article', { article: body.article }),
    body.traceId !== undefined && say('problem.trace', { traceId: body.traceId }),
  ].filter((part) => part !== false);
  return (
    <Alert
      type="error"
      showIcon
      title={body.title}
      description={
        <>
          <div>{body.detail}</div>
          <Fields body={body} />
          <Grounds body={body} />
          <div className="notice-foot">{foot.join(' · ')}</div>
        </>
      }
    />
  );
};

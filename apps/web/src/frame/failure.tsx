import { Link, type ErrorComponentProps } from '@tanstack/react-router';
import { Button, Result } from 'antd';
import { useSay } from '../messages/language.js';

/** The page itself has failed: say so, keep the rest standing. */
export const Failure = ({ error }: ErrorComponentProps) => {
  const say = useSay();
  return (
    <Result
      status="error"
      title={say('state.broken')}
      subTitle={say('state.brokenHint')}
      extra={<Button onClick={() => window.location.reload()}>{say('state.reload')}</Button>}
    >
      <code>{error instanceof Error ? error.message : String(error)}</code>
    </Result>
  );
};

export const Missing = () => {
  const say = useSay();
  return (
    <Result status="404" title={say('state.notFound')} extra={<Link to="/">{say('state.home')}</Link>} />
  );
};

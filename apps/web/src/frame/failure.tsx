import type { ErrorComponentProps } from '@tanstack/react-router';
import { Button } from 'antd';
import { useSay } from '../messages/language.js';
import { Message } from '../parts/states.js';

/** The page itself has failed: say so, keep the rest standing. */
export const Failure = ({ error }: ErrorComponentProps) => {
  const say = useSay();
  return (
    <Message title={say('state.broken')} text={say('state.brokenHint')}>
      <p>
        <code>{error instanceof Error ? error.message : String(error)}</code>
      </p>
      <Button onClick={() => window.location.reload()}>{say('state.reload')}</Button>
    </Message>
  );
};

export const Missing = () => {
  const say = useSay();
  return <Message title={say('state.notFound')} />;
};

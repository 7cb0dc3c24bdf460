import { Button, Popconfirm } from 'antd';
import { useRead, useWrite } from '../../api/hooks.js';
import type { Items, SessionView } from '../../api/views.js';
import { useSignOut } from '../../frame/sign-out.js';
import { useSay } from '../../messages/language.js';
import { ProblemNotice } from '../../parts/problem-notice.js';
import { SessionSheet } from '../../parts/session-sheet.js';
import { Waiting } from '../../parts/states.js';
import { useWords } from './words.js';

/** Where else one is signed in, and ending it all. */
export const MySessions = () => {
  const words = useWords();
  const say = useSay();
  const signOut = useSignOut();
  const sessions = useRead<Items<SessionView>>('/api/v1/auth/sessions');
  const ending = useWrite<undefined, '/api/v1/auth/sessions/end'>('/api/v1/auth/sessions/end');
  if (sessions.data === undefined)
    return <Waiting error={sessions.error} retry={() => void sessions.refetch()} />;
  return (
    <>
      <SessionSheet sessions={sessions.data.items} />
      {ending.error && <ProblemNotice error={ending.error} />}
      <div className="decisions">
        <Popconfirm
          title={words('everywhereAsk')}
          okText={say('word.confirm')}
          cancelText={say('word.cancel')}
          onConfirm={() => ending.mutate({ body: {} }, { onSettled: signOut })}
        >
          <Button danger loading={ending.isPending}>
            {words('everywhere')}
          </Button>
        </Popconfirm>
      </div>
    </>
  );
};

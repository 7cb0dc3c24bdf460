import type { SessionView } from '../api/views.js';
import { speaking } from '../messages/language.js';
import { Sheet } from './sheet.js';
import { instant } from './times.js';

const useWords = speaking({
  sessions: { zh: '登录', en: 'Sign-ins' },
  none: { zh: '没有登录', en: 'Not signed in anywhere' },
  thisOne: { zh: '本次登录', en: 'this one' },
  started: { zh: '登录时间', en: 'Signed in' },
  seen: { zh: '最近使用', en: 'Last used' },
  ends: { zh: '最迟结束', en: 'Ends by' },
  method: { zh: '方式', en: 'By' },
  PASSWORD: { zh: '口令', en: 'password' },
  OIDC: { zh: '统一认证', en: 'single sign-on' },
});

/** Sessions of one account, newest first. */
export const SessionSheet = ({ sessions }: { readonly sessions: readonly SessionView[] }) => {
  const words = useWords();
  return (
    <Sheet
      label={words('sessions')}
      rows={sessions}
      rowKey={({ createdAt, lastSeenAt }) => `${createdAt} ${lastSeenAt}`}
      empty={words('none')}
      columns={[
        {
          key: 'started',
          title: words('started'),
          cell: ({ createdAt, current }) => (
            <>
              {instant(createdAt)} {current && <span className="status status-blue">{words('thisOne')}</span>}
            </>
          ),
        },
        { key: 'seen', title: words('seen'), cell: ({ lastSeenAt }) => instant(lastSeenAt) },
        { key: 'ends', title: words('ends'), cell: ({ expiresAt }) => instant(expiresAt) },
        {
          key: 'method',
          title: words('method'),
          cell: ({ method }) => words(method === 'OIDC' ? 'OIDC' : 'PASSWORD'),
        },
      ]}
    />
  );
};

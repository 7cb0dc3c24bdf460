import { useRouter } from '@tanstack/react-router';
import { useRead } from '../api/hooks.js';
import type { InboxView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { useShortcut } from './shortcuts.js';
import { addressOf, SubjectLink } from './subject-link.js';

/** What waits for this officer besides the item on the page; `n` goes there. */
export const NextTask = ({ current }: { readonly current: string }) => {
  const say = useSay();
  const router = useRouter();
  const inbox = useRead<InboxView>('/api/v1/inbox', { query: { perPage: 200 } });
  const next = inbox.data?.items.find(({ subject, information }) => subject.id !== current && !information);
  const address = next && addressOf(next.subject);
  useShortcut('n', say('keys.next'), () => {
    if (address !== undefined) router.history.push(router.basepath + address);
  });
  if (inbox.data === undefined) return null;
  if (next === undefined) return <p className="soft">{say('review.noNext')}</p>;
  return (
    <p className="next-task">
      <SubjectLink subject={next.subject}>
        {say('review.next', { title: next.title, name: next.subject.name })}
      </SubjectLink>{' '}
      <kbd>n</kbd>
    </p>
  );
};

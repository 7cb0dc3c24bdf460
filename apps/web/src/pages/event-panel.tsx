import { Link } from '@tanstack/react-router';
import { useRead } from '../api/hooks.js';
import type { EventView, Items } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { Facts, Panel } from '../parts/page.js';
import { Waiting } from '../parts/states.js';
import { instant } from '../parts/times.js';

/** One event: who, when, its exact bytes and its hash. */
export const EventPanel = ({ position }: { readonly position: number }) => {
  const say = useSay();
  const page = useRead<Items<EventView>>('/api/v1/events', { query: { after: position - 1, limit: 1 } });
  const event = page.data?.items[0];
  if (event === undefined) return <Waiting error={page.error} />;
  const close = (
    <Link to="/replay" search={(before) => ({ ...before, event: undefined })}>
      {say('word.close')}
    </Link>
  );
  return (
    <Panel title={say('replay.eventTitle', { position })} note={close}>
      <Facts
        rows={[
          [say('replay.type'), `${event.type} v${String(event.schemaVersion)}`],
          [say('replay.stream'), `${event.stream} · ${String(event.version)}`],
          [say('journal.occurred'), instant(event.occurredAt)],
          [say('journal.recorded'), instant(event.recordedAt)],
          [say('replay.actor'), event.actor],
          [say('replay.hash'), <code key="hash">{event.hash}</code>],
        ]}
      />
      <h3 className="stage-title">{say('replay.bytes')}</h3>
      <pre className="bytes" tabIndex={0}>
        {event.body}
      </pre>
      <h3 className="stage-title">{say('replay.meta')}</h3>
      <pre className="bytes" tabIndex={0}>
        {event.meta}
      </pre>
    </Panel>
  );
};

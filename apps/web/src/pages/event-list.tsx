import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useRead } from '../api/hooks.js';
import type { EventView, Items } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { Sheet, type Column } from '../parts/sheet.js';
import { Waiting } from '../parts/states.js';
import { instant } from '../parts/times.js';

const SHOWN = 50;

type EventPage = Items<EventView> & { readonly next: number | null };

const useColumns = (): readonly Column<EventView>[] => {
  const say = useSay();
  return [
    {
      key: 'position',
      title: say('replay.position'),
      cell: ({ position }) => (
        <Link to="/replay" search={(before) => ({ ...before, event: position })}>
          {position}
        </Link>
      ),
    },
    { key: 'type', title: say('replay.type'), cell: ({ type }) => <code>{type}</code> },
    { key: 'stream', title: say('replay.stream'), cell: ({ stream }) => <code>{stream}</code> },
    { key: 'occurred', title: say('journal.occurred'), cell: ({ occurredAt }) => instant(occurredAt) },
    { key: 'recorded', title: say('journal.recorded'), cell: ({ recordedAt }) => instant(recordedAt) },
    { key: 'actor', title: say('replay.actor'), cell: ({ actor }) => actor },
  ];
};

/** Events of the log, from a position on; up to the known moment where one is set. */
export const EventList = ({ to }: { readonly to: number | undefined }) => {
  const say = useSay();
  const [after, setAfter] = useState(to === undefined ? 0 : Math.max(0, to - SHOWN));
  const limit = to === undefined ? SHOWN : Math.max(1, Math.min(SHOWN, to - after));
  const page = useRead<EventPage>('/api/v1/events', { query: { after, limit } });
  const columns = useColumns();
  if (page.data === undefined) return <Waiting error={page.error} retry={() => void page.refetch()} />;
  const { next } = page.data;
  return (
    <>
      <Sheet
        label={say('replay.events')}
        rows={page.data.items}
        rowKey={({ eventId }) => eventId}
        columns={columns}
      />
      <div className="decisions">
        <Button disabled={after === 0} onClick={() => setAfter(Math.max(0, after - SHOWN))}>
          {say('word.back')}
        </Button>
        <Button
          disabled={next === null || (to !== undefined && next >= to)}
          onClick={() => setAfter(next ?? after)}
        >
          {say('word.next')}
        </Button>
      </div>
    </>
  );
};

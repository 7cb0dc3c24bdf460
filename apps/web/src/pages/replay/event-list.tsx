import { useRead, LONG_PAGE } from '../../api/hooks.js';
import { read } from '../../api/client.js';
import { useMoment } from '../../api/moment.js';
import type { DensityStep, EventView, Items } from '../../api/views.js';
import { useLanguage, useSay } from '../../messages/language.js';
import { LongSheet } from '../../parts/long-sheet.js';
import { RowLink } from '../../parts/row-link.js';
import type { Column } from '../../parts/sheet.js';
import { Waiting } from '../../parts/states.js';
import { instant } from '../../parts/times.js';

const ROUTE = '/api/v1/events';

const useColumns = (): readonly Column<EventView>[] => {
  const say = useSay();
  return [
    {
      key: 'position',
      title: say('replay.position'),
      width: 64,
      cell: ({ position }) => <RowLink search={{ event: position }}>{position}</RowLink>,
    },
    {
      key: 'type',
      title: say('replay.type'),
      width: 150,
      cell: ({ type }) => <code title={type}>{type}</code>,
    },
    {
      key: 'stream',
      title: say('replay.stream'),
      width: 150,
      cell: ({ stream }) => <code title={stream}>{stream}</code>,
    },
    {
      key: 'recorded',
      title: say('journal.recorded'),
      width: 132,
      cell: ({ recordedAt }) => instant(recordedAt),
    },
  ];
};

/** How far the log was known at the page's moment. */
const useKnown = (head: number): number | undefined => {
  const { knownAt } = useMoment();
  const isPosition = knownAt?.startsWith('@') === true;
  const density = useRead<Items<DensityStep>>('/api/v1/events/density', {
    enabled: knownAt !== undefined && !isPosition,
  });
  if (knownAt === undefined) return head;
  if (isPosition) return Math.min(head, Number(knownAt.slice(1)));
  const steps = density.data?.items;
  return steps?.findLast(({ until }) => until <= knownAt.slice(0, 10))?.position ?? (steps && 0);
};

/** The events of the log up to the page's moment, the newest in sight. Positions have no gaps, so they count rows. */
export const EventList = ({ head }: { readonly head: number }) => {
  const say = useSay();
  const { language } = useLanguage();
  const known = useKnown(head);
  const columns = useColumns();
  if (known === undefined) return <Waiting />;
  return (
    <LongSheet
      key={known}
      label={say('replay.events')}
      columns={columns}
      total={known}
      rows={9}
      page={(page) => {
        const address = { query: { after: page * LONG_PAGE, limit: LONG_PAGE } };
        return {
          queryKey: [ROUTE, address, language],
          queryFn: async () => (await read<Items<EventView>>(ROUTE, address, language)).items,
        };
      }}
    />
  );
};

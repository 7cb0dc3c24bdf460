import { useNavigate, useSearch } from '@tanstack/react-router';
import { Pagination } from 'antd';
import { usePage } from '../api/hooks.js';
import type { JournalRow } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { EventLink } from '../parts/event-link.js';
import { useFigures } from '../parts/figures.js';
import { LotLink } from '../parts/links.js';
import { Sheet, type Column } from '../parts/sheet.js';
import { Waiting } from '../parts/states.js';
import { instant } from '../parts/times.js';
import { useCode } from '../parts/words.js';

const PER_PAGE = 50;
const MOVED = ['available', 'held', 'withdrawn', 'retired', 'writtenOff'] as const;

const useColumns = (): readonly Column<JournalRow>[] => {
  const say = useSay();
  const code = useCode();
  return [
    { key: 'position', title: say('word.event'), cell: ({ position }) => <EventLink position={position} /> },
    { key: 'kind', title: say('journal.kind'), cell: ({ kind }) => code('kind', kind) },
    { key: 'pollutant', title: say('word.pollutant'), cell: (row) => row.pollutant },
    { key: 'lot', title: say('deposits.lot'), cell: ({ lotId }) => <LotLink id={lotId} /> },
    { key: 'at', title: say('journal.occurred'), cell: ({ occurredAt }) => instant(occurredAt) },
    ...useFigures(MOVED),
    { key: 'balance', title: say('balance.running'), amount: ({ balance }) => balance },
  ];
};

/** Every movement of a pool with its running balance, page by page. */
export const Journal = ({ id }: { readonly id: string }) => {
  const say = useSay();
  const { page = 1 } = useSearch({ from: '/frame/pools/$id' });
  const navigate = useNavigate({ from: '/pools/$id' });
  const query = { page, perPage: PER_PAGE };
  const list = usePage<JournalRow>('/api/v1/pools/{id}/journal', { path: { id }, query });
  const columns = useColumns();
  if (list.data === undefined) return <Waiting error={list.error} retry={() => void list.refetch()} />;
  return (
    <>
      <Sheet
        label={say('pools.journal')}
        rows={list.data.items}
        rowKey={(row) => `${String(row.position)} ${row.lotId} ${row.pollutant}`}
        columns={columns}
      />
      <Pagination
        hideOnSinglePage
        showSizeChanger={false}
        current={page}
        pageSize={PER_PAGE}
        total={list.data.total}
        onChange={(next) => void navigate({ search: (before) => ({ ...before, page: next }) })}
      />
    </>
  );
};

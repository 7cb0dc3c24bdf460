import { DepositLink } from '../parts/links.js';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Pagination, Select } from 'antd';
import { usePage } from '../api/hooks.js';
import type { DepositView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { AmountLines } from '../parts/amount-lines.js';
import { Export } from '../parts/export.js';
import { Page } from '../parts/page.js';
import { Sheet, type Column } from '../parts/sheet.js';
import { SortChoice } from '../parts/sort-choice.js';
import { Waiting } from '../parts/states.js';
import { StatusTag } from '../parts/status-tag.js';
import { useCode, usePlaceName } from '../parts/words.js';
import { useMay } from '../session/me.js';

const PER_PAGE = 25;
const STATUSES = [
  'FILED',
  'FIRST_REVIEWED',
  'SITE_VERIFIED',
  'ELEMENT_REVIEWED',
  'CREDITED',
  'RETURNED',
  'REJECTED',
  'VOIDED',
];

const useColumns = (): readonly Column<DepositView>[] => {
  const say = useSay();
  const nameOf = usePlaceName();
  return [
    {
      key: 'id',
      title: say('word.number'),
      cell: ({ id }) => <DepositLink id={id} />,
    },
    { key: 'place', title: say('word.place'), cell: ({ place }) => nameOf(place) },
    { key: 'status', title: say('word.status'), cell: ({ status }) => <StatusTag status={status} /> },
    { key: 'filedOn', title: say('word.filedOn'), cell: ({ filedOn }) => filedOn },
    {
      key: 'dueOn',
      title: say('word.dueOn'),
      cell: ({ dueOn, late }) => (
        <>
          {dueOn ?? '—'} {late && <span className="soon">{say('deposits.late')}</span>}
        </>
      ),
    },
    {
      key: 'lines',
      title: `${say('deposits.lines')} ${say('word.unit')}`,
      cell: ({ lines }) => <AmountLines lines={lines} />,
    },
  ];
};

const Filters = ({ total }: { readonly total: number | undefined }) => {
  const say = useSay();
  const code = useCode();
  const { status, sort } = useSearch({ from: '/frame/deposits' });
  const navigate = useNavigate({ from: '/deposits' });
  const change = (changed: {
    readonly status?: string | undefined;
    readonly sort?: string | undefined;
  }): void => void navigate({ search: (before) => ({ ...before, page: undefined, ...changed }) });
  return (
    <div className="filters">
      <Select
        allowClear
        className="filter"
        aria-label={say('word.status')}
        placeholder={say('word.status')}
        value={status ?? null}
        onChange={(chosen: string | null) => change({ status: chosen ?? undefined })}
        options={STATUSES.map((value) => ({ value, label: code('status', value) }))}
      />
      <SortChoice sort={sort} choose={(chosen) => change({ sort: chosen })} />
      {total !== undefined && <span className="filters-note">{say('word.total', { count: total })}</span>}
      <Export route="/api/v1/deposits" query={{ status, sort }} name="deposits" />
    </div>
  );
};

/** 入库: every deposit in the officer's scope. */
export const DepositsPage = () => {
  const say = useSay();
  const may = useMay();
  const columns = useColumns();
  const { status, sort, page = 1 } = useSearch({ from: '/frame/deposits' });
  const navigate = useNavigate({ from: '/deposits' });
  const list = usePage<DepositView>('/api/v1/deposits', { query: { status, sort, page, perPage: PER_PAGE } });
  const actions = may('deposit:file') && (
    <Link className="button" to="/deposits/new">
      {say('deposits.new')}
    </Link>
  );
  return (
    <Page title={say('nav.deposits')} about={say('deposits.about')} actions={actions}>
      <Filters total={list.data?.total} />
      {list.data === undefined ? (
        <Waiting error={list.error} retry={() => void list.refetch()} />
      ) : (
        <Sheet label={say('nav.deposits')} columns={columns} rows={list.data.items} rowKey={({ id }) => id} />
      )}
      <Pagination
        hideOnSinglePage
        showSizeChanger={false}
        current={page}
        pageSize={PER_PAGE}
        total={list.data?.total ?? 0}
        onChange={(next) => void navigate({ search: (before) => ({ ...before, page: next }) })}
      />
    </Page>
  );
};

import { WithdrawalLink, VoucherLink } from '../parts/links.js';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Pagination, Select } from 'antd';
import { usePage } from '../api/hooks.js';
import type { WithdrawalView } from '../api/views.js';
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
const STATUSES = ['FILED', 'HELD', 'VOUCHERED', 'REGISTERED', 'RELEASED', 'LAPSED', 'RETURNED', 'REJECTED'];

const requiredOf = ({ lines }: WithdrawalView) =>
  lines.map(({ pollutant, required }) => ({ pollutant, amount: required }));

const useColumns = (): readonly Column<WithdrawalView>[] => {
  const say = useSay();
  const nameOf = usePlaceName();
  return [
    {
      key: 'id',
      title: say('word.number'),
      cell: ({ id }) => <WithdrawalLink id={id} />,
    },
    { key: 'project', title: say('withdrawals.project'), cell: ({ project }) => project.name },
    { key: 'place', title: say('word.place'), cell: ({ place }) => nameOf(place) },
    { key: 'status', title: say('word.status'), cell: ({ status }) => <StatusTag status={status} /> },
    {
      key: 'lines',
      title: `${say('withdrawals.required')} ${say('word.unit')}`,
      cell: (row) => <AmountLines lines={requiredOf(row)} />,
    },
    { key: 'filedOn', title: say('word.filedOn'), cell: ({ filedOn }) => filedOn },
    {
      key: 'voucher',
      title: say('withdrawals.voucher'),
      cell: ({ voucherNo }) => <VoucherLink no={voucherNo} />,
    },
  ];
};

const Filters = ({ total }: { readonly total: number | undefined }) => {
  const say = useSay();
  const code = useCode();
  const { status, sort } = useSearch({ from: '/frame/withdrawals' });
  const navigate = useNavigate({ from: '/withdrawals' });
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
      <Export route="/api/v1/withdrawals" query={{ status, sort }} name="withdrawals" />
    </div>
  );
};

/** 出库: every application in the officer's scope. */
export const WithdrawalsPage = () => {
  const say = useSay();
  const columns = useColumns();
  const { status, sort, page = 1 } = useSearch({ from: '/frame/withdrawals' });
  const navigate = useNavigate({ from: '/withdrawals' });
  const list = usePage<WithdrawalView>('/api/v1/withdrawals', {
    query: { status, sort, page, perPage: PER_PAGE },
  });
  const actions = useMay()('demand:assess') && (
    <Link className="button" to="/withdrawals/new">
      {say('withdrawals.new')}
    </Link>
  );
  return (
    <Page title={say('nav.withdrawals')} about={say('withdrawals.about')} actions={actions}>
      <Filters total={list.data?.total} />
      {list.data === undefined ? (
        <Waiting error={list.error} retry={() => void list.refetch()} />
      ) : (
        <Sheet
          label={say('nav.withdrawals')}
          columns={columns}
          rows={list.data.items}
          rowKey={({ id }) => id}
        />
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

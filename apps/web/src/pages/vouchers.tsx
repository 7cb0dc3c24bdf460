import { WithdrawalLink, VoucherLink } from '../parts/links.js';
import { useNavigate } from '@tanstack/react-router';
import { Input } from 'antd';
import { usePage } from '../api/hooks.js';
import type { WithdrawalView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { Page } from '../parts/page.js';
import { Sheet, type Column } from '../parts/sheet.js';
import { Waiting } from '../parts/states.js';
import { StatusTag } from '../parts/status-tag.js';
import { usePlaceName } from '../parts/words.js';

const useColumns = (): readonly Column<WithdrawalView>[] => {
  const say = useSay();
  const nameOf = usePlaceName();
  return [
    {
      key: 'no',
      title: say('voucher.no'),
      cell: ({ voucherNo: no }) => <VoucherLink no={no} />,
    },
    { key: 'project', title: say('withdrawals.project'), cell: ({ project }) => project.name },
    { key: 'place', title: say('word.place'), cell: ({ place }) => nameOf(place) },
    { key: 'status', title: say('word.status'), cell: ({ status }) => <StatusTag status={status} /> },
    {
      key: 'id',
      title: say('nav.withdrawals'),
      cell: ({ id }) => <WithdrawalLink id={id} />,
    },
  ];
};

/** 凭证: those in the officer's scope, and a box for any number. */
export const VouchersPage = () => {
  const say = useSay();
  const navigate = useNavigate();
  const columns = useColumns();
  const list = usePage<WithdrawalView>('/api/v1/withdrawals', { query: { perPage: 200 } });
  const find = (no: string): void => {
    if (no.trim() !== '') void navigate({ to: '/vouchers/$no', params: { no: no.trim() } });
  };
  return (
    <Page title={say('nav.voucher')} about={say('voucher.listAbout')}>
      <div className="filters">
        <Input.Search
          className="find"
          aria-label={say('voucher.no')}
          placeholder={say('voucher.no')}
          enterButton={say('voucher.find')}
          onSearch={find}
        />
      </div>
      {list.data === undefined ? (
        <Waiting error={list.error} retry={() => void list.refetch()} />
      ) : (
        <Sheet
          label={say('nav.voucher')}
          columns={columns}
          rows={list.data.items.filter(({ voucherNo }) => voucherNo !== null)}
          rowKey={({ id }) => id}
        />
      )}
    </Page>
  );
};

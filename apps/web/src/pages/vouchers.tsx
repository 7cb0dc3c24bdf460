import { useNavigate } from '@tanstack/react-router';
import { Input } from 'antd';
import type { WithdrawalView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { VoucherLink, WithdrawalLink } from '../parts/links.js';
import { useMemberColumns } from '../parts/members.js';
import { Register } from '../parts/register.js';
import type { Column } from '../parts/sheet.js';

/** What an application can come to once its voucher is issued. */
const STATUSES = ['VOUCHERED', 'REGISTERED', 'PERMITTED', 'LAPSED', 'RETURNED'];
const VOUCHERED = { vouchered: 'true' };

const useColumns = (): readonly Column<WithdrawalView>[] => {
  const say = useSay();
  return [
    { key: 'no', title: say('voucher.no'), cell: ({ voucherNo: no }) => <VoucherLink no={no} /> },
    { key: 'project', title: say('withdrawals.project'), cell: ({ project }) => project.name },
    ...useMemberColumns<WithdrawalView>(['place', 'status', 'filedOn']),
    { key: 'id', title: say('nav.withdrawals'), cell: ({ id }) => <WithdrawalLink id={id} /> },
  ];
};

/** A box for any number, be its voucher in the officer's scope or not. */
const Find = () => {
  const say = useSay();
  const navigate = useNavigate();
  const find = (no: string): void => {
    if (no.trim() !== '') void navigate({ to: '/vouchers/$no', params: { no: no.trim() } });
  };
  return (
    <div className="filters">
      <Input.Search
        className="find"
        aria-label={say('voucher.no')}
        placeholder={say('voucher.no')}
        enterButton={say('voucher.find')}
        onSearch={find}
      />
    </div>
  );
};

/** 凭证: those in the officer's scope, and a box for any number. */
export const VouchersPage = () => {
  const say = useSay();
  return (
    <Register<WithdrawalView>
      label={say('nav.voucher')}
      about={say('voucher.listAbout')}
      route="/api/v1/withdrawals"
      query={VOUCHERED}
      columns={useColumns()}
      rowKey={({ id }) => id}
      sortable
      filters={[{ name: 'place' }, { name: 'status', codes: STATUSES }]}
    >
      <Find />
    </Register>
  );
};

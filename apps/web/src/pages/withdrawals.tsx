import { Link } from '@tanstack/react-router';
import type { WithdrawalView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { AmountLines } from '../parts/amount-lines.js';
import { VoucherLink, WithdrawalLink } from '../parts/links.js';
import { useMemberColumns } from '../parts/members.js';
import { Register } from '../parts/register.js';
import type { Column } from '../parts/sheet.js';
import { useMay } from '../session/me.js';

const STATUSES = [
  'FILED',
  'HELD',
  'VOUCHERED',
  'REGISTERED',
  'PERMITTED',
  'RELEASED',
  'LAPSED',
  'RETURNED',
  'REJECTED',
];

const requiredOf = ({ lines }: WithdrawalView) =>
  lines.map(({ pollutant, required }) => ({ pollutant, amount: required }));

const useColumns = (): readonly Column<WithdrawalView>[] => {
  const say = useSay();
  return [
    { key: 'id', title: say('word.number'), cell: ({ id }) => <WithdrawalLink id={id} /> },
    { key: 'project', title: say('withdrawals.project'), cell: ({ project }) => project.name },
    ...useMemberColumns<WithdrawalView>(['place', 'status', 'filedOn']),
    {
      key: 'voucher',
      title: say('withdrawals.voucher'),
      cell: ({ voucherNo }) => <VoucherLink no={voucherNo} />,
    },
    {
      key: 'required',
      title: `${say('withdrawals.required')} ${say('word.unit')}`,
      cell: (withdrawal) => <AmountLines lines={requiredOf(withdrawal)} />,
    },
  ];
};

/** 出库: every application in the officer's scope. */
export const WithdrawalsPage = () => {
  const say = useSay();
  const may = useMay();
  return (
    <Register<WithdrawalView>
      label={say('nav.withdrawals')}
      about={say('withdrawals.about')}
      route="/api/v1/withdrawals"
      columns={useColumns()}
      rowKey={({ id }) => id}
      sortable
      filters={[{ name: 'place' }, { name: 'status', codes: STATUSES }, { name: 'projectCode' }]}
      actions={
        may('demand:assess') && (
          <Link className="button" to="/withdrawals/new">
            {say('withdrawals.new')}
          </Link>
        )
      }
    />
  );
};

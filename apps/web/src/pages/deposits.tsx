import { Link } from '@tanstack/react-router';
import type { DepositView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { AmountLines } from '../parts/amount-lines.js';
import { DepositLink } from '../parts/links.js';
import { useMemberColumns } from '../parts/members.js';
import { Register } from '../parts/register.js';
import type { Column } from '../parts/sheet.js';
import { useMay } from '../session/me.js';

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
  return [
    { key: 'id', title: say('word.number'), cell: ({ id }) => <DepositLink id={id} /> },
    ...useMemberColumns<DepositView>(['place', 'status', 'filedOn']),
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

/** 入库: every deposit in the officer's scope. */
export const DepositsPage = () => {
  const say = useSay();
  const may = useMay();
  return (
    <Register<DepositView>
      label={say('nav.deposits')}
      about={say('deposits.about')}
      route="/api/v1/deposits"
      columns={useColumns()}
      rowKey={({ id }) => id}
      sortable
      filters={[{ name: 'place' }, { name: 'status', codes: STATUSES }]}
      actions={
        may('deposit:file') && (
          <Link className="button" to="/deposits/new">
            {say('deposits.new')}
          </Link>
        )
      }
    />
  );
};

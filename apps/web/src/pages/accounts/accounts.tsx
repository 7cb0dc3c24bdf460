import { useState } from 'react';
import { useRead } from '../../api/hooks.js';
import type { AccountView, Items, StaffingView } from '../../api/views.js';
import { Acts } from '../../parts/act/acts.js';
import { ItemLink } from '../../parts/item.js';
import { useMemberColumns } from '../../parts/members.js';
import { Register } from '../../parts/register.js';
import type { Column } from '../../parts/sheet.js';
import { SheetPanel } from '../../parts/sheet-panel.js';
import { useCode } from '../../parts/words.js';
import { Half, type HalfAnswer } from './half.js';
import { useWords } from './words.js';

const useColumns = (): readonly Column<AccountView>[] => {
  const words = useWords();
  const code = useCode();
  return [
    {
      key: 'username',
      title: code('field', 'username'),
      cell: ({ id, username }) => (
        <ItemLink page="/accounts" id={id}>
          {username}
        </ItemLink>
      ),
    },
    ...useMemberColumns<AccountView>(['roles', 'place', 'status']),
    { key: 'person', title: words('person'), cell: ({ person }) => person?.name ?? words('noPerson') },
    ...useMemberColumns<AccountView>(['secondFactor', 'confirmedAt']),
    {
      key: 'change',
      title: words('change'),
      cell: ({ change }) => change && <span className="soon">{code('kind', change.kind)}</span>,
    },
  ];
};

const STEPS = ['withdrawal:file', 'withdrawal:first-review', 'withdrawal:approve'] as const;

/** 人员配备: places where filer, reviewer and approver cannot be three people. */
const Staffing = () => {
  const words = useWords();
  const code = useCode();
  const staffing = useRead<Items<StaffingView>>('/api/v1/accounts/staffing');
  return (
    <SheetPanel
      title={words('staffing')}
      rows={staffing.data?.items ?? []}
      rowKey={({ place }) => place}
      empty={words('staffed')}
      columns={[
        { key: 'place', title: code('field', 'place'), cell: ({ placeName }) => placeName },
        { key: 'people', title: words('people'), figure: true, cell: ({ people }) => people },
        {
          key: 'missing',
          title: words('missing'),
          cell: ({ missing }) =>
            STEPS.filter((step) => missing.includes(step))
              .map((step) => words(step))
              .join('、'),
        },
      ]}
    />
  );
};

/** 账户: all of them, those asked for, and where people are missing. */
export const AccountsPage = () => {
  const words = useWords();
  const [half, setHalf] = useState<HalfAnswer>({});
  return (
    <>
      <Register<AccountView>
        label={words('title')}
        about={words('about')}
        route="/api/v1/accounts"
        columns={useColumns()}
        rowKey={({ id }) => id}
        filters={[
          { name: 'place' },
          { name: 'status', codes: ['ACTIVE', 'REQUESTED', 'LOCKED', 'RENEWAL_DUE', 'SUSPENDED'] },
        ]}
      >
        <Half {...half} />
        <Acts
          acts={[
            {
              title: words('create'),
              route: '/api/v1/accounts',
              permission: 'account:create',
              untried: true,
              only: ['username', 'roles', 'place', 'person'],
              done: (answer = {}) => setHalf(answer),
            },
          ]}
        />
      </Register>
      <Staffing />
    </>
  );
};

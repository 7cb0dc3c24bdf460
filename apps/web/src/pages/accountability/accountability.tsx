import type { AccountabilityView } from '../../api/views.js';
import { Acts } from '../../parts/act/acts.js';
import { useAsked } from '../../parts/filters.js';
import { ItemLink } from '../../parts/item.js';
import { useMemberColumns } from '../../parts/members.js';
import { Register } from '../../parts/register.js';
import type { Column } from '../../parts/sheet.js';
import { useCode } from '../../parts/words.js';
import { useWords } from './words.js';

const useColumns = (): readonly Column<AccountabilityView>[] => {
  const code = useCode();
  return [
    { key: 'id', title: code('field', 'id'), cell: ({ id }) => <ItemLink page="/accountability" id={id} /> },
    ...useMemberColumns<AccountabilityView>([
      'place',
      'status',
      'violation',
      'reference',
      'accountable',
      'authority',
      'documentNo',
      'decidedOn',
    ]),
  ];
};

/** 问责台账. */
export const AccountabilityPage = () => {
  const words = useWords();
  const { reference } = useAsked();
  return (
    <Register<AccountabilityView>
      label={words('title')}
      about={words('about')}
      route="/api/v1/accountability-records"
      columns={useColumns()}
      rowKey={({ id }) => id}
      empty={words('empty')}
      filters={[
        { name: 'place' },
        { name: 'status', codes: ['RECOGNISED', 'WITHDRAWN'] },
        { name: 'violation', codes: ['UNBACKED_APPROVAL', 'DOUBLE_USE', 'FALSE_REPORT'] },
        { name: 'reference' },
      ]}
    >
      <Acts
        acts={[
          {
            title: words('record'),
            route: '/api/v1/accountability-records',
            permission: 'accountability:record',
            draft: 'accountability',
            ...(reference !== undefined && { initial: { reference } }),
          },
        ]}
      />
    </Register>
  );
};

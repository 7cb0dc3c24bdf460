import type { InspectionView } from '../../api/views.js';
import { Acts } from '../../parts/act/acts.js';
import { ItemLink } from '../../parts/item.js';
import { useMemberColumns } from '../../parts/members.js';
import { useOwnPlaces } from '../../parts/own-places.js';
import { Register } from '../../parts/register.js';
import type { Column } from '../../parts/sheet.js';
import { today } from '../../parts/times.js';
import { useCode } from '../../parts/words.js';
import { useWords } from './words.js';

const useColumns = (): readonly Column<InspectionView>[] => {
  const code = useCode();
  return [
    { key: 'id', title: code('field', 'id'), cell: ({ id }) => <ItemLink page="/inspections" id={id} /> },
    ...useMemberColumns<InspectionView>(['title', 'places', 'status', 'from', 'to', 'officers', 'nextStep']),
  ];
};

/** 现场检查. */
export const InspectionsPage = () => {
  const words = useWords();
  const places = useOwnPlaces();
  return (
    <Register<InspectionView>
      label={words('title')}
      about={words('about')}
      route="/api/v1/inspections"
      columns={useColumns()}
      rowKey={({ id }) => id}
      empty={words('empty')}
      filters={[{ name: 'place' }, { name: 'status', codes: ['PLANNED', 'UNDER_WAY', 'COMPLETED'] }]}
    >
      <Acts
        acts={[
          {
            title: words('plan'),
            route: '/api/v1/inspections',
            permission: 'inspection:conduct',
            draft: 'inspection',
            only: ['title', 'places', 'from', 'to', 'officers', 'samples'],
            choices: { places },
            initial: { from: today(), to: today() },
          },
        ]}
      />
    </Register>
  );
};

import type { SuspensionView } from '../../api/views.js';
import { Acts } from '../../parts/act/acts.js';
import { Affected } from '../../parts/affected.js';
import { useAsked } from '../../parts/filters.js';
import { ItemLink } from '../../parts/item.js';
import { useMemberColumns } from '../../parts/members.js';
import { Register } from '../../parts/register.js';
import type { Column } from '../../parts/sheet.js';
import { today } from '../../parts/times.js';
import { useCode, usePlaceName } from '../../parts/words.js';
import { useWords } from './words.js';

const useColumns = (): readonly Column<SuspensionView>[] => {
  const code = useCode();
  const nameOf = usePlaceName();
  return [
    {
      key: 'place',
      title: code('field', 'place'),
      cell: ({ id, place }) => (
        <ItemLink page="/orders" id={id}>
          {nameOf(place)}
        </ItemLink>
      ),
    },
    ...useMemberColumns<SuspensionView>(['status', 'orderNo', 'effectiveFrom', 'liftedFrom', 'acts']),
    {
      key: 'reason',
      title: code('field', 'reason'),
      cell: ({ reason }) => <span className="wrap">{reason}</span>,
    },
  ];
};

/** 暂停令: every order in scope; monitoring proposes one here, also straight from a warning. */
export const OrdersPage = () => {
  const words = useWords();
  const { place, readings } = useAsked();
  return (
    <Register<SuspensionView>
      label={words('title')}
      about={words('about')}
      route="/api/v1/suspensions"
      columns={useColumns()}
      rowKey={({ id }) => id}
      empty={words('empty')}
      filters={[{ name: 'place' }, { name: 'status', codes: ['PROPOSED', 'ORDERED', 'LIFTED', 'DECLINED'] }]}
    >
      <Acts
        acts={[
          {
            title: words('propose'),
            route: '/api/v1/suspensions',
            permission: 'suspension:propose',
            draft: 'suspension',
            initial: {
              effectiveFrom: today(),
              ...(place !== undefined && { place }),
              ...(readings !== undefined && { readingIds: readings.split(',') }),
            },
            preview: (values) => typeof values['place'] === 'string' && <Affected place={values['place']} />,
          },
        ]}
      />
    </Register>
  );
};

import { Link } from '@tanstack/react-router';
import type { SuspensionView } from '../../api/views.js';
import type { Act } from '../../parts/act/acts.js';
import { Affected } from '../../parts/affected.js';
import { Item, ItemLink, useItemId } from '../../parts/item.js';
import { ItemPage, type Fact } from '../../parts/item-page.js';
import { useMemberFacts } from '../../parts/members.js';
import { Panel } from '../../parts/page.js';
import { today } from '../../parts/times.js';
import { useCode, usePlaceName } from '../../parts/words.js';
import { useWords } from './words.js';

type Props = { readonly order: SuspensionView };

const Opinions = ({ order }: Props) => {
  const words = useWords();
  const code = useCode();
  return (
    <Panel title={words('opinions')}>
      {order.opinions.length === 0 && <p className="soft">{words('noOpinions')}</p>}
      <ol className="signed">
        {order.opinions.map(({ concerning, division, decision, opinion, by }, index) => (
          <li key={`${division} ${String(index)}`}>
            <strong>{code('role', division)}</strong> {words(concerning === 'LIFT' ? 'LIFT' : 'ORDER')}{' '}
            {code('decision', decision)} <span className="soft">{`${opinion} · ${by}`}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
};

const FROM_TODAY = () => ({ effectiveFrom: today() });

/** What the lead does with an order: orders, declines, lifts. */
const useLeadActs = ({ id, status, orderNo }: SuspensionView): readonly Act[] => {
  const words = useWords();
  const path = { id };
  const proposed = status === 'PROPOSED';
  return [
    {
      title: words('order'),
      route: '/api/v1/suspensions/{id}/order',
      path,
      permission: 'suspension:order',
      when: proposed,
      initial: { ...FROM_TODAY(), ...(orderNo !== null && { orderNo }) },
    },
    {
      title: words('lift'),
      route: '/api/v1/suspensions/{id}/lift',
      path,
      permission: 'suspension:lift',
      when: status === 'ORDERED',
      only: ['orderNo', 'effectiveFrom', 'reason'],
      initial: FROM_TODAY(),
    },
    {
      title: words('decline'),
      route: '/api/v1/suspensions/{id}/decline',
      path,
      permission: 'suspension:order',
      when: proposed,
    },
  ];
};

const isOpen = ({ status }: SuspensionView): boolean => status === 'PROPOSED' || status === 'ORDERED';

const useActs = (order: SuspensionView): readonly Act[] => {
  const words = useWords();
  const review: Act = {
    title: words('review'),
    route: '/api/v1/suspensions/{id}/review',
    path: { id: order.id },
    permission: 'suspension:review',
    when: isOpen(order),
    initial: { decision: 'PASS' },
  };
  return [...useLeadActs(order), review];
};

const useFacts = (order: SuspensionView): readonly Fact[] => {
  const code = useCode();
  const nameOf = usePlaceName();
  const { place, readingIds } = order;
  const facts = useMemberFacts(order, [
    'acts',
    'pollutants',
    'effectiveFrom',
    'orderNo',
    'reason',
    'liftedFrom',
    'liftOrderNo',
    'proposedBy',
    'orderedBy',
  ]);
  const readings = readingIds.map((id) => <ItemLink key={id} page="/readings" id={id} />);
  return [
    [
      code('field', 'place'),
      <Link key="place" to="/standing" search={{ place }}>
        {nameOf(place)}
      </Link>,
    ],
    ...facts,
    [
      code('field', 'readingIds'),
      <span key="readings" className="spread">
        {readings}
      </span>,
    ],
  ];
};

const Order = ({ order }: Props) => {
  const words = useWords();
  const nameOf = usePlaceName();
  const { place, orderNo, status } = order;
  return (
    <ItemPage
      title={words('one', { place: nameOf(place), no: orderNo ?? '' })}
      status={status}
      about={words('oneAbout')}
      facts={useFacts(order)}
      acts={useActs(order)}
    >
      {isOpen(order) && <Affected place={place} />}
      <Opinions order={order} />
    </ItemPage>
  );
};

/** One order, from its proposal to its lifting. */
export const OrderPage = () => (
  <Item<SuspensionView> route="/api/v1/suspensions/{id}" id={useItemId()}>
    {(order) => <Order order={order} />}
  </Item>
);

import type { AccountabilityView } from '../../api/views.js';
import { Item, useItemId } from '../../parts/item.js';
import { ItemPage, type Fact } from '../../parts/item-page.js';
import { useMemberFacts } from '../../parts/members.js';
import { useCode } from '../../parts/words.js';
import { useWords } from './words.js';

const useFacts = (record: AccountabilityView): readonly Fact[] => {
  const code = useCode();
  const { withdrawal } = record;
  const facts = useMemberFacts(record, [
    'place',
    'violation',
    'reference',
    'accountable',
    'authority',
    'documentNo',
    'decidedOn',
    'measure',
    'recordedBy',
  ]);
  if (withdrawal === null) return facts;
  return [...facts, [code('field', 'withdrawal'), `${withdrawal.documentNo} ${withdrawal.reason}`]];
};

const Record = ({ record }: { readonly record: AccountabilityView }) => {
  const words = useWords();
  const { id, status } = record;
  return (
    <ItemPage
      title={words('one', { id })}
      status={status}
      about={words('oneAbout')}
      facts={useFacts(record)}
      acts={[
        {
          title: words('withdraw'),
          route: '/api/v1/accountability-records/{id}/withdrawal',
          path: { id },
          permission: 'accountability:record',
          when: status === 'RECOGNISED',
        },
      ]}
    />
  );
};

/** One decision. */
export const RecordPage = () => (
  <Item<AccountabilityView> route="/api/v1/accountability-records/{id}" id={useItemId()}>
    {(record) => <Record record={record} />}
  </Item>
);

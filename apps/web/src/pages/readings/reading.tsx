import type { ReadingView } from '../../api/views.js';
import { Item, useItemId } from '../../parts/item.js';
import { ItemPage, type Fact } from '../../parts/item-page.js';
import { useMemberFacts } from '../../parts/members.js';
import { useWords } from './words.js';

const useFacts = (reading: ReadingView): readonly Fact[] => {
  const words = useWords();
  const { correction } = reading;
  const facts = useMemberFacts(reading, [
    'place',
    'month',
    'medium',
    'indicator',
    'value',
    'unit',
    'target',
    'lastYear',
    'valid',
    'dueOn',
    'recordedBy',
  ]);
  if (correction === null) return facts;
  return [...facts, [words('corrected'), `${correction.decisionNo} ${correction.reason}`]];
};

const Reading = ({ reading }: { readonly reading: ReadingView }) => {
  const words = useWords();
  const { id, status, value, target, lastYear, valid } = reading;
  return (
    <ItemPage
      title={words('one', { id })}
      status={status}
      about={words('oneAbout')}
      facts={useFacts(reading)}
      acts={[
        {
          title: words('correct'),
          route: '/api/v1/readings/{id}/correction',
          path: { id },
          permission: 'reading:record',
          when: status === 'CURRENT',
          initial: { value, target, lastYear, valid },
        },
      ]}
    />
  );
};

/** One reading. */
export const ReadingPage = () => (
  <Item<ReadingView> route="/api/v1/readings/{id}" id={useItemId()}>
    {(reading) => <Reading reading={reading} />}
  </Item>
);

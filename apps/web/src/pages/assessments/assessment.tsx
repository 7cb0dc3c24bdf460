import type { AssessmentRecordView } from '../../api/views.js';
import { Item, useItemId } from '../../parts/item.js';
import { ItemPage } from '../../parts/item-page.js';
import { useMemberFacts } from '../../parts/members.js';
import { usePlaceName } from '../../parts/words.js';
import { Quality } from './assessments.js';
import { useWords } from './words.js';

const Assessment = ({ assessment }: { readonly assessment: AssessmentRecordView }) => {
  const words = useWords();
  const nameOf = usePlaceName();
  const { id, place, year, status, quality } = assessment;
  const facts = useMemberFacts(assessment, ['taskDone', 'improvement', 'dueOn', 'recordedBy', 'publishedBy']);
  return (
    <ItemPage
      title={words('one', { place: nameOf(place), year })}
      status={status}
      about={words('oneAbout')}
      facts={[
        [words('water'), <Quality key="water" met={quality.water} />],
        [words('air'), <Quality key="air" met={quality.air} />],
        ...facts,
      ]}
      acts={[
        {
          title: words('publish'),
          route: '/api/v1/assessments/{id}/publish',
          path: { id },
          permission: 'assessment:publish',
          when: status === 'DRAFT',
        },
      ]}
    />
  );
};

/** One place's year. */
export const AssessmentPage = () => (
  <Item<AssessmentRecordView> route="/api/v1/assessments/{id}" id={useItemId()}>
    {(assessment) => <Assessment assessment={assessment} />}
  </Item>
);

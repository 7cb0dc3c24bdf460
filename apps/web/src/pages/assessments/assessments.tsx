import type { AssessmentRecordView } from '../../api/views.js';
import { Acts } from '../../parts/act/acts.js';
import { useAsked } from '../../parts/filters.js';
import { ItemLink } from '../../parts/item.js';
import { useMemberColumns } from '../../parts/members.js';
import { Register } from '../../parts/register.js';
import type { Column } from '../../parts/sheet.js';
import { today } from '../../parts/times.js';
import { useCode, usePlaceName } from '../../parts/words.js';
import { useWords } from './words.js';

/** A verdict of one medium. */
export const Quality = ({ met }: { readonly met: string }) => {
  const code = useCode();
  return <span className={met === 'MET' ? '' : 'late'}>{code('quality', met)}</span>;
};

const useColumns = (): readonly Column<AssessmentRecordView>[] => {
  const words = useWords();
  const code = useCode();
  const nameOf = usePlaceName();
  return [
    {
      key: 'place',
      title: code('field', 'place'),
      cell: ({ id, place }) => (
        <ItemLink page="/assessments" id={id}>
          {nameOf(place)}
        </ItemLink>
      ),
    },
    ...useMemberColumns<AssessmentRecordView>(['year', 'status']),
    { key: 'water', title: words('water'), cell: ({ quality }) => <Quality met={quality.water} /> },
    { key: 'air', title: words('air'), cell: ({ quality }) => <Quality met={quality.air} /> },
    ...useMemberColumns<AssessmentRecordView>(['taskDone', 'improvement', 'dueOn']),
  ];
};

/** 年度考核. */
export const AssessmentsPage = () => {
  const words = useWords();
  const { place } = useAsked();
  const lastYear = Number(today().slice(0, 4)) - 1;
  return (
    <Register<AssessmentRecordView>
      label={words('title')}
      about={words('about')}
      route="/api/v1/assessments"
      columns={useColumns()}
      rowKey={({ id }) => id}
      empty={words('empty')}
      filters={[
        { name: 'place' },
        { name: 'status', codes: ['DRAFT', 'PUBLISHED', 'REPLACED'] },
        { name: 'year' },
      ]}
    >
      <Acts
        acts={[
          {
            title: words('record'),
            route: '/api/v1/assessments',
            permission: 'assessment:record',
            draft: 'assessment',
            initial: { year: lastYear, ...(place !== undefined && { place }) },
          },
        ]}
      />
    </Register>
  );
};

import type { FindingView } from '../../api/views.js';
import { Acts } from '../../parts/act/acts.js';
import { AmountLines } from '../../parts/amount-lines.js';
import { ItemLink } from '../../parts/item.js';
import { useMemberColumns } from '../../parts/members.js';
import { Register } from '../../parts/register.js';
import type { Column } from '../../parts/sheet.js';
import { useCode } from '../../parts/words.js';
import { useWords } from './words.js';

/** Shortfalls as amounts. */
export const shortfallsOf = ({ shortfalls = [] }: FindingView) =>
  shortfalls.map(({ pollutant, shortfall }) => ({ pollutant, amount: shortfall }));

const useColumns = (): readonly Column<FindingView>[] => {
  const code = useCode();
  return [
    { key: 'id', title: code('field', 'id'), cell: ({ id }) => <ItemLink page="/findings" id={id} /> },
    ...useMemberColumns<FindingView>([
      'place',
      'status',
      'kind',
      'approvalNo',
      'approvedOn',
      'projectCode',
      'foundOn',
    ]),
    {
      key: 'shortfalls',
      title: `${code('field', 'shortfalls')} (t/a)`,
      cell: (finding) => <AmountLines lines={shortfallsOf(finding)} />,
    },
  ];
};

/** 环评批复与无量审批. */
export const FindingsPage = () => {
  const words = useWords();
  return (
    <Register<FindingView>
      label={words('title')}
      about={words('about')}
      route="/api/v1/findings"
      columns={useColumns()}
      rowKey={({ id }) => id}
      empty={words('empty')}
      filters={[
        { name: 'place' },
        { name: 'status', codes: ['OPEN', 'CLOSED'] },
        { name: 'kind', codes: ['UNBACKED_APPROVAL', 'INSPECTION'] },
        { name: 'approvalNo' },
        { name: 'projectCode' },
      ]}
    >
      <Acts
        acts={[
          {
            title: words('import'),
            route: '/api/v1/eia-approvals',
            permission: 'eia-approval:import',
            only: ['items'],
            initial: { items: [{}] },
            draft: 'eia-approvals',
          },
        ]}
      />
    </Register>
  );
};

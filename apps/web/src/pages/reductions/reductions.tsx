import { Link } from '@tanstack/react-router';
import type { ReductionView } from '../../api/views.js';
import { AmountLines } from '../../parts/amount-lines.js';
import { ItemLink } from '../../parts/item.js';
import { useMemberColumns } from '../../parts/members.js';
import { Register } from '../../parts/register.js';
import type { Column } from '../../parts/sheet.js';
import { StatusTag } from '../../parts/status-tag.js';
import { useMay } from '../../session/me.js';
import { isZero } from '../../parts/tonnes.js';
import { useCode } from '../../parts/words.js';
import { useWords } from './words.js';

const MEASURES = ['UNIT_CLOSURE', 'TECHNICAL_PROGRESS', 'DEEP_TREATMENT', 'INFRASTRUCTURE', 'TOWN_SEWAGE'];

/** A reduction waits for nobody's review; what is filed of it does. */
export const statusOf = (status: string): string => (status === 'FILED' ? 'RECORDED' : status);

const useColumns = (): readonly Column<ReductionView>[] => {
  const code = useCode();
  const members = useMemberColumns<ReductionView>(['place', 'measure', 'facility', 'formedOn', 'filedOn']);
  return [
    { key: 'id', title: code('field', 'id'), cell: ({ id }) => <ItemLink page="/reductions" id={id} /> },
    { key: 'unit', title: code('field', 'name'), cell: ({ unit }) => unit.name },
    {
      key: 'status',
      title: code('field', 'status'),
      cell: ({ status }) => <StatusTag status={statusOf(status)} />,
    },
    ...members,
    {
      key: 'left',
      title: `${code('field', 'left')} (t/a)`,
      cell: ({ lines }) => (
        <AmountLines
          lines={lines
            .filter(({ left }) => !isZero(left))
            .map(({ pollutant, left }) => ({ pollutant, amount: left }))}
        />
      ),
    },
  ];
};

/** 减排量: every verified reduction in the officer's scope. */
export const ReductionsPage = () => {
  const words = useWords();
  const may = useMay();
  return (
    <Register<ReductionView>
      label={words('title')}
      about={words('about')}
      route="/api/v1/reductions"
      columns={useColumns()}
      rowKey={({ id }) => id}
      filters={[
        { name: 'place' },
        { name: 'status', codes: ['FILED', 'VOIDED'] },
        { name: 'measure', codes: MEASURES },
        { name: 'permitNo' },
      ]}
      actions={
        may('reduction:file') && (
          <Link className="button" to="/deposits/new">
            {words('file')}
          </Link>
        )
      }
    />
  );
};

import type { ReadingView } from '../../api/views.js';
import { ItemLink } from '../../parts/item.js';
import { useMemberColumns } from '../../parts/members.js';
import { Register } from '../../parts/register.js';
import { useCode } from '../../parts/words.js';
import { useMay } from '../../session/me.js';
import { ReadingGrid } from './grid.js';
import { useWords } from './words.js';

/** 监测数据: every reading in scope, and the grid to hand them in. */
export const ReadingsPage = () => {
  const words = useWords();
  const code = useCode();
  const may = useMay();
  const members = useMemberColumns<ReadingView>([
    'place',
    'month',
    'medium',
    'indicator',
    'value',
    'target',
    'lastYear',
    'unit',
    'valid',
    'status',
  ]);
  return (
    <Register<ReadingView>
      label={words('title')}
      about={words('about')}
      route="/api/v1/readings"
      columns={[
        { key: 'id', title: code('field', 'id'), cell: ({ id }) => <ItemLink page="/readings" id={id} /> },
        ...members,
      ]}
      rowKey={({ id }) => id}
      empty={words('empty')}
      filters={[
        { name: 'place' },
        { name: 'month' },
        { name: 'medium', codes: ['WATER', 'AIR'] },
        { name: 'status', codes: ['CURRENT', 'CORRECTED'] },
      ]}
    >
      {may('reading:record') && <ReadingGrid />}
    </Register>
  );
};

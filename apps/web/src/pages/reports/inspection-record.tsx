import { Select } from 'antd';
import { useRead } from '../../api/hooks.js';
import type { InspectionRecordView, InspectionView, Items } from '../../api/views.js';
import { useAsk, useAsked } from '../../parts/filters.js';
import { ItemLink } from '../../parts/item.js';
import { useMemberColumns, useMemberFacts } from '../../parts/members.js';
import { Facts } from '../../parts/page.js';
import { SheetPanel } from '../../parts/sheet-panel.js';
import { Nothing, Waiting } from '../../parts/states.js';
import { useCode } from '../../parts/words.js';
import { Computed } from './asking.js';
import { useWords } from './words.js';

interface RecordProps {
  readonly record: InspectionRecordView;
}

const Steps = ({ record }: RecordProps) => {
  const words = useWords();
  const columns = useMemberColumns<InspectionRecordView['steps'][number]>([
    'step',
    'at',
    'place',
    'longitude',
    'latitude',
    'officers',
    'recordedBy',
    'file',
  ]);
  return (
    <SheetPanel
      title={words('steps')}
      rows={record.steps}
      rowKey={({ step }) => step}
      columns={[{ key: 'no', title: words('no'), figure: true, cell: ({ no }) => no }, ...columns]}
    />
  );
};

const Samples = ({ record }: RecordProps) => {
  const words = useWords();
  const columns = useMemberColumns<InspectionRecordView['samples'][number]>(['of', 'size']);
  return (
    <SheetPanel
      title={words('samples')}
      rows={record.samples}
      rowKey={({ of, checkpoint }) => `${of} ${checkpoint}`}
      columns={[
        ...columns,
        {
          key: 'population',
          title: words('population'),
          figure: true,
          cell: ({ population }) => population,
        },
        { key: 'chosen', title: words('chosen'), cell: ({ chosen }) => chosen.join('、') },
      ]}
    />
  );
};

const Found = ({ record }: RecordProps) => {
  const words = useWords();
  const code = useCode();
  const columns = useMemberColumns<InspectionRecordView['findings'][number]>([
    'severity',
    'violation',
    'facts',
    'foundOn',
    'dueOn',
    'status',
  ]);
  return (
    <SheetPanel
      title={words('found')}
      rows={record.findings}
      rowKey={({ findingId }) => findingId}
      columns={[
        {
          key: 'id',
          title: code('field', 'id'),
          cell: ({ findingId }) => <ItemLink page="/findings" id={findingId} />,
        },
        ...columns,
      ]}
    />
  );
};

const Recorded = ({ record }: RecordProps) => (
  <>
    <Facts
      rows={useMemberFacts(record, [
        'title',
        'status',
        'places',
        'from',
        'to',
        'lead',
        'officers',
        'plannedBy',
      ])}
    />
    <Steps record={record} />
    <Samples record={record} />
    <Found record={record} />
  </>
);

/** 检查记录: one inspection by the eight steps. */
export const InspectionRecord = () => {
  const words = useWords();
  const ask = useAsk();
  const asked = useAsked();
  const read = useRead<Items<InspectionView>>('/api/v1/inspections', { query: { perPage: 200 } });
  if (read.data === undefined) return <Waiting error={read.error} retry={() => void read.refetch()} />;
  const { items } = read.data;
  const chosen = items.find(({ id }) => id === asked['inspection']) ?? items[0];
  if (chosen === undefined) return <Nothing text={words('noInspections')} />;
  return (
    <Computed<InspectionRecordView>
      route="/api/v1/reports/inspections/{id}"
      asked={{ path: { id: chosen.id } }}
      name={`inspection-${chosen.id}`}
      boxes={
        <Select
          className="filter"
          aria-label={words('inspection')}
          showSearch={{ optionFilterProp: 'label' }}
          value={chosen.id}
          options={items.map(({ id, title }) => ({ value: id, label: title || id }))}
          onChange={(id: string) => ask({ inspection: id })}
        />
      }
    >
      {(record) => <Recorded record={record} />}
    </Computed>
  );
};

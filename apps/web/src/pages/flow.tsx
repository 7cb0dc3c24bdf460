import { Link } from '@tanstack/react-router';
import { Segmented, Select } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useRead } from '../api/hooks.js';
import type { PoolView, StatementView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { FigureLink } from '../parts/figures.js';
import { Panel } from '../parts/page.js';
import { POLLUTANTS } from '../parts/pollutants.js';
import { Sheet } from '../parts/sheet.js';
import { Waiting } from '../parts/states.js';
import { today } from '../parts/times.js';
import { useMe } from '../session/me.js';
import { FLOW_MEMBERS, flowOf, type MonthFlow } from './flow-of-year.js';

const FlowChart = lazy(() =>
  import('./flow-chart.js').then(({ FlowChart: loaded }) => ({ default: loaded })),
);

interface FlowTableProps {
  readonly flow: readonly MonthFlow[];
  readonly pool: string;
  readonly pollutant: string;
}

const FlowTable = ({ flow, pool, pollutant }: FlowTableProps) => {
  const say = useSay();
  return (
    <Sheet
      label={say('overview.flowTable')}
      rows={flow}
      rowKey={({ month }) => month}
      columns={[
        { key: 'month', title: say('overview.month'), cell: ({ month }) => month },
        ...FLOW_MEMBERS.map((member) => ({
          key: member,
          title: say(`balance.${member}`),
          figure: true,
          cell: (row: MonthFlow) => (
            <FigureLink origin={{ pool, pollutant, figure: member, month: row.month }} value={row[member]} />
          ),
        })),
      ]}
    />
  );
};

interface ChoiceProps {
  readonly pollutant: string;
  readonly setPollutant: (pollutant: string) => void;
  readonly shape: string;
  readonly setShape: (shape: string) => void;
}

const Choice = ({ pollutant, setPollutant, shape, setShape }: ChoiceProps) => {
  const say = useSay();
  return (
    <div className="filters">
      <Select
        aria-label={say('word.pollutant')}
        value={pollutant}
        onChange={setPollutant}
        options={POLLUTANTS.map((value) => ({ value, label: value }))}
      />
      <Segmented
        value={shape}
        onChange={setShape}
        options={[
          { value: 'chart', label: say('overview.flowChart') },
          { value: 'table', label: say('overview.flowTable') },
        ]}
      />
      <span className="filters-note">{say('word.unitNote')}</span>
    </div>
  );
};

const PoolFlow = ({ pool }: { readonly pool: PoolView }) => {
  const say = useSay();
  const [pollutant, setPollutant] = useState('VOCs');
  const [shape, setShape] = useState('chart');
  const year = today().slice(0, 4);
  const statement = useRead<StatementView>('/api/v1/reports/pool-statement/{poolId}', {
    path: { poolId: pool.id },
    query: { from: `${year}-01-01`, to: today() },
  });
  const journal = (
    <Link to="/pools/$id" params={{ id: pool.id }} search={{ book: 'journal' }}>
      {say('pools.journal')}
    </Link>
  );
  const movements = statement.data?.movements.filter((one) => one.pollutant === pollutant);
  const Shape = shape === 'chart' ? FlowChart : FlowTable;
  return (
    <Panel title={say('overview.flow', { name: pool.name })} note={journal}>
      <Choice pollutant={pollutant} setPollutant={setPollutant} shape={shape} setShape={setShape} />
      {movements === undefined ? (
        <Waiting error={statement.error} />
      ) : (
        <Suspense fallback={<Waiting />}>
          <Shape flow={flowOf(movements, year)} pool={pool.id} pollutant={pollutant} />
        </Suspense>
      )}
    </Panel>
  );
};

/** The year's flow of the officer's own pool, as a chart with the table behind it one click away. */
export const Flow = ({ pools }: { readonly pools: readonly PoolView[] }) => {
  const me = useMe();
  const own = pools.find(({ place }) => place === me.place);
  return own === undefined ? null : <PoolFlow pool={own} />;
};

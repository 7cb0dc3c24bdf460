import { Input, Select } from 'antd';
import { useRead } from '../../api/hooks.js';
import type { BalanceLine, Items, Movement, PoolStatementView, PoolView } from '../../api/views.js';
import { useSay } from '../../messages/language.js';
import { EventLink } from '../../parts/event-link.js';
import { useAsk, useAsked } from '../../parts/filters.js';
import { LotLink } from '../../parts/links.js';
import { Panel } from '../../parts/page.js';
import { PollutantSheet } from '../../parts/pollutant-sheet.js';
import { SheetPanel } from '../../parts/sheet-panel.js';
import { Nothing, Waiting } from '../../parts/states.js';
import { instant, today } from '../../parts/times.js';
import { useCode } from '../../parts/words.js';
import { Computed } from './asking.js';
import { useWords } from './words.js';

const FIGURES = ['credited', 'available', 'held', 'withdrawn', 'retired', 'writtenOff'] as const;

const useFigures = () => {
  const say = useSay();
  return FIGURES.map((name) => ({
    key: name,
    title: say(`balance.${name}`),
    amount: (line: BalanceLine) => line[name],
  }));
};

/** What the pool held on a day. */
const Held = ({ title, lines }: { readonly title: string; readonly lines: readonly BalanceLine[] }) => {
  const say = useSay();
  const columns = useFigures();
  return (
    <Panel title={title} note={say('word.unitNote')}>
      <PollutantSheet label={title} lines={lines} columns={columns} />
    </Panel>
  );
};

const Movements = ({ rows }: { readonly rows: readonly Movement[] }) => {
  const words = useWords();
  const say = useSay();
  const code = useCode();
  const figures = useFigures();
  return (
    <SheetPanel
      title={words('movements')}
      note={say('word.unitNote')}
      rows={rows}
      rowKey={({ position, kind, lotId, pollutant }) => `${position} ${kind} ${lotId} ${pollutant}`}
      columns={[
        {
          key: 'position',
          title: words('event'),
          cell: ({ position }) => <EventLink position={position} />,
        },
        { key: 'kind', title: code('field', 'kind'), cell: ({ kind }) => code('kind', kind) },
        { key: 'at', title: words('occurredAt'), cell: ({ occurredAt }) => instant(occurredAt) },
        { key: 'pollutant', title: say('word.pollutant'), cell: ({ pollutant }) => pollutant },
        { key: 'lot', title: say('deposits.lot'), cell: ({ lotId }) => <LotLink id={lotId} /> },
        { key: 'reference', title: words('reference'), cell: ({ reference }) => reference },
        ...figures,
      ]}
    />
  );
};

/** The year so far, unless the address says otherwise. */
const useSpan = (): { readonly from: string; readonly to: string } => {
  const asked = useAsked();
  return { from: asked['from'] ?? `${today().slice(0, 4)}-01-01`, to: asked['to'] ?? today() };
};

interface AskedProps {
  readonly pool: string;
  readonly pools: readonly PoolView[];
}

const Boxes = ({ pool, pools }: AskedProps) => {
  const words = useWords();
  const ask = useAsk();
  const span = useSpan();
  return (
    <>
      <Select
        className="filter"
        aria-label={words('pool')}
        showSearch={{ optionFilterProp: 'label' }}
        value={pool}
        options={pools.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(chosen: string) => ask({ pool: chosen })}
      />
      {(['from', 'to'] as const).map((name) => (
        <Input
          key={name}
          className="filter"
          type="date"
          prefix={words(name)}
          aria-label={words(name)}
          value={span[name]}
          onChange={({ target }) => ask({ [name]: target.value })}
        />
      ))}
    </>
  );
};

const Stated = ({ pool, pools }: AskedProps) => {
  const words = useWords();
  const { from, to } = useSpan();
  return (
    <Computed<PoolStatementView>
      route="/api/v1/reports/pool-statement/{poolId}"
      asked={{ path: { poolId: pool }, query: { from, to } }}
      name={`pool-statement-${pool}-${from}-${to}`}
      boxes={<Boxes pool={pool} pools={pools} />}
    >
      {({ opening, movements, closing }) => (
        <>
          <Held title={`${words('opening')} ${from}`} lines={opening} />
          <Movements rows={movements} />
          <Held title={`${words('closing')} ${to}`} lines={closing} />
        </>
      )}
    </Computed>
  );
};

/** 储备库对账单: opening, movements and closing of one pool between two days. */
export const Statement = () => {
  const words = useWords();
  const asked = useAsked();
  const read = useRead<Items<PoolView>>('/api/v1/pools', { query: { perPage: 200 } });
  if (read.data === undefined) return <Waiting error={read.error} retry={() => void read.refetch()} />;
  const pools = read.data.items.filter(({ detailed }) => detailed);
  const [first] = pools;
  if (first === undefined) return <Nothing text={words('noPools')} />;
  const pool = pools.find(({ id }) => id === asked['pool']) ?? first;
  return <Stated pool={pool.id} pools={pools} />;
};

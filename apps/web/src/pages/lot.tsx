import { useParams } from '@tanstack/react-router';
import { useRead } from '../api/hooks.js';
import type { ChainView, DepositView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { useFigures } from '../parts/figures.js';
import { PoolLink } from '../parts/links.js';
import { LotBar, LotLegend } from '../parts/lot-bar.js';
import { Page, Panel } from '../parts/page.js';
import { Sheet } from '../parts/sheet.js';
import { Waiting } from '../parts/states.js';
import { ChainGraph } from './chain/chain-graph.js';
import { lotModel } from './chain/chain-model.js';
import { VoidPanel } from './void-panel.js';

type Part = ChainView['parts'][number];

const Parts = ({ chain }: { readonly chain: ChainView }) => {
  const say = useSay();
  const figures = useFigures<Part>(({ pool, pollutant }) => ({ pool, pollutant, lot: chain.lotId }));
  return (
    <Panel title={say('lot.parts')}>
      <div className="filters">
        <LotLegend />
      </div>
      <Sheet
        label={say('lot.parts')}
        rows={chain.parts}
        rowKey={({ pool, pollutant }) => `${pool} ${pollutant}`}
        columns={[
          {
            key: 'pool',
            title: say('replay.pool'),
            cell: ({ pool }) => <PoolLink id={pool} />,
          },
          { key: 'pollutant', title: say('word.pollutant'), cell: ({ pollutant }) => pollutant },
          { key: 'bar', title: say('lot.shares'), cell: (part) => <LotBar lot={part} /> },
          ...figures,
        ]}
      />
    </Panel>
  );
};

/** One lot from end to end. */
export const LotPage = () => {
  const say = useSay();
  const { id } = useParams({ from: '/frame/lots/$id' });
  const read = useRead<ChainView>('/api/v1/lots/{id}/chain', { path: { id } });
  const deposit = useRead<DepositView>('/api/v1/deposits/{id}', {
    path: { id: read.data?.depositId ?? '' },
    enabled: read.data !== undefined,
  });
  if (read.data === undefined) return <Waiting error={read.error} retry={() => void read.refetch()} />;
  return (
    <Page title={say('lot.one', { id })} about={say('lot.about')}>
      <Panel title={say('lot.chain')}>
        <ChainGraph model={lotModel(read.data, deposit.data)} />
      </Panel>
      <VoidPanel chain={read.data} />
      <Parts chain={read.data} />
    </Page>
  );
};

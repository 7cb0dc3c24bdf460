import { DepositLink, PoolLink, VoucherLink } from '../parts/links.js';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useRead } from '../api/hooks.js';
import type { ChainView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { AmountLines } from '../parts/amount-lines.js';
import { LOT_FIGURES, useFigures } from '../parts/figures.js';
import { LotBar, LotLegend } from '../parts/lot-bar.js';
import { Page, Panel } from '../parts/page.js';
import { Sheet } from '../parts/sheet.js';
import { Waiting } from '../parts/states.js';
import { StatusTag } from '../parts/status-tag.js';
import { usePlaceName } from '../parts/words.js';
import { VoidPanel } from './void-panel.js';

const Stage = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <li className="stage">
    <div className="stage-title">{title}</div>
    {children}
  </li>
);

const Uses = ({ vouchers }: Pick<ChainView, 'vouchers'>) => {
  const say = useSay();
  if (vouchers.length === 0) return <span className="soft">{say('word.none')}</span>;
  return vouchers.map(({ no, project, status, draws, backingVoided }) => (
    <div key={no} className="node">
      <VoucherLink no={no} /> <StatusTag status={status} />
      <div>{project.name}</div>
      <AmountLines lines={draws} />
      {backingVoided && <div className="late">{say('withdrawals.backingVoided')}</div>}
    </div>
  ));
};

const Debts = ({ obligations }: Pick<ChainView, 'obligations'>) => {
  const say = useSay();
  if (obligations.length === 0) return <span className="soft">{say('word.none')}</span>;
  return obligations.map(({ id, pollutant, open, status }) => (
    <div key={id} className="node">
      <AmountLines lines={[{ pollutant, amount: open }]} /> <StatusTag status={status} />
    </div>
  ));
};

/** Reduction, deposit, lot, uses and debts from left to right. */
const Chain = ({ chain }: { readonly chain: ChainView }) => {
  const say = useSay();
  const nameOf = usePlaceName();
  const pools = [...new Set(chain.parts.map(({ pool }) => pool))];
  const { depositId, reductionId, vouchers, obligations } = chain;
  return (
    <ol className="chain">
      <Stage title={say('lot.reduction')}>
        <div className="node">
          {reductionId} · {nameOf(chain.place)}
        </div>
      </Stage>
      <Stage title={say('lot.deposit')}>
        <div className="node">
          {' '}
          <DepositLink id={depositId} />
        </div>
      </Stage>
      <Stage title={say('lot.parts')}>
        {pools.map((pool) => (
          <div key={pool} className="node">
            {' '}
            <PoolLink id={pool} />
          </div>
        ))}
      </Stage>
      <Stage title={say('lot.use')}>
        <Uses vouchers={vouchers} />
      </Stage>
      <Stage title={say('lot.debt')}>
        <Debts obligations={obligations} />
      </Stage>
    </ol>
  );
};

const Parts = ({ chain }: { readonly chain: ChainView }) => {
  const say = useSay();
  const figures = useFigures(LOT_FIGURES);
  return (
    <Panel title={say('lot.parts')}>
      <LotLegend />
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
  if (read.data === undefined) return <Waiting error={read.error} retry={() => void read.refetch()} />;
  return (
    <Page title={say('lot.one', { id })} about={say('lot.about')}>
      <Panel title={say('lot.chain')}>
        <Chain chain={read.data} />
      </Panel>
      <VoidPanel chain={read.data} />
      <Parts chain={read.data} />
    </Page>
  );
};
